import type { Context } from 'hono'
import { Refusal } from '../core/errors.ts'
import type { Env } from '../core/web.ts'
import { asOperator } from '../lib/http/guard.ts'
import { words } from '../lib/words.ts'
import type { Access } from './access.ts'
import { provider, sessionCookie, signInPath } from './auth.ts'
import { forwardCookies, readSigned, signInHeaders } from './cookies.ts'
import { noteSignIn } from './sign-in.ts'
import { viewerOfSession } from './viewer.ts'
import { wayBack } from './way-back.ts'

type Ctx = Context<Env>

/** What the button says: the name of the organisation's identity provider. */
export const providerName = ({ core }: Access): string | undefined =>
  core.config.oidc && new URL(core.config.oidc.issuer).hostname

/** Sends the browser to the organisation's identity provider, with the way back in its state. */
export async function goToProvider(c: Ctx, access: Access, back: unknown): Promise<Response> {
  if (!access.core.config.oidc) throw new Refusal(404, words('access.provider-off'))
  const auth = await access.authWithProvider(c.var.publicUrl)
  const { publicUrl } = c.var
  const body = {
    provider,
    callbackURL: publicUrl + wayBack(back),
    errorCallbackURL: publicUrl + signInPath,
    disableRedirect: true,
  }
  const asked = { body, headers: signInHeaders(c, access), returnHeaders: true } as const
  const { headers, response } = await asOperator(() => auth.api.signInSocial(asked)).catch(() => {
    throw new Refusal(503, words('access.provider-failed'))
  })
  if (!response.url) throw new Refusal(503, words('access.provider-failed'))
  forwardCookies(c, headers)
  return c.redirect(response.url, 303)
}

/** The browser comes back from there. better-auth exchanges the code, and signs in whom we know or have invited. */
export async function backFromProvider(c: Ctx, access: Access): Promise<Response> {
  if (!access.core.config.oidc) throw new Refusal(404, words('access.provider-off'))
  const { publicUrl } = c.var
  const auth = await access.authWithProvider(publicUrl)
  const { search } = new URL(c.req.url)
  const request = new Request(`${publicUrl}${signInPath}/callback/${provider}${search}`, {
    headers: signInHeaders(c, access),
  })
  const answer = await asOperator(() => auth.handler(request))
  await noteWhoCame(access, publicUrl, answer.headers)
  const location = answer.headers.get('location')
  if (!location) throw new Refusal(503, words('access.provider-failed'))
  forwardCookies(c, answer.headers)
  return c.redirect(location, 303)
}

async function noteWhoCame(access: Access, publicUrl: string, headers: Headers): Promise<void> {
  const name = `${sessionCookie(publicUrl)}=`
  const cookie = headers.getSetCookie().find((one) => one.startsWith(name))
  const value = decodeURIComponent(cookie?.slice(name.length).split(';', 1)[0] ?? '')
  const token = readSigned(value, await access.secret())
  const came = token ? await viewerOfSession(access.core, token) : undefined
  if (came) await noteSignIn(access, came.viewer.id)
}

/** What better-auth says on the way back when it refuses, as ours. */
export function providerRefusal(code: string | undefined): string | undefined {
  if (code === undefined) return undefined
  return said[code] ?? 'access.provider-failed'
}

const said: Record<string, string> = {
  not_invited: 'access.not-invited',
  deactivated: 'access.deactivated',
  account_not_linked: 'access.not-linked',
}
