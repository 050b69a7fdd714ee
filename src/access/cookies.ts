import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Access } from './access.ts'
import { clientHeader, sessionCookie } from './auth.ts'
import { clientAddress } from './client-address.ts'

/** The token in the session's cookie, when we signed it: `token.signature`, HMAC-SHA256 in base64. */
export function sessionTokenIn(c: Context, publicUrl: string, secret: string): string | undefined {
  const cookie = getCookie(c, sessionCookie(publicUrl))
  return cookie && readSigned(cookie, secret)
}

export function readSigned(cookie: string, secret: string): string | undefined {
  const dot = cookie.lastIndexOf('.')
  if (dot < 1) return undefined
  const value = cookie.slice(0, dot)
  const expected = createHmac('sha256', secret).update(value).digest()
  const given = Buffer.from(cookie.slice(dot + 1), 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : undefined
}

/** What better-auth may know of a request: its cookies, its browser, and whose it is. */
export function signInHeaders(c: Context, { core }: Pick<Access, 'core'>): Headers {
  const headers = new Headers()
  for (const name of ['cookie', 'user-agent'] as const) {
    const value = c.req.header(name)
    if (value) headers.set(name, value.slice(0, 8000))
  }
  headers.set(clientHeader, clientAddress(c, core.config))
  return headers
}

/** Hands on the cookies that better-auth set. */
export function forwardCookies(c: Context, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}
