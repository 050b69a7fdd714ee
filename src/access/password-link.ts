import { hashPassword } from 'better-auth/crypto'
import type { Core } from '../core/core.ts'
import { type Db, type Tx, transaction } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { hashSecret, newSecret } from './secrets.ts'
import { endSessions, setPassword } from './user.ts'

const validMs = 24 * 3_600_000

/** A way back in for a day: whoever opens it chooses a password. An earlier one of the same person stops working. */
export async function makePasswordLink(tx: Tx, core: Core, userId: string): Promise<string> {
  const secret = newSecret()
  const expires_at = new Date(core.clock.now().getTime() + validMs)
  await tx.deleteFrom('password_links').where('user_id', '=', userId).where('used_at', 'is', null).execute()
  await tx
    .insertInto('password_links')
    .values({ id: newId(), user_id: userId, secret_hash: hashSecret(secret), expires_at })
    .execute()
  return secret
}

/** Whose link it is. Throws 404 when it is unknown, used or too old. */
export async function findPasswordLink(db: Db | Tx, core: Core, secret: string) {
  const link = await db
    .selectFrom('password_links')
    .innerJoin('users', 'users.id', 'password_links.user_id')
    .select(['password_links.id', 'users.id as user_id', 'users.email', 'users.name'])
    .where('secret_hash', '=', hashSecret(secret))
    .where('used_at', 'is', null)
    .where('expires_at', '>', core.clock.now())
    .where('users.deactivated_at', 'is', null)
    .executeTakeFirst()
  if (!link) throw new Refusal(404, words('access.password-link-unknown'))
  return link
}

/** Uses the link up: the password counts from now on, and every session before it is over. */
export async function choosePassword(core: Core, secret: string, chosen: string): Promise<{ email: string }> {
  await findPasswordLink(core.db, core, secret)
  const password = await hashPassword(chosen)
  return transaction(core.db, async (tx) => {
    await tx
      .selectFrom('password_links')
      .select('id')
      .where('secret_hash', '=', hashSecret(secret))
      .forUpdate()
      .execute()
    const link = await findPasswordLink(tx, core, secret)
    await tx.updateTable('password_links').set({ used_at: core.clock.now() }).where('id', '=', link.id).execute()
    await setPassword(tx, link.user_id, password)
    await endSessions(tx, link.user_id)
    await record(tx, 'user.password-changed', { by: { id: link.user_id } })
    return { email: link.email }
  })
}
