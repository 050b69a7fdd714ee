import type { Db, Tx } from '../../core/database.ts'
import { hashOf } from './preview.ts'

/** Whether the author of the draft would rather send this link as it is. */
export async function isBare(db: Db | Tx, conversationId: string, url: string): Promise<boolean> {
  const row = await db
    .selectFrom('bare_links')
    .select('conversation_id')
    .where('conversation_id', '=', conversationId)
    .where('url_sha256', '=', hashOf(url))
    .executeTakeFirst()
  return row !== undefined
}

/** Sends it as it is from now on, or not any more. */
export async function setBare(db: Db, conversationId: string, url: string, bare: boolean, by: { id: string }) {
  const row = { conversation_id: conversationId, url_sha256: hashOf(url) }
  if (bare)
    await db
      .insertInto('bare_links')
      .values({ ...row, chosen_by: by.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else
    await db
      .deleteFrom('bare_links')
      .where('conversation_id', '=', conversationId)
      .where('url_sha256', '=', row.url_sha256)
      .execute()
}
