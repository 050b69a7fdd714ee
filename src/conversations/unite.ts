import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { recomputeReadings } from './sum-readings.ts'
import { recomputeWaiting } from './touch.ts'

/**
 * Makes one conversation of several that turn out to be one thread. Everything of the others moves to it; their old
 * addresses lead there; it is open if any of them was. Where both say something of the same kind, the survivor's stands.
 */
export async function unite(tx: Tx, into: string, others: readonly string[], canAnswer: boolean): Promise<void> {
  const absorbed = [...others]
  // A verb under way holds its conversation: what it adds is waited for and moves too, else it would go with the row.
  await sql`select from conversations where id = any(${[into, ...absorbed]}::uuid[]) order by id for update`.execute(tx)
  const unread = await countSaidToUs(tx, absorbed)
  await moveRows(tx, into, absorbed)
  await moveState(tx, into, absorbed)
  await sql`
    update conversations c set message_count = c.message_count + o.message_count,
      heard_late = c.heard_late + o.heard_late + ${unread}, last_at = greatest(c.last_at, o.last_at),
      last_message_id = case when o.last_at > c.last_at then o.last_message_id else c.last_message_id end,
      answered_at = greatest(c.answered_at, o.answered_at), subject = coalesce(c.subject, o.subject),
      state = case when c.state = 'open' or o.any_open then 'open' when c.state = 'snoozed' or o.any_snoozed then 'snoozed' else 'closed' end
    from (select sum(message_count) as message_count, sum(heard_late) as heard_late, max(last_at) as last_at, max(answered_at) as answered_at,
        max(subject) as subject, bool_or(state = 'open') as any_open, bool_or(state = 'snoozed') as any_snoozed,
        (array_agg(last_message_id order by last_at desc))[1] as last_message_id
      from conversations where id = any(${absorbed}::uuid[])) as o
    where c.id = ${into}`.execute(tx)
  await recomputeWaiting(tx, [into], canAnswer)
  await recomputeReadings(tx, [into])
  await sql`delete from conversation_closures x using conversations c
    where x.conversation_id = c.id and c.id = ${into} and c.state <> 'closed'`.execute(tx)
  await sql`delete from conversation_snoozes x using conversations c
    where x.conversation_id = c.id and c.id = ${into} and c.state <> 'snoozed'`.execute(tx)
  await sql`delete from conversations where id = any(${absorbed}::uuid[])`.execute(tx)
  for (const id of absorbed)
    await record(tx, 'conversation.united', { conversation: { id: into }, data: { absorbed: id } })
}

/** To whoever has read the one, what was said to us in the others is new. */
async function countSaidToUs(tx: Tx, conversationIds: string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from messages
    where conversation_id = any(${conversationIds}::uuid[]) and not is_ours and concerns_us and deleted_at is null`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

const plain = ['messages', 'awaited_messages', 'notes', 'replies'] as const
const once = ['conversation_closures', 'conversation_snoozes', 'conversation_assignments'] as const
const keyed = [
  ['conversation_tags', 'tag_id'],
  ['drafts', 'user_id'],
  ['conversation_reads', 'user_id'],
] as const

async function moveRows(tx: Tx, into: string, absorbed: string[]): Promise<void> {
  for (const table of plain)
    await sql`update ${sql.table(table)} set conversation_id = ${into} where conversation_id = any(${absorbed}::uuid[])`.execute(
      tx,
    )
  await sql`update conversation_unions set conversation_id = ${into} where conversation_id = any(${absorbed}::uuid[])`.execute(
    tx,
  )
  await sql`insert into conversation_unions (absorbed_id, conversation_id)
    select id, ${into} from unnest(${absorbed}::uuid[]) as id`.execute(tx)
}

async function moveState(tx: Tx, into: string, absorbed: string[]): Promise<void> {
  // A person who was writing in two of them finds both texts, one under the other.
  await sql`update drafts d set text = d.text || o.text from (
      select user_id, string_agg(e'\n\n' || text, '') as text from drafts where conversation_id = any(${absorbed}::uuid[]) group by 1
    ) o where d.conversation_id = ${into} and d.user_id = o.user_id`.execute(tx)
  for (const table of once)
    await sql`update ${sql.table(table)} set conversation_id = ${into} where conversation_id = (
      select conversation_id from ${sql.table(table)} where conversation_id = any(${absorbed}::uuid[])
        and not exists (select from ${sql.table(table)} where conversation_id = ${into}) order by 1 limit 1)`.execute(
      tx,
    )
  for (const [table, key] of keyed)
    await sql`update ${sql.table(table)} t set conversation_id = ${into}
      where conversation_id = any(${absorbed}::uuid[])
        and not exists (select from ${sql.table(table)} o where o.conversation_id = ${into} and o.${sql.ref(key)} = t.${sql.ref(key)})
        and t.conversation_id = (select min(u.conversation_id::text)::uuid from ${sql.table(table)} u
          where u.conversation_id = any(${absorbed}::uuid[]) and u.${sql.ref(key)} = t.${sql.ref(key)})`.execute(tx)
}
