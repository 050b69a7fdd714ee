import type { Db } from '../core/database.ts'
import type { Role } from './policy.ts'

export interface Member {
  id: string
  name: string
  email: string
  role: Role
  joinedAt: Date
  isClosed: boolean
  hasSecondStep: boolean
}

/** Everybody who works or worked here, by name; those whose account is closed last. */
export async function listUsers(db: Db): Promise<Member[]> {
  const users = await db
    .selectFrom('users')
    .select(['id', 'name', 'email', 'role', 'created_at', 'deactivated_at', 'two_factor_enabled'])
    .orderBy('deactivated_at', (order) => order.desc().nullsFirst())
    .orderBy('name')
    .execute()
  return users.map((user) => ({
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    joinedAt: user.created_at,
    isClosed: user.deactivated_at !== null,
    hasSecondStep: user.two_factor_enabled,
  }))
}

export interface Invited {
  id: string
  email: string
  role: Role
  team: string | undefined
  by: string | undefined
  invitedAt: Date
  expiresAt: Date
}

/** Invitations that nobody has accepted or taken back, newest first. */
export async function listInvitations(db: Db): Promise<Invited[]> {
  const open = await db
    .selectFrom('invitations')
    .leftJoin('teams', 'teams.id', 'invitations.team_id')
    .leftJoin('users', 'users.id', 'invitations.invited_by')
    .select(['invitations.id', 'invitations.email', 'invitations.role', 'invited_at', 'expires_at'])
    .select(['teams.name as team', 'users.name as by'])
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .orderBy('invitations.id', 'desc')
    .execute()
  return open.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    team: row.team ?? undefined,
    by: row.by ?? undefined,
    invitedAt: row.invited_at,
    expiresAt: row.expires_at,
  }))
}
