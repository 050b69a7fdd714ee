import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { notFound } from '../../core/errors.ts'
import type { Words } from '../../lib/words.ts'
import { type Plan, planSchema } from './plan.ts'

/** One file and how far its reading is. */
export interface Import {
  id: string
  channel: { id: string; name: string; network: string; externalId: string }
  name: string
  path: string
  uploaded: boolean
  bytes: number
  fingerprint: string
  plan: Plan
  position: number
  line: number
  fresh: number
  known: number
  refused: number
  createdAt: Date
  createdBy: string | null
  beganAt: Date | null
  doneAt: Date | null
  stoppedAt: Date | null
  failure: Words | null
}

export type ImportState = 'draft' | 'running' | 'stopped' | 'failed' | 'done'

export function stateOf(it: Import): ImportState {
  if (it.doneAt) return 'done'
  if (!it.beganAt) return 'draft'
  if (it.stoppedAt) return 'stopped'
  return it.failure ? 'failed' : 'running'
}

const query = (db: Db | Tx) =>
  db
    .selectFrom('imports as i')
    .innerJoin('channels as c', 'c.id', 'i.channel_id')
    .leftJoin('users as u', 'u.id', 'i.created_by')
    .leftJoin('import_stops as s', 's.import_id', 'i.id')
    .selectAll('i')
    .select(['c.name as channel_name', 'c.network', 'c.external_id', 'u.name as creator', 's.stopped_at'])

type Row = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]

const asImport = (row: Row): Import => ({
  id: row.id,
  channel: { id: row.channel_id, name: row.channel_name, network: row.network, externalId: row.external_id },
  name: row.name,
  path: row.path,
  uploaded: row.uploaded,
  bytes: row.bytes,
  fingerprint: row.fingerprint,
  plan: planSchema.parse(row.plan),
  position: row.position,
  line: row.line,
  fresh: row.fresh,
  known: row.known,
  refused: row.refused,
  createdAt: row.created_at,
  createdBy: row.creator,
  beganAt: row.began_at,
  doneAt: row.done_at,
  stoppedAt: row.stopped_at,
  failure: row.failure,
})

/** The newest ones. */
export async function findImports(db: Db | Tx): Promise<Import[]> {
  const rows = await query(db).orderBy('i.id', 'desc').limit(100).execute()
  return rows.map(asImport)
}

/** One import; refuses with 404. */
export async function findImport(db: Db | Tx, id: string): Promise<Import> {
  const row = await query(db).where('i.id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return asImport(row)
}

/** Those of some ids, for live pages. */
export async function findSome(db: Db, ids: readonly string[]): Promise<Import[]> {
  const rows = await query(db)
    .where(sql<boolean>`i.id = any(${[...ids]}::uuid[])`)
    .execute()
  return rows.map(asImport)
}

/** An import of the same file at the same window that has not come to its end. */
export async function findUnfinished(db: Db, channelId: string, path: string): Promise<Import | undefined> {
  const row = await query(db)
    .where('i.channel_id', '=', channelId)
    .where('i.path', '=', path)
    .where('i.done_at', 'is', null)
    .where('i.began_at', 'is not', null)
    .orderBy('i.id', 'desc')
    .executeTakeFirst()
  return row && asImport(row)
}

/** The beginnings of imports that began, have an end to reach, and that no living process reads. */
export async function findAbandoned(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select i.id from imports i
    where i.began_at is not null and i.done_at is null and i.failure is null
      and not exists (select from import_stops s where s.import_id = i.id)
      and not exists (select from processes p where p.id = i.run_by and p.beat_at > now() - interval '15 seconds')`.execute(
    db,
  )
  return rows.map((row) => row.id)
}
