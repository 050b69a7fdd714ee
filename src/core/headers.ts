import type { MiddlewareHandler } from 'hono'
import type { Env } from './web.ts'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** Lets the forms of one page lead to other addresses: signing in at a network redirects there. */
export const leadingElsewhere = policy.replace("form-action 'self'", "form-action 'self' https: http:")

/** Strict by default: no markup from outside runs, loads or is framed, even if it got past the sanitiser. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const set = (name: string, value: string) => {
    if (!c.res.headers.has(name)) c.header(name, value)
  }
  set('content-security-policy', policy)
  set('x-content-type-options', 'nosniff')
  set('referrer-policy', 'same-origin')
  set('cross-origin-opener-policy', 'same-origin')
  set('permissions-policy', 'camera=(), geolocation=(), microphone=()')
  if (c.var.publicUrl?.startsWith('https:')) set('strict-transport-security', 'max-age=31536000')
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
}
