import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { words } from '../lib/words.ts'
import { clearNameOf, type Naming, namedIn } from './named-in.ts'

/** There are not more of us who can be named. */
const most = 2_000

/** Whom a note names, of those who are here. A name that several have is refused, with how to say which. */
export async function whoIsNamed(tx: Tx, text: string): Promise<Naming[]> {
  if (!text.includes('@')) return []
  const colleagues = await tx
    .selectFrom('users')
    .select(['id', 'name', 'email'])
    .where('deactivated_at', 'is', null)
    .orderBy('name')
    .limit(most)
    .execute()
  const { named, unclear } = namedIn(text, colleagues)
  const [first] = unclear
  if (!first) return named
  const whole = first.among.slice(0, 10).map((one) => clearNameOf(one, colleagues))
  const wrong = words('conversations.named-unclear', { written: first.written, whole: whole.join(', ') })
  throw new Refusal(422, wrong, { fields: { text: wrong } })
}

export async function keepNamings(tx: Tx, noteId: string, named: readonly Naming[]): Promise<void> {
  if (named.length === 0) return
  await tx
    .insertInto('note_namings')
    .values(named.map(({ user, written }) => ({ note_id: noteId, user_id: user.id, written })))
    .execute()
}
