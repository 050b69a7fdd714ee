import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { printOf } from './message.ts'
import type { Read } from './read.ts'

/**
 * Ids for lines that have none: from their words, and from how many lines before them say the same. Written down by
 * line, so that asking again, after a kill too, gives the same ids.
 */
export async function idsOf(db: Db, importId: string, entries: readonly Read[]): Promise<string[]> {
  if (entries.length === 0) return []
  const prints = entries.map(printOf)
  const lines = entries.map((entry) => entry.line)
  await sql`insert into import_prints (import_id, print, line)
    select ${importId}, print, line from unnest(${prints}::text[], ${lines}::bigint[]) as given (print, line)
    on conflict do nothing`.execute(db)
  const { rows } = await sql<{ before: number }>`
    select (select count(*)::int from import_prints p
      where p.import_id = ${importId} and p.print = given.print and p.line < given.line) as before
    from unnest(${prints}::text[], ${lines}::bigint[]) with ordinality as given (print, line, at) order by at`.execute(
    db,
  )
  return prints.map((print, at) => idOf(print, rows[at]?.before ?? 0))
}

export const idOf = (print: string, before: number): string => `line:${print}${before > 0 ? `:${before + 1}` : ''}`
