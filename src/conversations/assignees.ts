import type { Db } from '../core/database.ts'

/** One of us who can take a conversation. */
export interface Teammate {
  id: string
  name: string
}

export interface Team {
  id: string
  name: string
}

/** Everybody of us who may answer, and the teams, by name. Observers only look. */
export async function findAssignees(db: Db): Promise<{ teammates: Teammate[]; teams: Team[] }> {
  const [teammates, teams] = await Promise.all([
    db
      .selectFrom('users')
      .select(['id', 'name'])
      .where('deactivated_at', 'is', null)
      .where('role', '<>', 'observer')
      .orderBy('name')
      .limit(200)
      .execute(),
    db.selectFrom('teams').select(['id', 'name']).orderBy('name').limit(100).execute(),
  ])
  return { teammates, teams }
}
