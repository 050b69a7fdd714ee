import { z } from 'zod'
import { connectorOf, contextFor, findChannel, type Switchboard } from '../channels/index.ts'
import { asFailure } from '../connectors/index.ts'
import { record } from '../core/events.ts'

const about = z.object({ message_id: z.uuid(), as: z.enum(['approve', 'hold', 'spam', 'trash']), by: z.uuid() })

/**
 * Does at the network what a person decided about a message. Doing it twice is doing it once, so a passing failure is
 * left to the queue's retries; a final one is recorded, to be told.
 */
export async function moderateThere(board: Switchboard, payload: unknown, signal: AbortSignal): Promise<void> {
  const { message_id, as, by } = about.parse(payload)
  const { db } = board.core
  const message = await db
    .selectFrom('messages')
    .select(['channel_id', 'external_id', 'conversation_id'])
    .where('id', '=', message_id)
    .executeTakeFirst()
  if (!message) return
  const channel = await findChannel(db, message.channel_id)
  try {
    await connectorOf(board, channel.network).moderate?.[as]?.(
      await contextFor(board, channel, signal),
      message.external_id,
    )
  } catch (error) {
    const failure = asFailure(error)
    if (failure.kind === 'temporary' || failure.kind === 'rate-limited') throw error
    const data = { as, reason: failure.words.key }
    await db.transaction().execute((tx) =>
      record(tx, 'message.moderation-failed', {
        message: { id: message_id },
        conversation: { id: message.conversation_id },
        channel,
        by: { id: by },
        data,
      }),
    )
  }
}
