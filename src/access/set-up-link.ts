import type { Core } from '../core/core.ts'
import type { Db, Tx } from '../core/database.ts'
import { newId } from '../lib/ids.ts'
import { hashSecret, newSecret } from './secrets.ts'

const validMs = 24 * 3_600_000
export const belongsToSetUp = 'set-up-link'

/**
 * The link by which the first owner comes in, for the start to print; undefined once there is an owner. The same one
 * until it is used or a day old, then another. `address` is where this process can be reached.
 */
export async function ensureSetupLink(core: Core, address = guessAddress(core)): Promise<string | undefined> {
  if (await hasOwner(core.db)) return undefined
  const secret = (await readCurrent(core)) ?? (await make(core))
  return `${core.config.publicUrl ?? address}/set-up/${secret}`
}

export async function hasOwner(db: Db | Tx): Promise<boolean> {
  const owner = await db
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'owner')
    .where('deactivated_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return owner !== undefined
}

const guessAddress = ({ config }: Core): string => `http://localhost:${config.port}`

async function readCurrent({ db, clock, cipher }: Core): Promise<string | undefined> {
  const link = await db
    .selectFrom('setup_links')
    .select('sealed')
    .where('used_at', 'is', null)
    .where('expires_at', '>', clock.now())
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!link) return undefined
  try {
    return String(cipher.open(link.sealed, belongsToSetUp))
  } catch {
    return undefined // Sealed with another key: nobody can be shown it again, so another one is made.
  }
}

async function make({ db, clock, cipher }: Core): Promise<string> {
  const secret = newSecret()
  const expires_at = new Date(clock.now().getTime() + validMs)
  const sealed = cipher.seal(secret, belongsToSetUp)
  await db
    .insertInto('setup_links')
    .values({ id: newId(), secret_hash: hashSecret(secret), sealed, expires_at })
    .execute()
  return secret
}
