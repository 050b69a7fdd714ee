import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { silenceS } from '../core/process.ts'

/** The next thing to say on a channel: its delivery, what it answers, and how the last try stands. */
export interface Claim {
  id: string
  replyId: string
  part: number
  text: string
  attempts: number
  decidedAt: Date
  /** When a try began that left no outcome; it must be looked up before anything is said again. */
  unknownSince: Date | null
  conversationId: string
  inReplyToMessageId: string
  /** To its author alone, whoever could read what it answers. */
  privately: boolean
}

export type Claimed = { claim: Claim } | { idle: true } | { notBefore: Date }

interface Head {
  id: string
  reply_id: string
  part: number
  text: string
  attempts: number
  state: 'waiting' | 'sending'
  leaves_at: Date
  is_early: boolean
  next_at: Date
  sending_at: Date | null
  busy: boolean
  decided_at: Date
  conversation_id: string
  in_reply_to: string
  privately: boolean
}

/**
 * Takes the channel's first unsettled delivery for this process, if it is due and no other living process has it. A
 * channel is spoken to in order: nothing overtakes what waits for a retry, and what may not leave yet holds up nothing. The
 * caller has no try of its own under way on this channel: what is said to be ours is a claim whose answer was lost with the
 * database.
 */
export async function claimNext(db: Db, channelId: string, processId: string, now: Date): Promise<Claimed> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<Head>`
      select d.id, d.reply_id, d.part, d.text, d.attempts, d.state, d.leaves_at, d.leaves_at > now() as is_early, d.next_at, d.sending_at, r.conversation_id,
        greatest(r.written_at, d.leaves_at, (select max(a.decided_at) from reply_approvals a
          where a.reply_id = r.id and a.decision = 'approved')) as decided_at,
        r.in_reply_to, d.privately, coalesce(d.state = 'sending' and d.sending_by <> ${processId} and exists (
          select from processes p where p.id = d.sending_by and p.beat_at > now() - make_interval(secs => ${silenceS})), false) as busy
      from deliveries d join replies r on r.id = d.reply_id
      where d.channel_id = ${channelId} and d.state in ('waiting', 'sending')
        -- Whatever else says so: what somebody is to approve does not leave.
        and not exists (select from reply_approvals a where a.reply_id = d.reply_id and a.decision is null)
      order by d.leaves_at, d.position limit 1 for update of d`.execute(tx)
    const [head] = rows
    if (!head) return { idle: true }
    if (head.is_early) return { notBefore: head.leaves_at }
    if (head.busy) return { notBefore: new Date(now.getTime() + silenceS * 1000) }
    if (head.next_at > now) return { notBefore: head.next_at }
    await tx
      .updateTable('deliveries')
      .set({ state: 'sending', sending_by: processId, sending_at: now, attempts: head.attempts + 1 })
      .where('id', '=', head.id)
      .execute()
    return { claim: asClaim(head) }
  })
}

const asClaim = (head: Head): Claim => ({
  id: head.id,
  replyId: head.reply_id,
  part: head.part,
  text: head.text,
  attempts: head.attempts,
  decidedAt: head.decided_at,
  unknownSince: head.state === 'sending' ? head.sending_at : null,
  conversationId: head.conversation_id,
  inReplyToMessageId: head.in_reply_to,
  privately: head.privately,
})
