import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import type { RecordedEvent } from '../../core/events.ts'
import { fold } from '../../lib/fold.ts'
import { withoutVariables } from './variables.ts'

/** When a reply has left: what it began with counts as used, once. What was taken back before has not been used. */
export async function countUse(tx: Tx, { data }: RecordedEvent): Promise<void> {
  if (typeof data.reply !== 'string') return
  const { rows } = await sql<Row>`
    select r.id, r.conversation_id, r.text, r.written_by, i.saved_reply_id, i.language, x.text as inserted
    from replies r join saved_reply_insertions i on i.conversation_id = r.conversation_id
    join saved_reply_texts x
      on x.saved_reply_id = i.saved_reply_id and x.version = i.version and x.language = i.language
    where r.id = ${data.reply} and i.inserted_at <= r.written_at`.execute(tx)
  for (const row of rows) if (stillSays(row.text, row.inserted)) await keep(tx, row)
}

interface Row {
  id: string
  conversation_id: string
  text: string
  written_by: string | null
  saved_reply_id: string
  language: string
  inserted: string
}

async function keep(tx: Tx, row: Row): Promise<void> {
  const { conversation_id, saved_reply_id, language } = row
  await tx
    .insertInto('saved_reply_uses')
    .values({ reply_id: row.id, saved_reply_id, conversation_id, language, used_by: row.written_by })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .deleteFrom('saved_reply_insertions')
    .where('conversation_id', '=', conversation_id)
    .where('saved_reply_id', '=', saved_reply_id)
    .execute()
}

/** Whether at least half of what was put in is still there, however it was worked on. */
export function stillSays(sent: string, inserted: string): boolean {
  const put = wordsOf(withoutVariables(inserted))
  const left = wordsOf(sent)
  return put.size > 0 && [...put].filter((word) => left.has(word)).length * 2 >= put.size
}

const wordsOf = (text: string): Set<string> => new Set(fold(text.toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? [])
