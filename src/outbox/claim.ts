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
}

export type Claimed = { claim: Claim } | { idle: true } | { notBefore: Date }

interface Head {
  id: string
  reply_id: string
  part: number
  text: string
  attempts: number
  state: 'waiting' | 'sending'
  next_at: Date
  sending_at: Date | null
  busy: boolean
  written_at: Date
  conversation_id: string
  in_reply_to: string
}

/**
 * Takes the channel's first unsettled delivery for this process, if it is due and no other living process has it. A
 * channel is spoken to in order: nothing overtakes what waits for a retry. The caller has no try of its own under way on
 * this channel: what is said to be ours is a claim whose answer was lost with the database.
 */
export async function claimNext(db: Db, channelId: string, processId: string, now: Date): Promise<Claimed> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<Head>`
      select d.id, d.reply_id, d.part, d.text, d.attempts, d.state, d.next_at, d.sending_at, r.written_at, r.conversation_id,
        r.in_reply_to, coalesce(d.state = 'sending' and d.sending_by <> ${processId} and exists (
          select from processes p where p.id = d.sending_by and p.beat_at > now() - make_interval(secs => ${silenceS})), false) as busy
      from deliveries d join replies r on r.id = d.reply_id
      where d.channel_id = ${channelId} and d.state in ('waiting', 'sending')
      order by d.position limit 1 for update of d`.execute(tx)
    const [head] = rows
    if (!head) return { idle: true }
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
  decidedAt: head.written_at,
  unknownSince: head.state === 'sending' ? head.sending_at : null,
  conversationId: head.conversation_id,
  inReplyToMessageId: head.in_reply_to,
})
