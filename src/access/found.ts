import { hashPassword } from 'better-auth/crypto'
import type { Core } from '../core/core.ts'
import { type Tx, transaction } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { words } from '../lib/words.ts'
import { hashSecret } from './secrets.ts'
import { hasOwner } from './set-up-link.ts'
import { addUser, setPassword } from './user.ts'

export interface Beginning {
  organisation: string
  language: string
  timeZone: string
  publicUrl: string
  name: string
  email: string
  password: string
}

/** Refuses a set-up link that is unknown (404), too old (404), or used (409). */
export async function checkSetupLink(core: Core, secret: string): Promise<void> {
  await transaction(core.db, (tx) => findLink(tx, core, secret))
}

/** The set-up: the organisation and its first owner, at once or not at all. */
export async function found(core: Core, secret: string, given: Beginning): Promise<{ id: string }> {
  const password = await hashPassword(given.password)
  return transaction(core.db, async (tx) => {
    const link = await findLink(tx, core, secret)
    await keepOrganisation(tx, given)
    const owner = await addUser(tx, { ...given, role: 'owner' })
    await setPassword(tx, owner.id, password)
    await tx
      .updateTable('setup_links')
      .set({ used_by: owner.id, used_at: core.clock.now() })
      .where('id', '=', link.id)
      .execute()
    await record(tx, 'organisation.founded', { by: owner })
    return owner
  })
}

async function findLink(tx: Tx, core: Core, secret: string): Promise<{ id: string }> {
  const link = await tx
    .selectFrom('setup_links')
    .select(['id', 'expires_at', 'used_at'])
    .where('secret_hash', '=', hashSecret(secret))
    .forUpdate()
    .executeTakeFirst()
  if (!link) throw new Refusal(404, words('access.set-up-unknown'))
  if (link.used_at || (await hasOwner(tx))) throw new Refusal(409, words('access.set-up-done'))
  if (link.expires_at <= core.clock.now()) throw new Refusal(404, words('access.set-up-expired'))
  return link
}

// A row without an owner is what a restored or half-emptied database has: the answers replace it.
async function keepOrganisation(tx: Tx, given: Beginning): Promise<void> {
  const row = {
    name: given.organisation,
    language: given.language,
    time_zone: given.timeZone,
    public_url: given.publicUrl,
  }
  await tx
    .insertInto('organisation')
    .values(row)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute()
}
