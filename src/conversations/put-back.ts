import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { causeOf } from '../core/events.ts'
import type { Json } from '../lib/json.ts'
import type { Changed } from './changed.ts'

/** What says that it is no longer the same conversation. */
const ofWhole = [
  'conversation.united',
  'conversation.merged',
  'conversation.merged-into',
  'conversation.rearranged-back',
]
/** What says that the state of a conversation is another. */
export const ofState = [
  'conversation.closed',
  'conversation.reopened',
  'conversation.snoozed',
  'conversation.woken',
  'conversation.marked-spam',
  'conversation.cleared-spam',
  'conversation.taken-up',
  ...ofWhole,
]
export const ofHolder = ['conversation.assigned', 'conversation.unassigned', ...ofWhole]
export const ofTag = ['conversation.tagged', 'conversation.untagged']

/**
 * Those of these that nothing of these kinds happened to since; what the same cause did does not count. They are kept from
 * changing by the caller.
 */
export async function untouched(
  tx: Tx,
  changed: readonly Changed[],
  kinds: readonly string[],
  tagId?: string,
): Promise<Changed[]> {
  const [ids, seqs] = [changed.map(({ id }) => id), changed.map(({ seq }) => seq)]
  const cause = causeOf(tx)
  const { rows } = await sql<{ id: string }>`
    select c.id from unnest(${ids}::uuid[], ${seqs}::bigint[]) as given (id, seq)
    join conversations c on c.id = given.id and c.state <> 'merged'
    where not exists (select from events e where e.conversation_id = given.id and e.seq > given.seq
      and e.kind = any(${[...kinds]}::text[])
      and (${tagId ?? null}::text is null or e.data->>'tag' = ${tagId ?? null})
      and not (${cause !== undefined} and e.data @> ${JSON.stringify(cause ?? {})}::jsonb))`.execute(tx)
  const free = new Set(rows.map(({ id }) => id))
  return changed.filter(({ id }) => free.has(id))
}

/** What was noted of one table's rows, as JSON. */
export const noted = (changed: readonly Changed[], what: string): string =>
  JSON.stringify(changed.flatMap(({ was }): Json[] => (was[what] ? [was[what]] : [])))

/** Who was here then, if they are still known. */
export const known = (column: 'closed_by' | 'snoozed_by' | 'marked_by' | 'assigned_by' | 'left_by' | 'tagged_by') =>
  sql`(select u.id from users u where u.id = x.${sql.ref(column)})`
