import { createMiddleware } from 'hono/factory'
import { Refusal } from '../core/errors.ts'
import type { Env } from '../core/web.ts'
import { words } from '../lib/words.ts'
import type { Access } from './access.ts'
import { requestOrigin } from './client-address.ts'

/**
 * Refuses forms that another site sends with our people's cookies. A browser says where a request began, in
 * Sec-Fetch-Site or Origin, and a page cannot forge either; a program says neither, and brings no cookies.
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export const originCheck = (access: Access) =>
  createMiddleware<Env>(async (c, next) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return next()
    const site = c.req.header('sec-fetch-site')
    if (site === 'same-origin' || site === 'none') return next()
    const origin = c.req.header('origin')
    // A browser too old for Sec-Fetch-Site, or on a page without TLS, where it is not sent.
    const ours = [await access.publicUrl(), requestOrigin(c, access.core.config)].flatMap((url) => originOf(url))
    if (site === undefined && origin && ours.includes(origin)) return next()
    if (site === undefined && !origin && !c.req.header('cookie')) return next()
    throw new Refusal(403, words('access.foreign-form'))
  })

const originOf = (url: string | undefined): string[] => (url && URL.canParse(url) ? [new URL(url).origin] : [])
