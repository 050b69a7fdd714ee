import type { Clock } from '../core/clock.ts'
import type { Tx } from '../core/database.ts'
import { forbidden, Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import type { Viewer } from '../core/web.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { mayGive, type Role } from './policy.ts'
import { hashSecret, newSecret } from './secrets.ts'
import { emailTaken } from './user.ts'

const validMs = 7 * 24 * 3_600_000

/** Invites somebody; the link's secret is answered once and kept as its hash. Whoever is here or invited is refused. */
export async function invite(
  tx: Tx,
  clock: Clock,
  wanted: { email: string; role: Role; teamId?: string | undefined },
  by: Viewer,
): Promise<{ id: string; secret: string }> {
  if (!mayGive(by, wanted.role)) throw forbidden()
  if (await isHere(tx, wanted.email)) throw emailTaken()
  if (wanted.teamId !== undefined) await insistOnTeam(tx, wanted.teamId)
  const secret = newSecret()
  const row = { id: newId(), email: wanted.email, role: wanted.role, team_id: wanted.teamId ?? null, invited_by: by.id }
  const invited = await tx
    .insertInto('invitations')
    .values({ ...row, secret_hash: hashSecret(secret), expires_at: expiry(clock) })
    .onConflict((conflict) =>
      conflict.column('email').where('accepted_at', 'is', null).where('revoked_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (!invited) throw invitedAlready()
  await record(tx, 'user.invited', { by, data: { invitation: invited.id, role: wanted.role } })
  return { id: invited.id, secret }
}

/** Another link for an open invitation, and another week; the earlier link leads nowhere from now on. */
export async function inviteAgain(
  tx: Tx,
  clock: Clock,
  id: string,
  by: Viewer,
): Promise<{ email: string; secret: string }> {
  const { email, role } = await openInvitationById(tx, id)
  if (!mayGive(by, role)) throw forbidden()
  const secret = newSecret()
  await tx
    .updateTable('invitations')
    .set({ secret_hash: hashSecret(secret), expires_at: expiry(clock) })
    .where('id', '=', id)
    .execute()
  await record(tx, 'user.invited-again', { by, data: { invitation: id } })
  return { email, secret }
}

/** Takes an open invitation back. */
export async function revokeInvitation(tx: Tx, clock: Clock, id: string, by: Viewer): Promise<void> {
  const { role } = await openInvitationById(tx, id)
  if (!mayGive(by, role)) throw forbidden()
  await tx.updateTable('invitations').set({ revoked_at: clock.now(), revoked_by: by.id }).where('id', '=', id).execute()
  await record(tx, 'user.invitation-revoked', { by, data: { invitation: id } })
}

const expiry = (clock: Clock): Date => new Date(clock.now().getTime() + validMs)

async function isHere(tx: Tx, email: string): Promise<boolean> {
  const user = await tx.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst()
  return user !== undefined
}

/** Keeps the team from being removed until the invitation stands. */
async function insistOnTeam(tx: Tx, id: string): Promise<void> {
  const team = await tx.selectFrom('teams').select('id').where('id', '=', id).forKeyShare().executeTakeFirst()
  if (!team) throw new Refusal(422, words('access.team-unknown'), { fields: { team_id: words('access.team-unknown') } })
}

async function openInvitationById(tx: Tx, id: string): Promise<{ email: string; role: Role }> {
  const found = await tx
    .selectFrom('invitations')
    .select(['email', 'role'])
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw new Refusal(404, words('access.invitation-closed'))
  return found
}

const invitedAlready = (): Refusal =>
  new Refusal(409, words('access.invited-already'), { fields: { email: words('access.invited-already') } })
