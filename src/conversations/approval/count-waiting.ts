import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'

/** How many answers wait for approval by each rule. */
export async function countWaiting(db: Db): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select rule_id as id, count(*)::int as count from reply_approvals where decision is null group by 1`.execute(db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}
