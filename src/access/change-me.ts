import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Core } from '../core/core.ts'
import { type Tx, transaction } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import type { Viewer } from '../core/web.ts'
import { words } from '../lib/words.ts'
import { countTry, forgetTries } from './rate-limit.ts'
import { endSessions, passwordOf, setPassword } from './user.ts'

export interface Preferences {
  name: string
  language: string
  timeZone: string
  scheme: Viewer['scheme']
  density: Viewer['density']
  undoSeconds: Viewer['undoSeconds']
}

/** How somebody is called and likes to see things. */
export async function changePreferences(tx: Tx, me: { id: string }, wanted: Preferences): Promise<void> {
  const { name, language, timeZone: time_zone, scheme, density, undoSeconds: undo_seconds } = wanted
  const change = { name, language, time_zone, scheme, density, undo_seconds, updated_at: new Date() }
  await tx.updateTable('users').set(change).where('id', '=', me.id).execute()
}

/** Refuses a password that is not theirs, and too many tries. Who has none (identity provider only) passes. */
export async function checkPassword(core: Core, me: { id: string }, password: string): Promise<void> {
  await countTry(core, 'password-of', me.id)
  const hash = await passwordOf(core.db, me.id)
  if (hash && !(await verifyPassword({ hash, password }))) throw wrongPassword('current')
  await forgetTries(core, 'password-of', me.id)
}

export function wrongPassword(field: string): Refusal {
  const said = words('access.password-wrong')
  return new Refusal(422, said, { fields: { [field]: said } })
}

/** Another password; all other sessions end, since whoever knew the old one may be in them. */
export async function changePassword(
  core: Core,
  me: { id: string },
  given: { current: string; password: string },
  keepSession: string,
): Promise<void> {
  await checkPassword(core, me, given.current)
  const password = await hashPassword(given.password)
  await transaction(core.db, async (tx) => {
    await setPassword(tx, me.id, password)
    await endSessions(tx, me.id, keepSession)
    await record(tx, 'user.password-changed', { by: me })
  })
}

/** Ends one session of theirs; of anybody else's it ends none. */
export async function endSession(tx: Tx, me: { id: string }, sessionId: string): Promise<void> {
  await tx.deleteFrom('sessions').where('id', '=', sessionId).where('user_id', '=', me.id).execute()
}

/** Signs somebody out of every browser, this one too. */
export async function signOutEverywhere(tx: Tx, me: { id: string }): Promise<void> {
  await endSessions(tx, me.id)
  await record(tx, 'user.signed-out-everywhere', { by: me })
}
