import type { Context } from 'hono'
import qrcode from 'qrcode'
import { transaction } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import type { Env, Viewer } from '../core/web.ts'
import { words } from '../lib/words.ts'
import type { Access } from './access.ts'
import { forwardCookies, signInHeaders } from './cookies.ts'
import { countTry } from './rate-limit.ts'
import { refuse } from './sign-in.ts'
import { passwordOf } from './user.ts'

type Ctx = Context<Env>

export interface Enrolment {
  /** What the QR code says. */
  uri: string
  /** The same, to be typed. */
  key: string
  backupCodes: string[]
}

/** Begins to turn the second step on; nothing is asked at sign-in until a code has been confirmed. */
export async function beginSecondFactor(c: Ctx, access: Access, me: Viewer, password: string): Promise<Enrolment> {
  await countTry(access.core, 'password-of', me.id)
  if (!(await passwordOf(access.core.db, me.id))) throw new Refusal(409, words('access.second-factor-needs-password'))
  const auth = await access.auth(c.var.publicUrl)
  const asked = { body: { password, method: 'totp' as const }, headers: signInHeaders(c, access) }
  const begun = await auth.api.enableTwoFactor(asked).catch(refuse)
  if (begun.method !== 'totp') throw new Error('A second step was begun without a key.')
  const key = new URL(begun.totpURI).searchParams.get('secret') ?? ''
  return { uri: begun.totpURI, key, backupCodes: begun.backupCodes }
}

/** The first code from the app turns it on. */
export async function confirmSecondFactor(c: Ctx, access: Access, me: Viewer, code: string): Promise<void> {
  await countTry(access.core, 'password-of', me.id)
  const auth = await access.auth(c.var.publicUrl)
  const asked = {
    body: { code: code.replace(/\s/g, '') },
    headers: signInHeaders(c, access),
    returnHeaders: true,
  } as const
  const { headers } = await auth.api.verifyTOTP(asked).catch(refuse)
  forwardCookies(c, headers)
  await transaction(access.core.db, (tx) => record(tx, 'user.second-factor-on', { by: me }))
}

export async function endSecondFactor(c: Ctx, access: Access, me: Viewer, password: string): Promise<void> {
  await countTry(access.core, 'password-of', me.id)
  const auth = await access.auth(c.var.publicUrl)
  const asked = { body: { password }, headers: signInHeaders(c, access), returnHeaders: true } as const
  const { headers } = await auth.api.disableTwoFactor(asked).catch(refuse)
  forwardCookies(c, headers)
  await transaction(access.core.db, (tx) => record(tx, 'user.second-factor-off', { by: me }))
}

/** Ten new backup codes; the earlier ones open nothing any more. */
export async function makeBackupCodes(c: Ctx, access: Access, me: Viewer, password: string): Promise<string[]> {
  await countTry(access.core, 'password-of', me.id)
  const auth = await access.auth(c.var.publicUrl)
  const asked = { body: { password }, headers: signInHeaders(c, access) }
  const { backupCodes } = await auth.api.generateBackupCodes(asked).catch(refuse)
  await transaction(access.core.db, (tx) => record(tx, 'user.backup-codes-made', { by: me }))
  return backupCodes
}

/** A picture of the key: attributes only, which a strict content policy lets pass. */
export const qrPicture = (uri: string): Promise<string> => qrcode.toString(uri, { type: 'svg', margin: 2, width: 220 })
