import { sql } from 'kysely'
import type { Core } from '../core/core.ts'
import { prepared } from '../core/prepared.ts'
import type { Viewer } from '../core/web.ts'
import { abilitiesOf, type Role } from './policy.ts'
import { hashSecret } from './secrets.ts'

export interface Session {
  id: string
  token: string
  updatedAt: Date
  /** When it was last certain whose it is. */
  provedAt: Date
}

/** Whose session this is, with what they may do now; undefined when it is over, or they have left. */
export async function viewerOfSession(
  core: Pick<Core, 'db' | 'clock'>,
  token: string,
): Promise<{ viewer: Viewer; session: Session } | undefined> {
  const theirs = core.db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['sessions.id as session_id', 'sessions.updated_at as session_updated_at', 'sessions.proved_at'])
    .select(ofUser)
    .where('sessions.token', '=', token)
    .where('sessions.expires_at', '>', core.clock.now())
    .where('users.deactivated_at', 'is', null)
  const { rows } = await prepared(core.db, theirs)
  const [row] = rows
  if (!row) return undefined
  const session = { id: row.session_id, token, updatedAt: row.session_updated_at, provedAt: row.proved_at }
  return { viewer: asViewer(row), session }
}

/** In whose name a program acts, with what both its scopes and that person's role allow. */
export async function viewerOfToken(core: Pick<Core, 'db' | 'clock'>, token: string): Promise<Viewer | undefined> {
  const row = await core.db
    .selectFrom('api_tokens')
    .innerJoin('users', 'users.id', 'api_tokens.user_id')
    .select(['api_tokens.id as token_id', 'api_tokens.scopes', 'api_tokens.last_used_at'])
    .select(ofUser)
    .where('api_tokens.hash', '=', hashSecret(token))
    .where('api_tokens.revoked_at', 'is', null)
    .where('users.deactivated_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  await noteUse(core, row.token_id, row.last_used_at)
  return asViewer(row, row.scopes)
}

const noteEveryMs = 60_000

async function noteUse(core: Pick<Core, 'db' | 'clock'>, id: string, last: Date | null): Promise<void> {
  const now = core.clock.now()
  if (last && now.getTime() - last.getTime() < noteEveryMs) return
  await core.db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', id).execute()
}

const ofUser = [
  'users.id',
  'users.name',
  'users.role',
  'users.language',
  'users.time_zone',
  'users.scheme',
  'users.density',
  'users.undo_seconds',
  sql<string[]>`array(select team_id from team_members where user_id = users.id order by team_id)`.as('team_ids'),
] as const

interface Row {
  id: string
  name: string
  role: Role
  language: string
  time_zone: string
  scheme: Viewer['scheme']
  density: Viewer['density']
  undo_seconds: Viewer['undoSeconds']
  team_ids: string[]
}

const asViewer = (row: Row, scopes?: string[]): Viewer => ({
  id: row.id,
  name: row.name,
  role: row.role,
  language: row.language,
  timeZone: row.time_zone,
  scheme: row.scheme,
  density: row.density,
  undoSeconds: row.undo_seconds,
  teamIds: row.team_ids,
  can: abilitiesOf(row.role, scopes),
})
