import { createHmac } from 'node:crypto'
import { sessionCookie } from '../src/access/auth.ts'
import { abilitiesOf, type Role } from '../src/access/policy.ts'
import { readSignInSecret } from '../src/access/sign-in-secret.ts'
import { createCipher } from '../src/core/cipher.ts'
import { type Clock, systemClock } from '../src/core/clock.ts'
import { readConfig } from '../src/core/config.ts'
import type { Core } from '../src/core/core.ts'
import type { Database } from '../src/core/database.ts'
import { createLog } from '../src/core/log.ts'
import type { Viewer } from '../src/core/web.ts'
import { newId } from '../src/lib/ids.ts'
import '../src/access/tables.ts'

export interface Actor extends Viewer {
  email: string
  /** For `app.request(path, { headers: marta.headers })`: who they are, and a form of our own. */
  headers: { cookie: string; origin: string }
}

export type Cast = Record<'olga' | 'nico' | 'marta' | 'vera', Actor>

/** Where the team's organisation is reached in tests. */
export const publicUrl = 'http://localhost'

const roles = { olga: 'owner', nico: 'manager', marta: 'agent', vera: 'observer' } as const

/** Our recurring team in a founded organisation, each signed in: marta (agent), nico (manager), olga (owner), vera (observer). */
export async function testUsers(core: Core): Promise<Cast> {
  await core.db
    .insertInto('organisation')
    .values({ name: 'Café Central', language: 'en', time_zone: 'Europe/Madrid', public_url: publicUrl })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return {
    olga: await actor(core, 'olga'),
    nico: await actor(core, 'nico'),
    marta: await actor(core, 'marta'),
    vera: await actor(core, 'vera'),
  }
}

async function actor(core: Core, first: keyof typeof roles): Promise<Actor> {
  const role: Role = roles[first]
  const name = first[0]?.toUpperCase() + first.slice(1)
  const user = { id: newId(), name, email: `${first}@example.org`, role, language: 'en', time_zone: 'Europe/Madrid' }
  // What they send leaves at once, as they chose on their own page.
  await core.db
    .insertInto('users')
    .values({ ...user, undo_seconds: 0 })
    .execute()
  const cookie = await signedIn(core, user.id)
  const { language, time_zone: timeZone, email, id } = user
  const look = { scheme: 'system', density: 'roomy', undoSeconds: 0 } as const
  const headers = { cookie, origin: publicUrl }
  return { id, name, role, language, timeZone, ...look, teamIds: [], can: abilitiesOf(role), email, headers }
}

/** A session's cookie, as the sign-in page at this address would have given it. */
export async function signedIn(core: Core, userId: string, address = publicUrl): Promise<string> {
  const token = newId()
  const expires_at = new Date(Date.now() + 30 * 86_400_000)
  await core.db.insertInto('sessions').values({ id: newId(), token, user_id: userId, expires_at }).execute()
  const secret = await readSignInSecret(core.db, core.cipher)
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return `${sessionCookie(address)}=${encodeURIComponent(`${token}.${signature}`)}`
}

/** What the wiring would give, on a test's database. */
export const testCore = (
  { db, pool }: Database,
  env: Record<string, string> = {},
  clock: Clock = systemClock,
): Core => ({
  config: readConfig(env),
  db,
  pool,
  log: createLog('silent'),
  clock,
  cipher: createCipher('11'.repeat(32)),
})
