import { findChannel } from '../channels/index.ts'
import type { Connectors, Moderation } from '../connectors/index.ts'
import type { Tx } from '../core/database.ts'
import { notFound, Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { addJob } from '../core/jobs.ts'
import { words } from '../lib/words.ts'

/** What the network lets us do with a message, in the order of a menu. */
export const moderations = ['approve', 'hold', 'spam', 'trash', 'hide', 'show'] as const satisfies readonly Moderation[]

/**
 * Asks the network to approve, hold or remove a message, after this transaction. What stands there now is heard as any
 * change is. Refuses (409) what this network does not offer.
 */
export async function moderate(
  tx: Tx,
  connectors: Connectors,
  messageId: string,
  as: Moderation,
  by: { id: string },
): Promise<{ conversationId: string }> {
  const message = await tx
    .selectFrom('messages')
    .select(['conversation_id', 'channel_id', 'deleted_at', 'external_id', 'root_external_id', 'is_ours'])
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!message) throw notFound()
  if (message.deleted_at) throw new Refusal(409, words('conversations.target-deleted'))
  const channel = await findChannel(tx, message.channel_id)
  const connector = connectors.get(channel.network)
  const here = { externalId: message.external_id, rootExternalId: message.root_external_id }
  const may = connector?.moderate?.[as] && !message.is_ours && (connector.moderates?.(channel.account, here) ?? true)
  if (!may) throw new Refusal(409, words('conversations.cannot-moderate'))
  const asked = { wanted: as, wanted_by: by.id, wanted_at: new Date(), done_at: null, failure: null }
  await tx
    .insertInto('message_moderations')
    .values({ message_id: messageId, ...asked })
    .onConflict((conflict) => conflict.column('message_id').doUpdateSet(asked))
    .execute()
  await addJob(tx, 'outbox.moderate', { message_id: messageId, as, by: by.id }, { key: `outbox.moderate:${messageId}` })
  await record(tx, 'message.moderated', {
    conversation: { id: message.conversation_id },
    message: { id: messageId },
    channel,
    by,
    data: { as },
  })
  return { conversationId: message.conversation_id }
}
