import type { Tx } from '../core/database.ts'
import { forbidden } from '../core/errors.ts'
import { record } from '../core/events.ts'
import type { Viewer } from '../core/web.ts'
import { mayGive, type Role } from './policy.ts'
import { keepAnOwner, lockUser } from './user.ts'

/** Gives one of us another role; it counts from their next request on. The last owner stays one. */
export async function changeRole(tx: Tx, userId: string, role: Role, by: Viewer): Promise<void> {
  if (role !== 'owner') await keepOwnerIfLast(tx, userId)
  const user = await lockUser(tx, userId)
  if (!mayGive(by, role, user.role)) throw forbidden()
  if (user.role === role) return
  await tx.updateTable('users').set({ role, updated_at: new Date() }).where('id', '=', userId).execute()
  await record(tx, 'user.role-changed', { by, data: { user: userId, from: user.role, to: role } })
}

// All owners are locked before the one: two who do this at once wait in the same order.
async function keepOwnerIfLast(tx: Tx, userId: string): Promise<void> {
  const user = await tx.selectFrom('users').select('role').where('id', '=', userId).executeTakeFirst()
  if (user?.role === 'owner') await keepAnOwner(tx, userId)
}
