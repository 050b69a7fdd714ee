import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'

/**
 * All that leaves with a reply and is read or heard there, for rules to look at: the text it was cut from, its messages, what
 * is said of its pictures, and what its link's card says.
 */
export async function textsOf(tx: Tx, replyId: string): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select text from replies where id = ${replyId}
    union all select text from deliveries where reply_id = ${replyId}
    union all select alt from attachments where reply_id = ${replyId} and alt <> ''
    union all select concat_ws(E'\\n', title, description) from reply_cards where reply_id = ${replyId}`.execute(tx)
  return rows.map(({ text }) => text)
}
