import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { daysOf, type Period } from './period.ts'

/** How much was said on one day, and in which mood; what nobody read is `unread`. */
export interface Day {
  day: string
  negative: number
  neutral: number
  positive: number
  unread: number
}

export interface Speaking {
  identityId: string
  personId: string
  name: string
  mentions: number
}

export interface Where {
  channelId: string
  name: string
  network: string
  mentions: number
}

/** What the mentions of a query come to in a period. */
export interface Figures {
  period: Period
  total: number
  days: Day[]
  /** Who spoke most, ten at most. */
  who: Speaking[]
  people: number
  /** Where it was said most, ten at most. */
  where: Where[]
}

export async function findFigures(db: Db, queryId: string, period: Period): Promise<Figures> {
  const [days, who, people, where] = await Promise.all([
    byDay(db, queryId, period),
    byPerson(db, queryId, period),
    countPeople(db, queryId, period),
    byWindow(db, queryId, period),
  ])
  const total = days.reduce(
    (sum, { negative, neutral, positive, unread }) => sum + negative + neutral + positive + unread,
    0,
  )
  return { period, total, days, who, people, where }
}

const within = (queryId: string, { since, until }: Period) =>
  sql`m.query_id = ${queryId}::uuid and m.said_at >= ${since} and m.said_at < ${until}`

async function byDay(db: Db, queryId: string, period: Period): Promise<Day[]> {
  const { rows } = await sql<Day>`
    select to_char(m.said_at at time zone ${period.timeZone}, 'YYYY-MM-DD') as day,
      count(*) filter (where m.mood = -1)::int as negative, count(*) filter (where m.mood = 0)::int as neutral,
      count(*) filter (where m.mood = 1)::int as positive, count(*) filter (where m.mood is null)::int as unread
    from mentions m where ${within(queryId, period)} group by 1`.execute(db)
  const known = new Map(rows.map((row) => [row.day, row]))
  return daysOf(period).map((day) => known.get(day) ?? { day, negative: 0, neutral: 0, positive: 0, unread: 0 })
}

async function byPerson(db: Db, queryId: string, period: Period): Promise<Speaking[]> {
  const { rows } = await sql<Speaking>`
    select i.id as "identityId", i.person_id as "personId", i.name, few.mentions from (
      select m.identity_id, count(*)::int as mentions from mentions m where ${within(queryId, period)}
      group by 1 order by 2 desc, 1 limit 10) as few join identities i on i.id = few.identity_id
    order by few.mentions desc, i.id`.execute(db)
  return rows
}

async function countPeople(db: Db, queryId: string, period: Period): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(distinct m.identity_id)::int as people from mentions m where ${within(queryId, period)}`.execute(db)
  return rows[0]?.people ?? 0
}

async function byWindow(db: Db, queryId: string, period: Period): Promise<Where[]> {
  const { rows } = await sql<Where>`
    select c.id as "channelId", c.name, c.network, few.mentions from (
      select m.channel_id, count(*)::int as mentions from mentions m where ${within(queryId, period)}
      group by 1 order by 2 desc, 1 limit 10) as few join channels c on c.id = few.channel_id
    order by few.mentions desc, c.id`.execute(db)
  return rows
}
