import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'

/** The messages of a reply that waits for approval, in order. */
export interface Part {
  id: string
  part: number
  text: string
  state: string
}

export async function partsOfReply(tx: Tx, replyId: string): Promise<Part[]> {
  const { rows } = await sql<Part>`
    select id, part, text, state from deliveries where reply_id = ${replyId} order by part for update`.execute(tx)
  return rows
}

/**
 * Other words for a reply that waits for approval; what it said before is kept, with who changed it. Gives the ids of messages
 * that there are no more. Refuses (409) where part of it has left.
 */
export async function reword(
  tx: Tx,
  replyId: string,
  before: readonly Part[],
  after: readonly string[],
  by: { id: string },
): Promise<{ gone: string[]; isRecut: boolean }> {
  if (before.some(({ state }) => state !== 'awaiting-approval'))
    throw new Refusal(409, words('conversations.approval-part-left'))
  await tx
    .insertInto('reply_revisions')
    .values({ reply_id: replyId, parts: before.map(({ text }) => text), replaced_by: by.id })
    .execute()
  await tx
    .updateTable('replies')
    .set({ text: after.join('\n\n') })
    .where('id', '=', replyId)
    .execute()
  await sql`update deliveries d set text = n.text from unnest(${[...after]}::text[]) with ordinality as n (text, at)
    where d.reply_id = ${replyId} and d.part = n.at - 1`.execute(tx)
  const gone = before.slice(after.length).map(({ id }) => id)
  await sql`delete from deliveries where id = any(${gone}::uuid[])`.execute(tx)
  await addParts(tx, replyId, after, before.length)
  // What a link leads to goes only with the link.
  await sql`delete from reply_cards where reply_id = ${replyId} and strpos(${after[0] ?? ''}, url) = 0`.execute(tx)
  return { gone, isRecut: before.length !== after.length }
}

/** They leave when the others do, by the same window. */
async function addParts(tx: Tx, replyId: string, texts: readonly string[], from: number): Promise<void> {
  const added = texts.slice(from).map((text, at) => ({ id: newId(), part: from + at, text }))
  if (added.length === 0) return
  await sql`
    insert into deliveries (id, reply_id, part, channel_id, text, state, leaves_at)
    select n.id, ${replyId}, n.part, d.channel_id, n.text, d.state, d.leaves_at
    from unnest(${added.map(({ id }) => id)}::uuid[], ${added.map(({ part }) => part)}::int[],
      ${added.map(({ text }) => text)}::text[]) as n (id, part, text)
    join deliveries d on d.reply_id = ${replyId} and d.part = 0 order by n.part`.execute(tx)
}
