import type { Core } from '../core/core.ts'
import { type Tx, transaction } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { words } from '../lib/words.ts'
import { findOrganisation } from './organisation.ts'
import { makePasswordLink } from './password-link.ts'
import { addUser, emailField, endSessions } from './user.ts'

export interface WayIn {
  userId: string
  /** Where a new password is chosen; works once, for a day. */
  link: string
}

/**
 * `tertulia user owner`: makes somebody an owner, whether they were here or not, and answers their way in.
 * Throws a Refusal when the address is none, or nothing has been set up yet.
 */
export async function makeOwner(core: Core, who: { email: string; name?: string }): Promise<WayIn> {
  const email = parseEmail(who.email)
  return withLink(core, async (tx) => {
    const user = await tx.selectFrom('users').selectAll().where('email', '=', email).forUpdate().executeTakeFirst()
    if (!user) return begin(tx, core, email, who.name)
    const change = { role: 'owner' as const, deactivated_at: null, updated_at: core.clock.now() }
    await tx.updateTable('users').set(change).where('id', '=', user.id).execute()
    await record(tx, 'user.made-owner', { data: { user: user.id } })
    return user.id
  })
}

/**
 * `tertulia user reset`: lets somebody who is locked out choose a new password. Their second factor, their passkeys
 * and all their sessions end: whatever they lost opens nothing. Throws a Refusal when nobody has that address.
 */
export async function resetUser(core: Core, who: { email: string }): Promise<WayIn> {
  const email = parseEmail(who.email)
  return withLink(core, async (tx) => {
    const user = await tx.selectFrom('users').select('id').where('email', '=', email).forUpdate().executeTakeFirst()
    if (!user) throw new Refusal(404, words('access.user-unknown'))
    await tx.deleteFrom('passkeys').where('user_id', '=', user.id).execute()
    await tx.deleteFrom('two_factors').where('user_id', '=', user.id).execute()
    await tx.updateTable('users').set({ two_factor_enabled: false }).where('id', '=', user.id).execute()
    await endSessions(tx, user.id)
    await record(tx, 'user.reset', { data: { user: user.id } })
    return user.id
  })
}

async function withLink(core: Core, work: (tx: Tx) => Promise<string>): Promise<WayIn> {
  const organisation = await findOrganisation(core)
  if (!organisation) throw new Refusal(409, words('access.set-up-first'))
  return transaction(core.db, async (tx) => {
    const userId = await work(tx)
    return { userId, link: `${organisation.publicUrl}/password/${await makePasswordLink(tx, core, userId)}` }
  })
}

async function begin(tx: Tx, core: Core, email: string, name = email.split('@')[0] ?? email): Promise<string> {
  const { language = 'en', timeZone = 'UTC' } = (await findOrganisation(core)) ?? {}
  const user = await addUser(tx, { name, email, role: 'owner', language, timeZone })
  await record(tx, 'user.made-owner', { data: { user: user.id } })
  return user.id
}

function parseEmail(text: string): string {
  const parsed = emailField.safeParse(text)
  if (!parsed.success) throw new Refusal(422, words('access.email-wrong'))
  return parsed.data
}
