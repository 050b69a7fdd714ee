import { APIError } from 'better-auth/api'
import type { Context } from 'hono'
import { transaction } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import type { Env } from '../core/web.ts'
import { words } from '../lib/words.ts'
import type { Access } from './access.ts'
import { clientAddress } from './client-address.ts'
import { forwardCookies, signInHeaders } from './cookies.ts'
import { countTry, forgetTries } from './rate-limit.ts'

type Ctx = Context<Env>

/** Signs in with a password. Throws a Refusal; `second-factor` means that a code is asked for next. */
export async function signIn(
  c: Ctx,
  access: Access,
  given: { email: string; password: string },
): Promise<'in' | 'second-factor'> {
  const { core } = access
  await countTry(core, 'sign-in-from', clientAddress(c, core.config))
  await countTry(core, 'sign-in-as', given.email)
  const auth = await access.auth(c.var.publicUrl)
  const headers = signInHeaders(c, access)
  const answer = await auth.api.signInEmail({ body: given, headers, returnHeaders: true }).catch(refuse)
  await forgetTries(core, 'sign-in-as', given.email)
  forwardCookies(c, answer.headers)
  if ('twoFactorRedirect' in answer.response) return 'second-factor'
  await noteSignIn(access, answer.response.user.id)
  return 'in'
}

/** The second step: six digits, or a backup code, which opens the door once. */
export async function signInWithCode(c: Ctx, access: Access, code: string): Promise<void> {
  const { core } = access
  await countTry(core, 'second-factor-from', clientAddress(c, core.config))
  const auth = await access.auth(c.var.publicUrl)
  const written = code.replace(/\s/g, '')
  const asked = { body: { code: written }, headers: signInHeaders(c, access), returnHeaders: true } as const
  const verify = /^\d{6}$/.test(written) ? auth.api.verifyTOTP(asked) : auth.api.verifyBackupCode(asked)
  const { headers, response } = await verify.catch(refuse)
  forwardCookies(c, headers)
  await noteSignIn(access, response.user.id)
}

/** Ends this session, if there is one, and takes the cookie away. */
export async function signOut(c: Ctx, access: Access): Promise<void> {
  const { viewer } = c.var
  const auth = await access.auth(c.var.publicUrl)
  const { headers } = await auth.api.signOut({ headers: signInHeaders(c, access), returnHeaders: true })
  forwardCookies(c, headers)
  if (viewer) await transaction(access.core.db, (tx) => record(tx, 'user.signed-out', { by: viewer }))
}

export const noteSignIn = (access: Access, id: string) =>
  transaction(access.core.db, (tx) => record(tx, 'user.signed-in', { by: { id } }))

/** better-auth's refusals, as ours. What we do not know is a surprise, and stays one. */
export function refuse(error: unknown): never {
  const code = error instanceof APIError ? error.body?.code : undefined
  const refusal = code === undefined ? undefined : refusals[code]
  throw refusal?.() ?? error
}

const wrong = () => new Refusal(401, words('access.sign-in-wrong'))
const wrongCode = () => new Refusal(422, words('access.code-wrong'), { fields: { code: words('access.code-wrong') } })
const wrongPassword = () =>
  new Refusal(422, words('access.password-wrong'), { fields: { password: words('access.password-wrong') } })

const refusals: Record<string, () => Refusal> = {
  INVALID_EMAIL_OR_PASSWORD: wrong,
  INVALID_EMAIL: wrong,
  PASSWORD_TOO_LONG: wrong,
  INVALID_PASSWORD: wrongPassword,
  deactivated: () => new Refusal(403, words('access.deactivated')),
  INVALID_CODE: wrongCode,
  INVALID_BACKUP_CODE: wrongCode,
  INVALID_TWO_FACTOR_COOKIE: () => new Refusal(401, words('access.second-factor-expired')),
  TOTP_NOT_ENABLED: () => new Refusal(401, words('access.second-factor-expired')),
  BACKUP_CODES_NOT_ENABLED: () => new Refusal(401, words('access.second-factor-expired')),
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: () =>
    new Refusal(429, words('access.second-factor-locked'), { retryAfterS: 900 }),
  ACCOUNT_TEMPORARILY_LOCKED: () => new Refusal(429, words('access.second-factor-locked'), { retryAfterS: 900 }),
  TOTP_ALREADY_ENABLED: () => new Refusal(409, words('access.second-factor-on-already')),
}
