import type { Context } from 'hono'

/** The page somebody was on when we asked who they are; after a form, where they can begin again. */
export function thisPage(c: Context): string {
  const url = new URL(c.req.url)
  return c.req.method === 'GET' ? url.pathname + url.search : '/'
}

/** Where to go afterwards: a path of ours. Any other address, however disguised, becomes the front page. */
export function wayBack(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > 2000 || !wanted.startsWith('/')) return '/'
  try {
    const url = new URL(wanted, ours)
    const path = url.pathname + url.search + url.hash
    return url.origin === ours && !path.startsWith('//') ? path : '/'
  } catch {
    return '/'
  }
}

// A name that nobody can have (RFC 6761): what still points at it after parsing points at us.
const ours = 'http://tertulia.invalid'
