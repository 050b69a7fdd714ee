import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { prepared } from '../core/prepared.ts'
import type { Viewer } from '../core/web.ts'
import { deedGiven, type GivenDeed, mostDeeds } from './deed.ts'

/** A macro as it is given: deeds under a name, and whose it is. */
export const macroGiven = z.object({
  name: z.string().trim().min(1).max(80),
  deeds: z.array(deedGiven).min(1).max(mostDeeds),
  /** `mine`, `everybody` or `team:ID`. */
  whose: z
    .string()
    .regex(/^(mine|everybody|team:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/)
    .default('mine'),
})
export type GivenMacro = z.infer<typeof macroGiven>

export interface Macro {
  id: string
  name: string
  deeds: readonly GivenDeed[]
  /** As it is given. */
  whose: string
  /** The team's name, where it is a team's. */
  team: string | null
  madeBy: string | null
  removedAt: Date | null
}

export type Onlooker = Pick<Viewer, 'id' | 'teamIds' | 'can'>

/** Nobody finds one among more. */
export const mostMacros = 200

/** Those that somebody can run: their own, their teams', everybody's; by name. */
export const findMacros = (db: Db | Tx, viewer: Onlooker): Promise<Macro[]> =>
  read(db, sql`m.removed_at is null and ${seenBy(viewer)} order by lower(m.name), m.id limit ${sql.lit(mostMacros)}`)

/** One of them, also one that was removed. Refuses with 404. */
export async function findMacro(db: Db | Tx, id: string, viewer: Onlooker): Promise<Macro> {
  const [macro] = await read(db, sql`m.id = ${id} and (${seenBy(viewer)} or m.made_by = ${viewer.id})`)
  if (!macro) throw notFound()
  return macro
}

const seenBy = ({ id, teamIds, can }: Onlooker): RawBuilder<unknown> =>
  sql`(m.user_id = ${id} or (m.user_id is null and (m.team_id is null or m.team_id = any(${[...teamIds]}::uuid[])
    or ${can.has('settings')})))`

/** Their own, what they made, and, for those who may change settings, everybody's. */
export const mayChange = (viewer: Onlooker, macro: Macro): boolean =>
  macro.whose === 'mine' || macro.madeBy === viewer.id || viewer.can.has('settings')

interface Row {
  id: string
  name: string
  deeds: unknown
  user_id: string | null
  team_id: string | null
  team: string | null
  made_by: string | null
  removed_at: Date | null
}

async function read(db: Db | Tx, which: RawBuilder<unknown>): Promise<Macro[]> {
  const { rows } = await prepared(
    db,
    sql<Row>`
    select m.id, m.name, m.deeds, m.user_id, m.team_id, t.name as team, m.made_by, m.removed_at
    from macros m left join teams t on t.id = m.team_id where ${which}`,
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    deeds: deedGiven.array().parse(row.deeds),
    whose: row.user_id ? 'mine' : row.team_id ? `team:${row.team_id}` : 'everybody',
    team: row.team,
    madeBy: row.made_by,
    removedAt: row.removed_at,
  }))
}

export const presentMacro = (macro: Macro, viewer: Onlooker) => ({
  id: macro.id,
  name: macro.name,
  deeds: [...macro.deeds],
  whose: macro.whose,
  may_change: mayChange(viewer, macro),
})
