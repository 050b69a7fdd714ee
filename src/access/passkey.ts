import type { Db, Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { words } from '../lib/words.ts'
import { type RelyingParty, relyingParty } from './relying-party.ts'

export interface Passkey {
  id: string
  name: string
  /** The name of the address it was made for; it works nowhere else. */
  host: string
  madeAt: Date
  usedAt: Date | undefined
}

/** Somebody's passkeys, in the order in which they were made. */
export async function findPasskeys(db: Db | Tx, userId: string): Promise<Passkey[]> {
  const rows = await db
    .selectFrom('passkeys')
    .select(['id', 'name', 'host', 'made_at', 'last_used_at'])
    .where('user_id', '=', userId)
    .orderBy('id')
    .execute()
  return rows.map(({ id, name, host, made_at, last_used_at }) => ({
    id,
    name,
    host,
    madeAt: made_at,
    usedAt: last_used_at ?? undefined,
  }))
}

/** How many people can open the door with a passkey made for this name. */
export async function countPasskeyHolders(db: Db, host: string): Promise<number> {
  const { holders } = await db
    .selectFrom('passkeys')
    .select((eb) => eb.fn.count<number>('user_id').distinct().as('holders'))
    .where('host', '=', host)
    .executeTakeFirstOrThrow()
  return Number(holders)
}

/** Whom passkeys are made for here. Throws 409 where no browser would make one. */
export function partyHere(publicUrl: string): RelyingParty {
  const party = relyingParty(publicUrl)
  if (!party) throw new Refusal(409, words('access.passkeys-not-here'))
  return party
}
