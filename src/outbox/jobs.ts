import { sql } from 'kysely'
import { z } from 'zod'
import type { Switchboard } from '../channels/index.ts'
import type { InTx, Subscribers } from '../core/events.ts'
import { addJob, type Job } from '../core/jobs.ts'
import { moderateThere } from './moderate.ts'
import { reactThere, sweepReactions } from './react.ts'
import { speak } from './speak.ts'

const about = z.object({ channel: z.uuid() })

const wake: InTx = async (tx, { channelId }) => {
  if (!channelId) return
  await addJob(tx, 'outbox.speak', { channel: channelId }, { key: `outbox.speak:${channelId}`, urgent: true })
}

/**
 * A decided reply wakes its channel's outbox, in the transaction of the decision. What leaves later has it set its clock.
 * A window that goes on says what it kept.
 */
export const outboxSubscribers: Pick<Subscribers, 'inTx'> = {
  inTx: new Map([
    ['reply.decided', [wake]],
    ['reply.scheduled', [wake]],
    ['survey.asked', [wake]],
    ['channel.resumed', [wake]],
  ]),
}

export function outboxJobs(board: Switchboard, processId: string, signal: AbortSignal): Record<string, Job> {
  return {
    'outbox.speak': async (payload) => speak(board, processId, about.parse(payload).channel, signal),
    'outbox.sweep': async () => {
      await sweep(board)
      await sweepReactions(board)
    },
    'outbox.react': (payload) => reactThere(board, payload, signal),
    'outbox.moderate': (payload) => moderateThere(board, payload, signal),
  }
}

/** Wakes every channel that has something due and may say it: at start, and each minute in case a wake was lost with its process. */
export async function sweep(board: Switchboard): Promise<void> {
  await board.core.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ channel_id: string }>`
      select distinct channel_id from deliveries where state in ('waiting', 'sending') and next_at <= now()
        and leaves_at <= now()
        and not exists (select from channel_pauses p where p.channel_id = deliveries.channel_id)`.execute(tx)
    for (const { channel_id } of rows)
      await addJob(tx, 'outbox.speak', { channel: channel_id }, { key: `outbox.speak:${channel_id}`, urgent: true })
  })
}
