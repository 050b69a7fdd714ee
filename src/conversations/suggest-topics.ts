import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import type { Judgement } from '../reading/index.ts'

/** Keeps what was learned to suggest of messages; what a person said stands. Topics that are gone are left out. */
export async function suggestTopics(
  tx: Tx,
  suggested: readonly { id: string; topics: readonly Judgement<string>[] }[],
): Promise<void> {
  const rows = suggested.flatMap(({ id, topics }) => topics.map(({ value, p }) => ({ id, topic: value, p })))
  if (rows.length === 0) return
  await sql`
    insert into message_topics (message_id, topic_id, says, p)
    select given.id, t.id, 'perhaps', given.p
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.topic)}::uuid[], ${rows.map((row) => row.p)}::real[])
      as given (id, topic, p)
    join topics t on t.id = given.topic and t.removed_at is null
    on conflict (message_id, topic_id) do update set p = excluded.p where message_topics.says = 'perhaps'`.execute(tx)
}
