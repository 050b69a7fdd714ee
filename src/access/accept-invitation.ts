import { hashPassword } from 'better-auth/crypto'
import type { Clock } from '../core/clock.ts'
import type { Core } from '../core/core.ts'
import { type Db, type Tx, transaction } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { words } from '../lib/words.ts'
import type { Role } from './policy.ts'
import { hashSecret } from './secrets.ts'
import { addUser, setPassword } from './user.ts'

export interface Newcomer {
  name: string
  password: string
  language: string
  timeZone: string
}

export interface OpenInvitation {
  id: string
  email: string
  role: Role
  team_id: string | null
}

/** The invitation behind a link. Throws 404 when it is unknown, taken back or too old, 409 when it was accepted. */
export async function findInvitation(db: Db | Tx, clock: Clock, secret: string): Promise<OpenInvitation> {
  const found = await db
    .selectFrom('invitations')
    .select([...columns, 'expires_at', 'accepted_at', 'revoked_at'])
    .where('secret_hash', '=', hashSecret(secret))
    .executeTakeFirst()
  if (found?.accepted_at) throw new Refusal(409, words('access.invitation-accepted'))
  if (!found || found.revoked_at) throw new Refusal(404, words('access.invitation-unknown'))
  if (found.expires_at <= clock.now()) throw new Refusal(404, words('access.invitation-expired'))
  return found
}

const columns = ['id', 'email', 'role', 'team_id'] as const

/** Accepts with a password: the person, the password, the team and the event at once. Answers who came. */
export async function acceptInvitation(core: Core, secret: string, newcomer: Newcomer): Promise<OpenInvitation> {
  await findInvitation(core.db, core.clock, secret)
  const password = await hashPassword(newcomer.password)
  return transaction(core.db, async (tx) => {
    await tx.selectFrom('invitations').select('id').where('secret_hash', '=', hashSecret(secret)).forUpdate().execute()
    const invitation = await findInvitation(tx, core.clock, secret)
    const user = await addUser(tx, { ...newcomer, email: invitation.email, role: invitation.role })
    await setPassword(tx, user.id, password)
    await join(tx, core.clock, invitation, user)
    return invitation
  })
}

/** Whether somebody with this address may come in by the organisation's identity provider. */
export const openInvitation = (core: Pick<Core, 'db' | 'clock'>, email: string): Promise<OpenInvitation | undefined> =>
  core.db
    .selectFrom('invitations')
    .select(columns)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', core.clock.now())
    .executeTakeFirst()

/** Completes the invitation of somebody who is here already. Doing it twice changes nothing. */
export async function joinByEmail(tx: Tx, clock: Clock, user: { id: string; email: string }): Promise<void> {
  const invitation = await tx
    .selectFrom('invitations')
    .select(columns)
    .where('email', '=', user.email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (invitation) await join(tx, clock, invitation, user)
}

/**
 * The job `access.repair-invitations`. better-auth creates whoever comes by the identity provider in a transaction of
 * its own; when the process died before the invitation was completed, this completes it. Answers how many.
 */
export async function repairInvitations(core: Pick<Core, 'db' | 'clock'>): Promise<number> {
  const halfway = await core.db
    .selectFrom('invitations')
    .innerJoin('users', 'users.email', 'invitations.email')
    .select(['users.id', 'users.email'])
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
  for (const user of halfway) await transaction(core.db, (tx) => joinByEmail(tx, core.clock, user))
  return halfway.length
}

async function join(tx: Tx, clock: Clock, invitation: OpenInvitation, user: { id: string }): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ accepted_at: clock.now(), accepted_by: user.id })
    .where('id', '=', invitation.id)
    .execute()
  if (invitation.team_id)
    await tx
      .insertInto('team_members')
      .values({ team_id: invitation.team_id, user_id: user.id })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await record(tx, 'user.joined', { by: user, data: { invitation: invitation.id } })
}
