import { sql } from 'kysely'
import type { Db } from '../core/database.ts'

export interface Counted {
  /** Mentions that were said in the last seven days, up to one more than `countedTo`. */
  week: number
}

/** Beyond this a list says "more than": counting further would cost what nobody reads. */
export const countedTo = 999

/** How much each query found of late, in one query whatever their number. */
export async function countLately(db: Db, ids: readonly string[], now: Date): Promise<Map<string, Counted>> {
  if (ids.length === 0) return new Map()
  const since = new Date(now.getTime() - 7 * 86_400_000)
  const { rows } = await sql<{ id: string; week: number }>`
    select q.id, (select count(*)::int from (select from mentions m where m.query_id = q.id and m.said_at >= ${since}
      limit ${sql.lit(countedTo + 1)}) as few) as week
    from unnest(${[...ids]}::uuid[]) as q (id)`.execute(db)
  return new Map(rows.map(({ id, week }) => [id, { week }]))
}
