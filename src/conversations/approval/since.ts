import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { type Words, words } from '../../lib/words.ts'
import { answeredSince, type Meanwhile, seenNow } from '../presence/meanwhile.ts'
import { partsOf } from '../rearrange/visible.ts'

/** Something said in a conversation after an approval was asked for, by one of us or by them; or what one of us did with it. */
export interface Since extends Meanwhile {
  isOurs: boolean
  /** It is closed or spam since then, and nothing was said by that. */
  did: 'closed' | 'marked-spam' | null
}

/** A reply that waits, and who is to decide about it. */
export interface Waits {
  conversationId: string
  replyId: string
  by: { id: string }
}

/** What was said after a place, the latest first, and that it was ended; without the reply that waits. */
export async function sinceAsked(db: Db | Tx, waits: Waits, seen: number): Promise<Since[]> {
  const { conversationId, replyId } = waits
  const ours = await answeredSince(db, conversationId, seen, replyId)
  const theirs = await heardSince(db, conversationId, seen)
  const ended = await endedSince(db, waits, seen)
  return [
    ...ours.map((one) => ({ ...one, isOurs: true, did: null })),
    ...theirs.map((one) => ({ ...one, isOurs: false, did: null })),
    ...ended,
  ]
    .toSorted((a, b) => b.seq - a.seq)
    .slice(0, 20)
}

/** As with what is to leave later: who closes after having written means both, and nobody answers spam. */
async function endedSince(db: Db | Tx, { conversationId, replyId, by }: Waits, seen: number): Promise<Since[]> {
  const { rows } = await sql<{ seq: number; at: Date; byId: string | null; name: string | null; state: string }>`
    select e.seq, e.at, e.by_user as "byId", u.name, c.state
    from conversations c cross join lateral (
      select * from events n where n.conversation_id = c.id and n.seq > ${seen} and n.kind = case c.state
        when 'closed' then 'conversation.closed' when 'spam' then 'conversation.marked-spam' end
      order by n.seq desc limit 1) e left join users u on u.id = e.by_user
    where c.id = ${conversationId} and e.by_user is distinct from ${by.id} and (c.state = 'spam' or not exists (
      select from replies r where r.id = ${replyId} and r.written_by = e.by_user))`.execute(db)
  return rows.map(({ seq, at, byId, name, state }) => ({
    ...{ seq, at, name: name ?? '', text: '', place: '', isOurs: true },
    by: byId && name ? { id: byId, name } : null,
    did: state === 'spam' ? 'marked-spam' : 'closed',
  }))
}

/** Old words that are heard late are no news; clocks of networks may go wrong. */
async function heardSince(db: Db | Tx, conversationId: string, seen: number): Promise<Meanwhile[]> {
  const { rows } = await sql<Omit<Meanwhile, 'by'>>`
    with here as ${partsOf(conversationId)}
    select n.seq, m.said_at as at, i.name, left(m.text, 1000) as text, 'message-' || m.id as place
    from events n cross join lateral jsonb_array_elements_text(n.data->'messages') as heard (id)
    join messages m on m.id = heard.id::uuid join identities i on i.id = m.identity_id
    where n.conversation_id in (select id from here) and n.seq > ${seen} and n.kind = 'message.heard'
      and not m.is_ours and m.concerns_us and m.deleted_at is null
      and m.said_at > coalesce((select at from events where seq = ${seen}), '-infinity') - interval '5 minutes'
    order by n.seq desc, m.said_at desc limit 20`.execute(db)
  return rows.map((row) => ({ ...row, by: null }))
}

/** Something happened that whoever approves has not seen. Nothing was decided; said again with this `seen`, it is. */
export class Overtaken extends Refusal {
  readonly since: readonly Since[]
  readonly seen: number

  constructor(since: readonly Since[], seen: number) {
    super(409, why(since), {
      told: {
        seen,
        since: since.map(({ by, name, at, text, isOurs, did }) => ({
          by: by?.id ?? null,
          name,
          at: at.toISOString(),
          text,
          is_ours: isOurs,
          did,
        })),
      },
    })
    this.since = since
    this.seen = seen
  }
}

function why([last]: readonly Since[]): Words {
  if (last?.did) return words(`conversations.approval-${last.did}-since`)
  const key = last?.isOurs ? 'conversations.approval-answered-since' : 'conversations.approval-spoken-since'
  return words(key, { name: last?.name ?? '' })
}

/** Refuses what would be approved past something that happened after `seen`. The conversation is held by the caller. */
export async function refuseOvertaken(tx: Tx, waits: Waits, seen: number): Promise<void> {
  const since = await sinceAsked(tx, waits, seen)
  if (since.length > 0) throw new Overtaken(since, await seenNow(tx, waits.conversationId))
}
