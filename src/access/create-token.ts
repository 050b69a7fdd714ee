import type { Core } from '../core/core.ts'
import { type Tx, transaction } from '../core/database.ts'
import { forbidden, Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import type { Viewer } from '../core/web.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { abilities } from './policy.ts'
import { hashSecret, newSecret } from './secrets.ts'

export interface WantedToken {
  name: string
  scopes: readonly string[]
}

/** Makes a token that acts in somebody's name; it is answered once and kept as its hash. It may do no more than they. */
export async function addToken(tx: Tx, wanted: WantedToken, by: Viewer): Promise<{ id: string; token: string }> {
  const scopes = knownScopes(wanted.scopes)
  if (scopes.some((scope) => !by.can.has(scope))) throw forbidden()
  return keep(tx, { name: wanted.name, scopes }, by)
}

/**
 * `tertulia token create`: the same from the command line, in the name of the given person or else of the oldest owner.
 * Throws a Refusal that says what is missing.
 */
export async function createToken(core: Core, wanted: WantedToken & { email?: string }): Promise<{ token: string }> {
  const scopes = knownScopes(wanted.scopes)
  return transaction(core.db, async (tx) => {
    const user = await tx
      .selectFrom('users')
      .select('id')
      .where('deactivated_at', 'is', null)
      .where((it) => (wanted.email ? it('email', '=', wanted.email.toLowerCase()) : it('role', '=', 'owner')))
      .orderBy('id')
      .executeTakeFirst()
    if (!user) throw new Refusal(404, words(wanted.email ? 'access.user-unknown' : 'access.set-up-first'))
    return keep(tx, { name: wanted.name, scopes }, user)
  })
}

function knownScopes(wanted: readonly string[]): string[] {
  const unknown = wanted.filter((scope) => !abilities.some((ability) => ability === scope))
  if (unknown.length > 0) throw scopeUnknown(unknown)
  return abilities.filter((ability) => ability === 'read' || wanted.includes(ability))
}

function scopeUnknown(unknown: string[]): Refusal {
  const said = words('access.scope-unknown', { scopes: unknown.join(', '), known: abilities.join(', ') })
  return new Refusal(422, said, { fields: { scopes: said } })
}

async function keep(tx: Tx, { name, scopes }: { name: string; scopes: string[] }, user: { id: string }) {
  const id = newId()
  const token = `tertulia_${newSecret()}`
  await tx
    .insertInto('api_tokens')
    .values({ id, user_id: user.id, name, scopes, hash: hashSecret(token) })
    .execute()
  await record(tx, 'token.created', { by: user, data: { token: id, scopes } })
  return { id, token }
}
