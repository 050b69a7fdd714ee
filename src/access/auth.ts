import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import type { Config } from '../core/config.ts'
import type { Core } from '../core/core.ts'
import { asOperator } from '../lib/http/guard.ts'
import { newId } from '../lib/ids.ts'
import { authHooks } from './auth-hooks.ts'
import { account, rateLimit, session, twoFactorSchema, user, verification } from './auth-tables.ts'
import { provenSignIn } from './proven-sign-in.ts'

export const provider = 'oidc'
export const passwordLength = { min: 10, max: 128 } as const
export const signInPath = '/sign-in'
const day = 86_400

export type Auth = ReturnType<typeof makeAuth>

/** better-auth, once for each address people reach us at: its cookies and redirects depend on it. */
export function authsByAddress(core: Core, secret: () => Promise<string>) {
  const made = new Map<string, Promise<Auth>>()
  return (publicUrl: string, withProvider: boolean): Promise<Auth> => {
    const name = `${withProvider ? provider : 'password'} ${publicUrl}`
    const known = made.get(name)
    if (known) return known
    // Before the set-up anybody may ask under any name: what was made for it is not kept for ever.
    if (made.size > 20) made.clear()
    const auth = secret().then((text) => asOperator(() => makeAuth(core, text, publicUrl, withProvider)))
    made.set(name, auth)
    auth.catch(() => made.delete(name))
    return auth
  }
}

export function makeAuth(core: Core, secret: string, publicUrl: string, withProvider: boolean) {
  return betterAuth({
    ...options(core, secret, publicUrl),
    plugins: [
      provenSignIn(),
      twoFactor({ issuer: 'Tertulia', schema: twoFactorSchema }),
      genericOAuth({ config: withProvider && core.config.oidc ? [providerConfig(core.config.oidc)] : [] }),
    ],
  })
}

/** Only `auth.api` and the provider's return are used, so nothing of better-auth's own HTTP interface is open. */
const options = (core: Core, secret: string, publicUrl: string) =>
  ({
    appName: 'Tertulia',
    baseURL: publicUrl,
    basePath: signInPath,
    secret,
    database: { db: core.db, type: 'postgres', transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    user,
    account,
    verification,
    rateLimit,
    session: { ...session, expiresIn: 30 * day, updateAge: day },
    databaseHooks: authHooks(core),
    onAPIError: { errorURL: `${publicUrl}${signInPath}` },
    advanced: {
      cookiePrefix,
      useSecureCookies: publicUrl.startsWith('https:'),
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [clientHeader] },
    },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => core.log.warn({ part: 'sign-in' }, message) },
  }) satisfies BetterAuthOptions

const cookiePrefix = 'tertulia'
/** Ours alone: `signInHeaders` overwrites what a request brings under this name. */
export const clientHeader = 'x-tertulia-client'

export const sessionCookie = (publicUrl: string): string =>
  `${publicUrl.startsWith('https:') ? '__Secure-' : ''}${cookiePrefix}.session_token`

const providerConfig = (oidc: NonNullable<Config['oidc']>) => ({
  providerId: provider,
  clientId: oidc.clientId,
  clientSecret: oidc.clientSecret,
  discoveryUrl: `${oidc.issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
  requireIdTokenVerification: true,
  scopes: ['openid', 'email', 'profile'],
})
