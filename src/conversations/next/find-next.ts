import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { Looking } from '../inbox.ts'
import { forgottenAfterS } from '../presence/who.ts'
import type { Passed } from './passed.ts'

/** Whose the next one is: one's own before a team's, a team's before what nobody has. */
export const whoseNext = ['mine', 'team', 'nobody'] as const
export type Whose = (typeof whoseNext)[number]

export interface Next {
  id: string
  whose: Whose
  /** By a service level. */
  isLate: boolean
}

/**
 * The conversation that needs this person most: what is late by a service level first, whoever has it of the three; then
 * their own, their teams' and nobody's, each in the order of the list by need (due soonest, urgent sooner, waiting longest).
 * Not where a colleague is, nor what they just passed, unless somebody spoke since. Each of the six is the first of its index.
 */
export async function findNext(
  db: Db,
  viewer: Looking,
  passed: readonly Passed[] = [],
  now: Date = new Date(),
): Promise<Next | undefined> {
  const free = sql`${isFree(viewer)} and ${notPassed(passed)}`
  const firsts = [true, false].flatMap((isLate) =>
    whoseNext.map((whose, at) => {
      const due = isLate ? sql`c.due_at <= ${now}` : sql`(c.due_at is null or c.due_at > ${now})`
      const order = isLate ? sql`c.due_at, c.id` : sql`c.need, c.id`
      return sql`(select c.id, ${sql.lit(whose)} as whose, ${sql.lit(isLate)} as is_late, ${sql.lit(isLate ? at : at + 3)} as rank
        from conversations c where c.state = 'open' and c.waiting_since is not null
        and ${due} and ${belongs[whose](viewer)} and ${free} order by ${order} limit 1)`
    }),
  )
  const { rows } = await sql<{ id: string; whose: Whose; is_late: boolean }>`
    select id, whose, is_late from (${sql.join(firsts, sql` union all `)}) as firsts order by rank limit 1`.execute(db)
  const [row] = rows
  return row && { id: row.id, whose: row.whose, isLate: row.is_late }
}

const belongs: Record<Whose, (viewer: Looking) => RawBuilder<unknown>> = {
  mine: ({ id }) => sql`c.id in (select a.conversation_id from conversation_assignments a where a.user_id = ${id})`,
  // A colleague who has it in the name of the team has it.
  team: ({ teamIds }) => sql`c.id in (select a.conversation_id from conversation_assignments a
    where a.user_id is null and a.team_id = any(${[...teamIds]}::uuid[]))`,
  nobody: () => sql`not exists (select from conversation_assignments a where a.conversation_id = c.id)`,
}

/** No colleague has it before them. */
const isFree = ({ id }: Looking): RawBuilder<unknown> => sql`not exists (
  select from presences p where p.conversation_id = c.id and p.user_id <> ${id}
    and p.seen_at > now() - make_interval(secs => ${forgottenAfterS}))`

const notPassed = (passed: readonly Passed[]): RawBuilder<unknown> =>
  passed.length === 0
    ? sql`true`
    : sql`not exists (select from unnest(${passed.map(({ id }) => id)}::uuid[],
        ${passed.map(({ at }) => at.toISOString())}::timestamptz[]) as p (id, at) where p.id = c.id and p.at >= c.last_at)`
