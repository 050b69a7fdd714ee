import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { together } from '../core/together.ts'

/** One of us who can take a conversation. */
export interface Teammate {
  id: string
  name: string
  /** Until when they are away; null while they are not. */
  awayUntil: Date | null
}

export interface Team {
  id: string
  name: string
}

/** Asks for everybody of us who may answer, by name. Observers only look. */
export const teammatesAsked = sql<TeammateRow>`
  select u.id, u.name, (select max(b.until_at) from absences b where b.user_id = u.id
    and b.ended_at is null and b.until_at > now() and b.from_at <= now()) as away_until
  from users u where u.deactivated_at is null and u.role <> 'observer' order by u.name limit 200`

/** Asks for the teams, by name. */
export const teamsAsked = sql<Team>`select id, name from teams order by name limit 100`

/** Everybody of us who may answer, and the teams. */
export async function findAssignees(db: Db): Promise<{ teammates: Teammate[]; teams: Team[] }> {
  const { teammates, teams } = await together(db, { teammates: teammatesAsked, teams: teamsAsked })
  return { teammates: teammates.map(asTeammate), teams }
}

interface TeammateRow {
  id: string
  name: string
  away_until: string | null
}

export const asTeammate = ({ id, name, away_until }: TeammateRow): Teammate => ({
  id,
  name,
  awayUntil: away_until === null ? null : new Date(away_until),
})
