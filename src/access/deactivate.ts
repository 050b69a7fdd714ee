import type { Clock } from '../core/clock.ts'
import type { Tx } from '../core/database.ts'
import { forbidden } from '../core/errors.ts'
import { record } from '../core/events.ts'
import type { Viewer } from '../core/web.ts'
import { mayGive } from './policy.ts'
import { endSessions, keepAnOwner, lockUser } from './user.ts'

/** Somebody leaves: signed out everywhere at once, their tokens stop working, what they wrote keeps their name. */
export async function deactivate(tx: Tx, clock: Clock, userId: string, by: Viewer): Promise<void> {
  await keepAnOwner(tx, userId)
  const user = await lockUser(tx, userId)
  if (!mayGive(by, user.role, user.role)) throw forbidden()
  if (user.deactivated_at) return
  const now = clock.now()
  await tx.updateTable('users').set({ deactivated_at: now, updated_at: now }).where('id', '=', userId).execute()
  await endSessions(tx, userId)
  await record(tx, 'user.deactivated', { by, data: { user: userId } })
}

/** Somebody comes back, with the role they had. */
export async function reactivate(tx: Tx, clock: Clock, userId: string, by: Viewer): Promise<void> {
  const user = await lockUser(tx, userId)
  if (!mayGive(by, user.role, user.role)) throw forbidden()
  if (!user.deactivated_at) return
  await tx
    .updateTable('users')
    .set({ deactivated_at: null, updated_at: clock.now() })
    .where('id', '=', userId)
    .execute()
  await record(tx, 'user.reactivated', { by, data: { user: userId } })
}
