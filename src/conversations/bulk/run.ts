import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../core/database.ts'
import { notFound } from '../../core/errors.ts'
import type { Viewer } from '../../core/web.ts'
import type { Words } from '../../lib/words.ts'
import { abilityOfDeed, deedGiven, type GivenDeed } from '../deeds.ts'
import type { RunState } from './tables.ts'
import './tables.ts'

/** One deed on many conversations, and how far it is. */
export interface Run {
  id: string
  deed: GivenDeed
  /** To whom they are given, by name. */
  to: string | null
  by: { id: string; name: string }
  state: RunState
  total: number
  /** How many were looked at; of these, how many it changed. */
  done: number
  changed: number
  putBack: number
  /** Not put back: somebody changed them since. */
  leftAlone: number
  failure: Words | null
  askedAt: Date
  endedAt: Date | null
  /** Who stopped it, or took it back. */
  endedBy: { id: string; name: string } | null
}

export type Onlooker = Pick<Viewer, 'id' | 'can'>

/** Refuses (404) what is not theirs; who leads the team sees everybody's. */
export async function findRun(db: Db | Tx, id: string, viewer: Onlooker): Promise<Run> {
  const [run] = await findRuns(db, sql`b.id = ${id}`)
  if (!run || (run.by.id !== viewer.id && !viewer.can.has('team'))) throw notFound()
  return run
}

const shownMs = 5 * 60_000
const mostShown = 3
/** What was done to no more than a page is told as any deed is. */
export const pageful = 100

/** Asks for somebody's own that are under way, or ended a moment ago. */
export const shownRunsAsked = (viewer: { id: string }, now: Date): RawBuilder<RunRow> =>
  runsAsked(
    sql`b.asked_by = ${viewer.id} and b.total > ${sql.lit(pageful)}
      and (b.ended_at is null or b.ended_at > ${new Date(now.getTime() - shownMs)})
      and b.asked_at > ${new Date(now.getTime() - 86_400_000)}
      order by b.id desc limit ${sql.lit(mostShown)}`,
  )

export async function findRuns(db: Db | Tx, condition: RawBuilder<unknown>): Promise<Run[]> {
  const { rows } = await runsAsked(condition).execute(db)
  return rows.map(asRun)
}

const runsAsked = (condition: RawBuilder<unknown>): RawBuilder<RunRow> => sql<RunRow>`
    select b.*, u.name as by_name, coalesce(
      (select w.name from users w where b.deed->>'to' = 'user:' || w.id),
      (select t.name from teams t where b.deed->>'to' = 'team:' || t.id)) as to_name,
      (select e.name from users e where e.id = b.ended_by) as ended_by_name
    from bulk_runs b join users u on u.id = b.asked_by where ${condition}`

export interface RunRow {
  id: string
  deed: unknown
  to_name: string | null
  asked_by: string
  by_name: string
  state: RunState
  total: number
  done: number
  changed: number
  put_back: number
  left_alone: number
  failure: unknown
  /** Text where several questions are asked in one. */
  asked_at: Date | string
  ended_at: Date | string | null
  ended_by: string | null
  ended_by_name: string | null
}

const said = z.object({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() })

export function asRun(row: RunRow): Run {
  const failure = said.safeParse(row.failure)
  return {
    id: row.id,
    deed: deedGiven.parse(row.deed),
    to: row.to_name,
    by: { id: row.asked_by, name: row.by_name },
    state: row.state,
    total: row.total,
    done: row.done,
    changed: row.changed,
    putBack: row.put_back,
    leftAlone: row.left_alone,
    failure: failure.success
      ? { key: failure.data.key, ...(failure.data.params ? { params: failure.data.params } : {}) }
      : null,
    askedAt: new Date(row.asked_at),
    endedAt: row.ended_at === null ? null : new Date(row.ended_at),
    endedBy: row.ended_by === null ? null : { id: row.ended_by, name: row.ended_by_name ?? '' },
  }
}

/** Whether it goes on by itself. */
export const isUnderWay = ({ state }: Pick<Run, 'state'>): boolean => state === 'doing' || state === 'undoing'

/** Whether there is something to put back. */
export const canUndo = ({ state, changed }: Pick<Run, 'state' | 'changed'>): boolean =>
  state !== 'undoing' && state !== 'undone' && changed > 0

/** Ending and putting back is as much as doing: whoever may only read, or with this token, may not. */
export const mayEnd = ({ deed }: Pick<Run, 'deed'>, viewer: Pick<Viewer, 'can'>): boolean =>
  viewer.can.has(abilityOfDeed(deed))
