import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { cleanText } from '../lib/clean-text.ts'
import { words } from '../lib/words.ts'
import { lockConversation } from './conversation.ts'

/** What somebody has written and not sent. */
export interface Draft {
  text: string
  inReplyTo: string | null
  keptAt: Date
}

export const longestText = 100_000

/** Keeps what somebody is writing, as it stands; an empty text is no draft. Theirs alone: no event. */
export async function keepDraft(
  tx: Tx,
  conversationId: string,
  written: { text: string; inReplyTo?: string | undefined },
  by: { id: string },
): Promise<void> {
  const text = cleanText(written.text)
  if (text.length > longestText) throw new Refusal(422, words('conversations.text-enormous', { max: longestText }))
  const { id } = await lockConversation(tx, conversationId)
  if (text.trim() === '' || (await wasJustSaid(tx, id, text.trim(), by))) return discardDraft(tx, id, by)
  const chosen = await messageHere(tx, id, written.inReplyTo)
  // A text that is kept while it is typed does not say again what it answers.
  const row = { text, kept_at: new Date(), ...(chosen ? { in_reply_to: chosen } : {}) }
  await tx
    .insertInto('drafts')
    .values({ conversation_id: id, user_id: by.id, in_reply_to: null, ...row })
    .onConflict((conflict) => conflict.columns(['conversation_id', 'user_id']).doUpdateSet(row))
    .execute()
}

/** A browser keeps a draft while its author presses "send": what arrives late is no draft any more. */
async function wasJustSaid(tx: Tx, conversationId: string, text: string, by: { id: string }): Promise<boolean> {
  const row = await tx
    .selectFrom('replies')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('written_by', '=', by.id)
    .where('text', '=', text)
    .where('written_at', '>', sql<Date>`now() - interval '1 minute'`)
    .executeTakeFirst()
  return row !== undefined
}

async function messageHere(tx: Tx, conversationId: string, messageId: string | undefined): Promise<string | null> {
  if (!messageId) return null
  const row = await tx
    .selectFrom('messages')
    .select('id')
    .where('id', '=', messageId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return row?.id ?? null
}

export async function discardDraft(tx: Db | Tx, conversationId: string, by: { id: string }): Promise<void> {
  await tx.deleteFrom('drafts').where('conversation_id', '=', conversationId).where('user_id', '=', by.id).execute()
}

export async function findDraft(db: Db | Tx, conversationId: string, by: { id: string }): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('drafts')
    .select(['text', 'in_reply_to', 'kept_at'])
    .where('conversation_id', '=', conversationId)
    .where('user_id', '=', by.id)
    .executeTakeFirst()
  return row && { text: row.text, inReplyTo: row.in_reply_to, keptAt: row.kept_at }
}

const stillWritingMs = 3 * 60_000

/** Who else of us wrote here in the last minutes: two of us should not answer the same person at once. */
export async function whoElseWrites(
  db: Db,
  conversationId: string,
  viewer: { id: string },
  now: Date,
): Promise<string[]> {
  const rows = await db
    .selectFrom('drafts')
    .innerJoin('users', 'users.id', 'drafts.user_id')
    .select('users.name')
    .where('conversation_id', '=', conversationId)
    .where('user_id', '<>', viewer.id)
    .where('kept_at', '>', new Date(now.getTime() - stillWritingMs))
    .orderBy('users.name')
    .execute()
  return rows.map((row) => row.name)
}
