import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { words } from '../../lib/words.ts'
import { tellOthers } from '../draft.ts'
import { altOf } from './attach.ts'

/**
 * Says what is to be seen in one of a draft's. Refuses (404, 409) one that is not here, or has left. Said once more, as by
 * a form and by the page around it, it is no change, for which pages would draw it anew.
 */
export const describe = (tx: Tx, id: string, alt: string): Promise<string> =>
  change(tx, id, sql`alt = ${altOf(alt)}`, sql`alt <> ${altOf(alt)}`)

/** Takes one away from the draft; for a day it can be put back. */
export const detach = (tx: Tx, id: string): Promise<string> =>
  change(tx, id, sql`removed_at = coalesce(removed_at, now())`)

/** Puts it back. */
export const putBack = (tx: Tx, id: string): Promise<string> => change(tx, id, sql`removed_at = null`)

/** Gives the conversation with whose draft it stands. */
async function change(tx: Tx, id: string, set: RawBuilder<unknown>, differs = sql`true`): Promise<string> {
  const { rows } = await sql<{ conversation_id: string | null }>`
    update attachments set ${set}, changed_at = case when ${differs} then clock_timestamp() else changed_at end
    where id = ${id} and conversation_id is not null
    returning conversation_id`.execute(tx)
  const [row] = rows
  if (row?.conversation_id) {
    await tellOthers(tx, row.conversation_id)
    return row.conversation_id
  }
  const known = await tx.selectFrom('attachments').select('id').where('id', '=', id).executeTakeFirst()
  throw known ? new Refusal(409, words('conversations.attach-left')) : notFound()
}

/** The draft is thrown away, and what stood with it. */
export async function detachAll(db: Db | Tx, conversationId: string): Promise<void> {
  await sql`
    update attachments set removed_at = now(), changed_at = clock_timestamp()
    where conversation_id = ${conversationId} and removed_at is null`.execute(db)
}

/** What was taken away longer than a day ago goes; its file is cleared away when nobody else has it. */
export async function tidyAttachments(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('attachments')
    .where('removed_at', '<', new Date(now.getTime() - 86_400_000))
    .where('reply_id', 'is', null)
    .execute()
}
