import { findChannel } from '../../channels/index.ts'
import type { Connectors, Reaction } from '../../connectors/index.ts'
import type { Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { addJob } from '../../core/jobs.ts'
import { words } from '../../lib/words.ts'
import { offeredFor } from './offered.ts'

/**
 * One of us likes a message, or passes it on, as its network calls that; or takes it back. What is wanted is kept, and
 * the network brought to it after this transaction. Asked for again it is tried again, where it had failed. Refuses (409)
 * what cannot be done to this message.
 */
export async function react(
  tx: Tx,
  connectors: Connectors,
  messageId: string,
  given: { kind: Reaction; on: boolean },
  by: { id: string },
): Promise<{ conversationId: string }> {
  const message = await tx
    .selectFrom('messages')
    .select(['conversation_id', 'channel_id', 'deleted_at', 'visibility', 'is_ours'])
    .where('id', '=', messageId)
    .forUpdate()
    .executeTakeFirst()
  if (!message) throw notFound()
  if (message.deleted_at && given.on) throw new Refusal(409, words('conversations.target-deleted'))
  const channel = await findChannel(tx, message.channel_id)
  if (channel.removedAt) throw new Refusal(409, words('conversations.window-down', { channel: channel.name }))
  const about = { visibility: message.visibility, isOurs: message.is_ours }
  const offered = offeredFor(connectors, channel.network, about).some(({ kind }) => kind === given.kind)
  if (!offered && given.on) throw new Refusal(409, words('conversations.cannot-react'))
  const row = { wanted: given.on, wanted_by: by.id, wanted_at: new Date(), next_at: new Date(), tries: 0 }
  const changed = await tx
    .insertInto('message_reactions')
    .values({ message_id: messageId, kind: given.kind, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['message_id', 'kind'])
        .doUpdateSet({ ...row, failure: null, given_up: false })
        .where((eb) =>
          eb.or([eb('message_reactions.wanted', '<>', given.on), eb('message_reactions.given_up', '=', true)]),
        ),
    )
    .returning('message_id')
    .executeTakeFirst()
  if (changed) {
    await addJob(tx, 'outbox.react', { message: messageId, kind: given.kind }, reactWhen(messageId, given.kind))
    await record(tx, 'message.reacted', {
      conversation: { id: message.conversation_id },
      message: { id: messageId },
      channel,
      by,
      data: { kind: given.kind, on: given.on },
    })
  }
  return { conversationId: message.conversation_id }
}

export const reactWhen = (messageId: string, kind: Reaction) => ({
  key: `outbox.react:${messageId}:${kind}`,
  urgent: true,
})
