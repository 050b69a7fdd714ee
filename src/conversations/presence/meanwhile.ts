import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { prepared } from '../../core/prepared.ts'
import { words } from '../../lib/words.ts'
import { partsOf } from '../rearrange/visible.ts'

/** An answer of ours that a writer may not have seen: decided here, or said on the network itself. */
export interface Meanwhile {
  /** The number of its event. */
  seq: number
  at: Date
  /** Who of us decided it; null where it was said on the network, under the account's name. */
  by: { id: string; name: string } | null
  name: string
  text: string
  /** Where it stands in the thread: an element's id. */
  place: string
}

/**
 * How far a conversation has come: the number of its last event. Verbs hold the conversation while they record, so the
 * numbers of its answers are in the order of their commits; their times are not.
 */
export async function seenNow(db: Db | Tx, conversationId: string): Promise<number> {
  const { rows } = await prepared(
    db,
    sql<{ seq: number }>`select seq from events where conversation_id = ${conversationId} order by seq desc limit 1`,
  )
  return rows[0]?.seq ?? 0
}

/** What of us was said, or was decided to be, after a place; the latest first. What was taken back is not. */
export async function answeredSince(
  db: Db | Tx,
  conversationId: string,
  seen: number,
  except: string | undefined,
): Promise<Meanwhile[]> {
  const { rows } = await sql<Row>`
    with here as ${partsOf(conversationId)}, news as (
      select seq, at, kind, by_user, data from events
      where conversation_id in (select id from here) and seq > ${seen} and kind in ('reply.decided', 'reply.sent', 'message.heard')
    )
    select n.seq, case when n.data ? 'approval' then n.at else r.written_at end as at, r.written_by as by_id, coalesce(u.name, '') as name, left(r.text, 1000) as text,
      'delivery-' || (select d.id from deliveries d where d.reply_id = r.id order by d.part limit 1) as place
    from news n join replies r on r.id = (n.data->>'reply')::uuid left join users u on u.id = r.written_by
    where (n.kind = 'reply.decided' and not n.data ? 'again'
        -- What was to leave later counts from when it left.
        or n.kind = 'reply.sent' and n.data->>'part' = '0'
          and exists (select from reply_schedules s where s.reply_id = r.id)) and r.id is distinct from ${except ?? null}::uuid
      and exists (select from deliveries d where d.reply_id = r.id and d.state <> 'withdrawn')
    union all
    select n.seq, m.said_at, null, i.name, left(m.text, 1000), 'message-' || m.id
    from news n cross join lateral jsonb_array_elements_text(n.data->'messages') as heard (id)
    join messages m on m.id = heard.id::uuid join identities i on i.id = m.identity_id
    where n.kind = 'message.heard' and m.is_ours and not m.asks_after and m.deleted_at is null
      -- Old words that are heard late (history, what surrounds a message) are no news. Clocks of networks may go wrong.
      and m.said_at > coalesce((select at from events where seq = ${seen}), '-infinity') - interval '5 minutes'
      and not exists (select from deliveries d where d.message_id = m.id)
      -- The network may tell us of our own words before it has answered us.
      and not exists (select from deliveries d join replies r on r.id = d.reply_id
        where r.conversation_id = ${conversationId} and d.state in ('sending', 'uncertain'))
    order by seq desc limit 20`.execute(db)
  return rows.map(asMeanwhile)
}

interface Row {
  seq: number
  at: Date
  by_id: string | null
  name: string
  text: string
  place: string
}

const asMeanwhile = ({ by_id, ...row }: Row): Meanwhile => ({
  ...row,
  by: by_id ? { id: by_id, name: row.name } : null,
})

/** A reply that meets an answer which its writer has not seen. Nothing was kept; said again with this `seen`, it goes. */
export class AnsweredMeanwhile extends Refusal {
  readonly answers: readonly Meanwhile[]
  readonly seen: number

  constructor(answers: readonly Meanwhile[], seen: number) {
    super(409, words('conversations.meanwhile-refused', { name: answers[0]?.name ?? '' }), {
      told: {
        seen,
        answers: answers.map(({ by, name, at, text }) => ({ by: by?.id ?? null, name, at: at.toISOString(), text })),
      },
    })
    this.answers = answers
    this.seen = seen
  }
}

/** Refuses what would be said past an answer of ours that came after `seen`. The conversation is held by the caller. */
export async function refuseUnread(tx: Tx, conversationId: string, seen: number, replyId?: string): Promise<void> {
  const answers = await answeredSince(tx, conversationId, seen, replyId)
  if (answers.length > 0) throw new AnsweredMeanwhile(answers, await seenNow(tx, conversationId))
}
