import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import { cleanText } from '../../lib/clean-text.ts'
import { hashOf } from './link.ts'

/** A question that somebody holds the link to. */
export interface Asked {
  id: string
  conversationId: string
  personId: string
  question: string
  language: string
  /** Everybody could read the link. */
  isPublic: boolean
  mark: number | null
  words: string | null
  askedAt: Date
  markedAt: Date | null
}

const dayMs = 86_400_000
/** A first answer may take so long, a change of mind so long after it. */
export const openDays = 30
export const changeDays = 7
export const longestWords = 2000

/** Undefined where no link of ours has this secret. */
export async function findAsked(db: Db | Tx, secret: string): Promise<Asked | undefined> {
  if (!/^[A-Za-z0-9_-]{22}$/.test(secret)) return undefined
  const { rows } = await sql<Asked>`
    select s.id, s.conversation_id as "conversationId", s.person_id as "personId", coalesce(s.question, '') as question,
      s.language, not s.privately and m.visibility <> 'direct' as "isPublic", s.mark, s.words, s.asked_at as "askedAt",
      s.marked_at as "markedAt"
    from surveys s join messages m on m.id = s.in_reply_to
    where s.secret_hash = ${hashOf(secret)} and s.asked_at is not null`.execute(db)
  return rows[0]
}

/** Whether it can still be answered, or the answer changed. */
export function isOpen({ askedAt, markedAt }: Pick<Asked, 'askedAt' | 'markedAt'>, now: Date): boolean {
  const until = markedAt ? markedAt.getTime() + changeDays * dayMs : askedAt.getTime() + openDays * dayMs
  return now.getTime() < until
}

/** What they think of it, and why where they say so. No words leave those of before as they are. False when it is over. */
export async function mark(
  tx: Tx,
  secret: string,
  given: { mark: number; words?: string | undefined },
  now: Date,
): Promise<boolean> {
  const found = await findAsked(tx, secret)
  if (!found) return false
  await sql`select from surveys where id = ${found.id} for update`.execute(tx)
  const asked = await findAsked(tx, secret)
  if (!asked || !isOpen(asked, now)) return false
  const said =
    cleanText(given.words ?? '')
      .trim()
      .slice(0, longestWords)
      .toWellFormed() || null
  const isSame = asked.mark === given.mark && (said === null || said === asked.words)
  if (isSame) return true
  await tx
    .updateTable('surveys')
    .set({ mark: given.mark, words: said ?? asked.words, marked_at: asked.markedAt ?? now, changed_at: now })
    .where('id', '=', asked.id)
    .execute()
  await record(tx, 'survey.marked', {
    conversation: { id: asked.conversationId },
    person: { id: asked.personId },
    data: { survey: asked.id, mark: given.mark, again: asked.mark !== null },
  })
  return true
}
