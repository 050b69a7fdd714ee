import type pg from 'pg'

/** What says who runs now, or where objects are, not what happened; a restored installation begins without it. */
const passing = new Set(['processes', 'presences', 'migrations', 'rate_limits', 'bucket_objects', 'bucket_folder'])
/** Numbers of this server's own transactions mean nothing on another. */
const ofThisServer = new Set(['events.tx'])

export interface BackupTable {
  name: string
  columns: string[]
}

/** Our tables with their columns, each after those it refers to (references that are checked at commit do not count). */
export async function tablesInOrder(client: pg.ClientBase): Promise<BackupTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; needs: string[] }>(`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attgenerated = '' order by a.attnum) as columns,
      array(select distinct r.relname::text from pg_constraint k join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and not k.condeferrable and r.oid <> c.oid) as needs
    from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace order by 1`)
  const wanted = rows.filter((row) => !passing.has(row.name))
  return inOrder(wanted).map(({ name, columns }) => ({
    name,
    columns: columns.filter((column) => !ofThisServer.has(`${name}.${column}`)),
  }))
}

function inOrder<R extends { name: string; needs: string[] }>(rows: R[]): R[] {
  const byName = new Map(rows.map((row) => [row.name, row]))
  const placed = new Set<R>()
  const place = (row: R, above: Set<R>) => {
    if (placed.has(row) || above.has(row)) return
    for (const need of row.needs) {
      const needed = byName.get(need)
      if (needed) place(needed, new Set([...above, row]))
    }
    placed.add(row)
  }
  for (const row of rows) place(row, new Set())
  return [...placed]
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
