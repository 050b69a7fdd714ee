import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { daysOf, type Period } from './period.ts'

/** What the queries of one group found together: a message that several found counts once. */
export interface Voice {
  groupId: string
  name: string
  total: number
  negative: number
  positive: number
  /** In the order of the period's days. */
  days: number[]
}

interface Row {
  groupId: string
  name: string
  day: string
  messages: number
  negative: number
  positive: number
}

/** How much is said of each group of queries, the most first. */
export async function findShare(db: Db, period: Period): Promise<Voice[]> {
  const { rows } = await sql<Row>`
    with said as (
      select distinct q.group_id, m.message_id, m.said_at, m.mood from queries q
      join mentions m on m.query_id = q.id and m.said_at >= ${period.since} and m.said_at < ${period.until}
      where q.group_id is not null and not exists (select from query_removals r where r.query_id = q.id))
    select g.id as "groupId", g.name, to_char(said.said_at at time zone ${period.timeZone}, 'YYYY-MM-DD') as day,
      count(*)::int as messages, count(*) filter (where said.mood = -1)::int as negative,
      count(*) filter (where said.mood = 1)::int as positive
    from said join query_groups g on g.id = said.group_id group by 1, 2, 3`.execute(db)
  const days = daysOf(period)
  const voices = [...Map.groupBy(rows, (row) => row.groupId).values()].map((own) => asVoice(own, days))
  return voices.sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1))
}

function asVoice(own: readonly Row[], days: readonly string[]): Voice {
  const sum = (pick: (row: Row) => number) => own.reduce((all, row) => all + pick(row), 0)
  const byDay = new Map(own.map((row) => [row.day, row.messages]))
  return {
    groupId: own[0]?.groupId ?? '',
    name: own[0]?.name ?? '',
    total: sum((row) => row.messages),
    negative: sum((row) => row.negative),
    positive: sum((row) => row.positive),
    days: days.map((day) => byDay.get(day) ?? 0),
  }
}
