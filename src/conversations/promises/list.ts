import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { prepared } from '../../core/prepared.ts'
import { type Cursor, writeCursor } from '../cursor.ts'
import { type Promised, readPromises } from './promise.ts'
import type { PromiseState } from './tables.ts'

export const whoseViews = ['mine', 'team', 'all'] as const
export type Whose = (typeof whoseViews)[number]

export interface PromisesQuery {
  whose: Whose
  state: PromiseState
  after?: Cursor | undefined
  limit?: number | undefined
}

const pageLength = 30

/** A page of promises: those that are open by when they are due, the late ones first; the others from the last on. */
export async function findPromises(
  db: Db,
  viewer: { id: string; teamIds: readonly string[] },
  { whose, state, after, limit = pageLength }: PromisesQuery,
): Promise<{ promises: Promised[]; after: string | undefined }> {
  const isOpen = state === 'open'
  const conditions = [sql`p.made_at is not null`, sql`p.state = ${state}`, ...answering(whose, viewer)]
  if (!isOpen) conditions.push(sql`e.state = ${state}`)
  if (after && isOpen) conditions.push(sql`(p.due_at, p.id) > (${after.at}, ${after.id}::uuid)`)
  else if (after) conditions.push(sql`(e.ended_at, p.id) < (${after.at}, ${after.id}::uuid)`)
  const order = isOpen ? sql`p.due_at, p.id` : sql`e.ended_at desc, p.id desc`
  const found = await readPromises(
    db,
    sql`where ${sql.join(conditions, sql` and `)} order by ${order} limit ${limit + 1}`,
  )
  const promises = found.slice(0, limit)
  const last = promises.at(-1)
  const at = isOpen ? last?.dueAt : last?.ending?.at
  return { promises, after: found.length > limit && last && at ? writeCursor({ at, id: last.id }) : undefined }
}

function answering(whose: Whose, viewer: { id: string; teamIds: readonly string[] }): RawBuilder<unknown>[] {
  if (whose === 'mine') return [sql`p.answers_for = ${viewer.id}`]
  if (whose === 'all') return []
  return [sql`p.answers_for in (select user_id from team_members where team_id = any(${[...viewer.teamIds]}::uuid[]))`]
}

/** How many of the promises that ended in the last ninety days were kept. What was taken back counts for neither. */
export async function keptShare(
  db: Db,
  viewer: { id: string; teamIds: readonly string[] },
  whose: Whose,
): Promise<{ kept: number; of: number }> {
  const { rows } = await sql<{ kept: number; of: number }>`
    select count(*) filter (where e.state = 'kept')::int as kept, count(*)::int as of
    from promise_endings e join promises p on p.id = e.promise_id
    where e.state in ('kept', 'broken') and e.ended_at > now() - interval '90 days'
      and p.made_at is not null and ${sql.join([sql`true`, ...answering(whose, viewer)], sql` and `)}`.execute(db)
  return rows[0] ?? { kept: 0, of: 0 }
}

/** Late, or due before midnight by the clock of whoever answers for them. */
const dueToday = sql`p.due_at < (date_trunc('day', now() at time zone u.time_zone) + interval '1 day') at time zone u.time_zone`

/** How many promises are due for each of these. */
export async function countDue(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (userIds.length === 0) return new Map()
  const { rows } = await prepared(
    db,
    sql<{ id: string; count: number }>`
    select u.id, (select count(*)::int from promises p
      where p.answers_for = u.id and p.made_at is not null and p.state = 'open' and ${dueToday}) as count
    from users u where u.id = any(${[...userIds]}::uuid[])`,
  )
  return new Map(rows.map(({ id, count }) => [id, count]))
}
