import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { visibleOf } from './visible.ts'

/** Everything that stands in a conversation goes to where its home stands now. Gives the conversations it went to. */
export async function reseat(tx: Tx, conversationId: string): Promise<string[]> {
  const { rows } = await sql<{ home: string }>`
    select coalesce(home_id, conversation_id) as home from messages where conversation_id = ${conversationId}
    union select coalesce(home_id, conversation_id) from awaited_messages where conversation_id = ${conversationId}
    union select coalesce(home_id, conversation_id) from notes where conversation_id = ${conversationId}`.execute(tx)
  const visible = await visibleOf(
    tx,
    rows.map(({ home }) => home),
  )
  const moved = rows.map(({ home }) => ({ home, to: visible.get(home) ?? home }))
  const away = moved.filter(({ to }) => to !== conversationId)
  if (away.length === 0) return []
  for (const table of ['messages', 'awaited_messages', 'notes'])
    await sql`
      update ${sql.table(table)} x set conversation_id = given.to_id, home_id = nullif(given.home, given.to_id)
      from unnest(${away.map(({ home }) => home)}::uuid[], ${away.map(({ to }) => to)}::uuid[]) as given (home, to_id)
      where x.conversation_id = ${conversationId} and coalesce(x.home_id, x.conversation_id) = given.home`.execute(tx)
  await followReplies(tx, [conversationId])
  return [...new Set(away.map(({ to }) => to))]
}

/**
 * A reply stands where the message stands that it answers, and so does a promise: they go where their writer was told.
 * `staying`: drafts stay where they are until they are moved themselves, and so does what only they promise.
 */
export async function followReplies(
  tx: Tx,
  conversationIds: readonly string[],
  drafts?: 'staying' | undefined,
): Promise<void> {
  await sql`
    update replies r set conversation_id = m.conversation_id from messages m
    where r.conversation_id = any(${[...conversationIds]}::uuid[]) and m.id = r.in_reply_to
      and m.conversation_id <> r.conversation_id`.execute(tx)
  await sql`
    update promises p set conversation_id = m.conversation_id from messages m
    where p.conversation_id = any(${[...conversationIds]}::uuid[]) and m.id = p.message_id
      and m.conversation_id <> p.conversation_id
      ${drafts ? sql`and not (${isDrafted} and exists (select from drafts d where d.conversation_id = p.conversation_id))` : sql``}`.execute(
    tx,
  )
}

const isDrafted = sql`p.made_at is null and p.reply_id is null`

/** What only a draft promises goes where the draft goes, whatever it answered when it was kept. */
export const moveDrafted = (tx: Tx, fromId: string, toId: string) =>
  sql`update promises p set conversation_id = ${toId} where p.conversation_id = ${fromId} and ${isDrafted}`.execute(tx)

/** Everything of one conversation stands in another from now on, and keeps its home. */
export async function seatIn(tx: Tx, fromId: string, intoId: string): Promise<void> {
  for (const table of ['messages', 'awaited_messages', 'notes'])
    await sql`
      update ${sql.table(table)} set conversation_id = ${intoId},
        home_id = nullif(coalesce(home_id, conversation_id), ${intoId}::uuid)
      where conversation_id = ${fromId}`.execute(tx)
  await followReplies(tx, [fromId])
}
