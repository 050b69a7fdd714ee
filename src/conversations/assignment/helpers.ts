import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { isAway } from '../absence/absence.ts'
import { clockOf, findCalendars } from '../working-time/find-calendars.ts'
import type { Helper } from './choose.ts'

interface Row {
  id: string
  name: string
  capacity: number | null
  calendar_id: string | null
  is_away: boolean
  load: number
  idle_since: Date | null
  turns: Record<string, number> | null
  languages: string[]
  networks: string[]
  topics: string[]
}

/**
 * These people as they stand now: what they have that waits for an answer, since when they are idle, when it was their turn.
 * At work is whoever's calendar says so, or who has none, and is not away.
 */
export async function readHelpers(tx: Tx, ids: readonly string[], now: Date): Promise<Helper[]> {
  const { rows } = await sql<Row>`
    with loads as (
      select a.user_id, sum(greatest(c.urgency, 1))::int as load
      from conversations c join conversation_assignments a on a.conversation_id = c.id
      where c.state = 'open' and c.waiting_since is not null and a.user_id = any(${[...ids]}::uuid[]) group by 1)
    select u.id, u.name, p.capacity, p.calendar_id, ${isAway(sql`u.id`, sql`${now}::timestamptz`)} as is_away, coalesce(l.load, 0) as load, greatest(
        (select max(a.assigned_at) from conversation_assignments a where a.user_id = u.id),
        (select e.at from events e where e.by_user = u.id order by e.seq desc limit 1)) as idle_since,
      (select json_object_agg(t.rule_id, t.turn) from assignment_turns t where t.user_id = u.id) as turns,
      coalesce(p.languages, '{}') as languages, coalesce(p.networks, '{}') as networks, coalesce(p.topics, '{}') as topics
    from users u left join assignment_people p on p.user_id = u.id left join loads l on l.user_id = u.id
    where u.id = any(${[...ids]}::uuid[])`.execute(tx)
  const calendars = new Map((await findCalendars(tx)).map((calendar) => [calendar.id, calendar]))
  return rows.map((row) => {
    const calendar = calendars.get(row.calendar_id ?? '')
    return {
      id: row.id,
      name: row.name,
      isHere: !row.is_away && (!calendar || clockOf(calendar).workingMs(now, new Date(now.getTime() + 1)) > 0),
      capacity: row.capacity,
      load: row.load,
      idleSince: row.idle_since?.getTime() ?? 0,
      turns: new Map(Object.entries(row.turns ?? {})),
      languages: row.languages,
      networks: row.networks,
      topics: row.topics,
    }
  })
}
