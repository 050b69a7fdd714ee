import type { Config } from '../core/config.ts'
import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { words } from '../lib/words.ts'
import { provider } from './auth.ts'
import type { RelyingParty } from './relying-party.ts'
import { lockUser, passwordOf } from './user.ts'

type Me = { id: string }

/** What its owner calls it. Throws 404. */
export async function renamePasskey(tx: Tx, me: Me, id: string, name: string): Promise<void> {
  const renamed = await tx
    .updateTable('passkeys')
    .set({ name })
    .where('id', '=', id)
    .where('user_id', '=', me.id)
    .returning('id')
    .executeTakeFirst()
  if (!renamed) throw unknown()
  await record(tx, 'passkey.renamed', { by: me, data: { passkey: id } })
}

/** It opens nothing from now on. Throws 404, and 409 when its owner would have no way in. */
export async function removePasskey(
  tx: Tx,
  config: Config,
  party: RelyingParty | undefined,
  me: Me,
  id: string,
): Promise<void> {
  await lockUser(tx, me.id) // Two removals at once would each see the other's passkey.
  const removed = await tx
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('user_id', '=', me.id)
    .returning('host')
    .executeTakeFirst()
  if (!removed) throw unknown()
  const worked = removed.host === party?.name
  if (worked && !(await hasWayIn(tx, config, party, me))) throw new Refusal(409, words('access.last-way-in'))
  await record(tx, 'passkey.removed', { by: me, data: { passkey: id } })
}

async function hasWayIn(tx: Tx, config: Config, party: RelyingParty, me: Me): Promise<boolean> {
  if (await passwordOf(tx, me.id)) return true
  const another = await tx
    .selectFrom('passkeys')
    .select('id')
    .where('user_id', '=', me.id)
    .where('host', '=', party.name)
    .executeTakeFirst()
  if (another) return true
  if (!config.oidc) return false
  const account = await tx
    .selectFrom('sign_ins')
    .select('id')
    .where('user_id', '=', me.id)
    .where('provider_id', '=', provider)
    .executeTakeFirst()
  return account !== undefined
}

const unknown = () => new Refusal(404, words('access.passkey-gone'))
