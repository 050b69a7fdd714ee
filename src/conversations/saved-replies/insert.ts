import type { Connectors } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import type { Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { words } from '../../lib/words.ts'
import { lockConversation } from '../conversation.ts'
import { asOffered, languageOf, type Offered, teamsAt } from './offer.ts'
import { findSavedReply } from './saved-reply.ts'
import { type Asking, findValues } from './values.ts'

/**
 * A saved reply, filled in for a conversation and remembered there, so that it counts as used once a reply with it has
 * left. Refuses (404) one that is another team's, (409) one that was removed.
 */
export async function insertReply(
  tx: Tx,
  core: Pick<Core, 'config' | 'clock'>,
  connectors: Connectors,
  { savedReplyId, language, ...asking }: Asking & { savedReplyId: string; language?: string | undefined },
): Promise<Offered> {
  const { conversation, viewer } = asking
  const found = await findSavedReply(tx, savedReplyId)
  if (found.team && !teamsAt(conversation, viewer).includes(found.team.id)) throw notFound()
  if (found.removedAt) throw new Refusal(409, words('conversations.saved-gone', { name: found.name }))
  const values = await findValues({ ...core, db: tx }, connectors, asking)
  const theirs = language ?? (await languageOf(tx, conversation.id)) ?? values.language
  const offered = asOffered(found, theirs, values, false)
  await remember(tx, offered, conversation.id, viewer)
  return offered
}

async function remember(tx: Tx, { savedReply, language }: Offered, conversationId: string, by: { id: string }) {
  const { id } = await lockConversation(tx, conversationId)
  const row = { language, version: savedReply.version, inserted_by: by.id, inserted_at: new Date() }
  await tx
    .insertInto('saved_reply_insertions')
    .values({ conversation_id: id, saved_reply_id: savedReply.id, ...row })
    .onConflict((conflict) => conflict.columns(['conversation_id', 'saved_reply_id']).doUpdateSet(row))
    .execute()
}
