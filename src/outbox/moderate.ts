import { z } from 'zod'
import { type Channel, connectorOf, contextFor, findChannel, type Switchboard } from '../channels/index.ts'
import { asFailure, ConnectorFailure } from '../connectors/index.ts'
import type { Db } from '../core/database.ts'
import { record } from '../core/events.ts'
import { jsonText } from '../lib/json-text.ts'
import { words } from '../lib/words.ts'

const about = z.object({
  message_id: z.uuid(),
  as: z.enum(['approve', 'hold', 'spam', 'trash', 'hide', 'show']),
  by: z.uuid(),
})
type About = z.infer<typeof about>

/**
 * Does at the network what a person decided about a message. Doing it twice is doing it once, so a passing failure is
 * left to the queue's retries. What became of it is kept beside the message, for whoever reads it.
 */
export async function moderateThere(board: Switchboard, payload: unknown, signal: AbortSignal): Promise<void> {
  const asked = about.parse(payload)
  const { db } = board.core
  const message = await db
    .selectFrom('messages')
    .select(['channel_id', 'external_id', 'conversation_id'])
    .where('id', '=', asked.message_id)
    .executeTakeFirst()
  if (!message) return
  const channel = await findChannel(db, message.channel_id)
  const settled = { ...asked, conversationId: message.conversation_id, channel }
  try {
    const deed = connectorOf(board, channel.network).moderate?.[asked.as]
    if (!deed) throw new ConnectorFailure('invalid', words('conversations.cannot-moderate'))
    await deed(await contextFor(board, channel, signal), message.external_id)
    await settle(db, settled, undefined)
  } catch (error) {
    if (signal.aborted) throw error
    const failure = asFailure(error)
    await settle(db, settled, failure)
    if (failure.kind === 'temporary' || failure.kind === 'rate-limited') throw error
  }
}

interface Settled extends About {
  conversationId: string
  channel: Channel
}

/** Somebody may have asked for something else meanwhile: only that counts. */
async function settle(db: Db, it: Settled, failure: ConnectorFailure | undefined): Promise<void> {
  const set = failure
    ? { failure: jsonText({ kind: failure.kind, words: failure.words }) }
    : { done_at: new Date(), failure: null }
  const where = { conversation: { id: it.conversationId }, message: { id: it.message_id }, channel: it.channel }
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('message_moderations')
      .set(set)
      .where('message_id', '=', it.message_id)
      .where('wanted', '=', it.as)
      .execute()
    const final = failure && failure.kind !== 'temporary' && failure.kind !== 'rate-limited'
    if (final)
      await record(tx, 'message.moderation-failed', {
        ...where,
        by: { id: it.by },
        data: { as: it.as, reason: failure.words.key },
      })
    await record(tx, 'message.moderation-settled', { ...where, data: { as: it.as } })
  })
}
