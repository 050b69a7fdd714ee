import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { type InTx, record } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import type { StoredMessages } from './stored-message.ts'

/** Who is told when a query finds something. */
export interface Alert {
  id: string
  queryId: string
  user: { id: string; name: string } | null
  team: { id: string; name: string } | null
  /** So many mentions… */
  times: number
  /** …said within so many minutes. */
  minutes: number
}

export async function findAlerts(db: Db | Tx, queryId: string): Promise<Alert[]> {
  const { rows } = await sql<
    Omit<Alert, 'user' | 'team'> & { user: string | null; team: string | null; whose: string }
  >`
    select a.id, a.query_id as "queryId", a.times, a.minutes, u.name as user, t.name as team,
      coalesce(a.user_id, a.team_id) as whose
    from query_alerts a left join users u on u.id = a.user_id left join teams t on t.id = a.team_id
    where a.query_id = ${queryId} order by a.created_at, a.id limit 200`.execute(db)
  return rows.map(({ user, team, whose, ...row }) => ({
    ...row,
    user: user === null ? null : { id: whose, name: user },
    team: team === null ? null : { id: whose, name: team },
  }))
}

export interface NewAlert {
  userId: string | null
  teamId: string | null
  times: number
  minutes: number
}

/** The same twice is one. */
export async function addAlert(tx: Tx, queryId: string, wanted: NewAlert, by: { id: string }): Promise<void> {
  const { userId, teamId, times, minutes } = wanted
  await sql`insert into query_alerts (id, query_id, user_id, team_id, times, minutes, created_by)
    values (${newId()}, ${queryId}, ${userId}, ${teamId}, ${times}, ${minutes}, ${by.id}) on conflict do nothing`.execute(
    tx,
  )
  await record(tx, 'query.alert-added', { by, data: { query: queryId } })
}

export async function removeAlert(tx: Tx, id: string, by: { id: string }): Promise<string | undefined> {
  const { rows } = await sql<{ query_id: string }>`
    delete from query_alerts where id = ${id} returning query_id`.execute(tx)
  const [gone] = rows
  if (gone) await record(tx, 'query.alert-removed', { by, data: { query: gone.query_id } })
  return gone?.query_id
}

/**
 * Rings for the queries that just found something, where it was often enough, said lately enough, and not rung for already.
 * The mentions that it counts are in the same transaction; what somebody marked as spam is none of them.
 */
export const ringAlerts =
  ({ isSpam }: StoredMessages): InTx =>
  async (tx, { data }) => {
    const queries = Array.isArray(data.queries) ? data.queries.filter((id) => typeof id === 'string') : []
    if (queries.length === 0) return
    const { rows } = await sql<{ query_id: string; user_id: string | null; team_id: string | null; found: number }>`
      with due as (
        select a.id, (select count(*)::int from mentions m
          where m.query_id = a.query_id and m.said_at > now() - a.minutes * interval '1 minute'
            and not ${isSpam(sql.ref('m.message_id'))}) as found
        from query_alerts a where a.query_id = any(${queries}::uuid[])
          and (a.fired_at is null or a.fired_at <= now() - a.minutes * interval '1 minute'))
      update query_alerts a set fired_at = now() from due where due.id = a.id and due.found >= a.times
      returning a.query_id, a.user_id, a.team_id, due.found`.execute(tx)
    for (const row of rows)
      await record(tx, 'query.alerted', {
        data: {
          query: row.query_id,
          count: row.found,
          ...(row.user_id ? { user: row.user_id } : {}),
          ...(row.team_id ? { team: row.team_id } : {}),
        },
      })
  }
