import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { recordAll } from '../core/events.ts'
import type { Bystanders } from './bystanders.ts'
import type { NewMessage } from './insert-messages.ts'

/** What was said longer ago and is heard only now is history: it rings nobody. */
const newsMs = 60 * 60_000

/** They spoke to us in conversations that one of us has or follows, and that are no spam: one event for each of them. */
export async function tellSpoken(tx: Tx, rows: readonly NewMessage[], bystanders: Bystanders): Promise<void> {
  const since = Date.now() - newsMs
  const spoken = rows.filter((row) => !row.isOurs && row.concernsUs && !row.deleted && row.saidAt.getTime() > since)
  const ids = [...new Set(spoken.map((row) => row.conversationId))].filter(
    (id) => bystanders.assigned.has(id) || bystanders.followed.has(id),
  )
  if (ids.length === 0) return
  const { rows: followed } = await sql<{ id: string }>`
    select c.id from conversations c where c.id = any(${ids}::uuid[]) and c.state <> 'spam' and (
      exists (select from conversation_followers f where f.conversation_id = c.id)
      or exists (select from conversation_assignments a where a.conversation_id = c.id and a.user_id is not null))`.execute(
    tx,
  )
  await recordAll(
    tx,
    followed.map(({ id }) => ({ kind: 'conversation.spoken', conversation: { id } })),
  )
}
