import { Hono, type MiddlewareHandler } from 'hono'
import type { Db } from '../database.ts'
import { notFound } from '../errors.ts'
import type { Env } from '../web.ts'
import { isShown } from './sniff.ts'

/** The address of a file in the pages of the desk. */
export const fileUrl = (sha256: Buffer): string => `/files/${sha256.toString('hex')}`

/** Files at our own address. `mayRead` guards the line; it belongs to a room above. */
export function fileRoutes({ db }: { db: Db }, mayRead: MiddlewareHandler<Env>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/files/:sha256', mayRead, async (c) => {
    const name = c.req.param('sha256')
    if (!/^[0-9a-f]{64}$/.test(name)) throw notFound()
    const headers = headersOf(name)
    // The name says what it contains: whoever has it has it right.
    if (c.req.header('if-none-match') === headers.etag) return new Response(null, { status: 304, headers })
    const file = await find(db, Buffer.from(name, 'hex'))
    if (!file?.content) throw notFound()
    const type = isShown(file.mime) ? file.mime : 'application/octet-stream'
    const disposition = isShown(file.mime) ? 'inline' : `attachment; filename="${name.slice(0, 12)}"`
    return new Response(new Uint8Array(file.content), {
      headers: { ...headers, 'content-type': type, 'content-disposition': disposition },
    })
  })

  return routes
}

const find = (db: Db, sha256: Buffer) =>
  db.selectFrom('files').select(['mime', 'content']).where('sha256', '=', sha256).executeTakeFirst()

const headersOf = (name: string) => ({
  etag: `"${name}"`,
  'cache-control': 'private, max-age=31536000, immutable',
  'x-content-type-options': 'nosniff',
  // Even opened by itself it can do nothing.
  'content-security-policy': "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
})
