import { sql } from 'kysely'
import { z } from 'zod'
import type { Switchboard } from '../channels/index.ts'
import type { Subscribers } from '../core/events.ts'
import { addJob, type Job } from '../core/jobs.ts'
import { moderateThere } from './moderate.ts'
import { speak } from './speak.ts'

const about = z.object({ channel: z.uuid() })

/** A decided reply wakes its channel's outbox, in the transaction of the decision. */
export const outboxSubscribers: Pick<Subscribers, 'inTx'> = {
  inTx: new Map([
    [
      'reply.decided',
      [
        async (tx, event) => {
          if (event.channelId)
            await addJob(
              tx,
              'outbox.speak',
              { channel: event.channelId },
              { key: `outbox.speak:${event.channelId}`, urgent: true },
            )
        },
      ],
    ],
  ]),
}

export function outboxJobs(board: Switchboard, processId: string, signal: AbortSignal): Record<string, Job> {
  return {
    'outbox.speak': async (payload) => speak(board, processId, about.parse(payload).channel, signal),
    'outbox.sweep': async () => sweep(board),
    'outbox.moderate': (payload) => moderateThere(board, payload, signal),
  }
}

/** Wakes every channel that has something due: at start, and each minute in case a wake was lost with its process. */
export async function sweep(board: Switchboard): Promise<void> {
  await board.core.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ channel_id: string }>`
      select distinct channel_id from deliveries where state in ('waiting', 'sending') and next_at <= now()`.execute(tx)
    for (const { channel_id } of rows)
      await addJob(tx, 'outbox.speak', { channel: channel_id }, { key: `outbox.speak:${channel_id}`, urgent: true })
  })
}
