import { Hono, type MiddlewareHandler } from 'hono'
import { notFound } from '../errors.ts'
import type { Ctx, Env } from '../web.ts'
import type { FilesHome } from './objects.ts'
import { findFile, openFile } from './read.ts'
import { isShown } from './sniff.ts'

/** The address of a file in the pages of the desk. */
export const fileUrl = (sha256: Buffer | string): string =>
  `/files/${typeof sha256 === 'string' ? sha256 : sha256.toString('hex')}`

/** Files at our own address. `mayRead` guards the line; it belongs to a room above. */
export function fileRoutes(home: FilesHome, mayRead: MiddlewareHandler<Env>): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get('/files/:sha256', mayRead, async (c) => {
    const name = c.req.param('sha256')
    if (!/^[0-9a-f]{64}$/.test(name)) throw notFound()
    return answerFile(home, c, name)
  })

  return routes
}

/** A file by what it contains, as something that can do nothing where it is shown. Throws Refusal: 404, 503. */
export async function answerFile(home: FilesHome, c: Ctx, name: string): Promise<Response> {
  const headers = headersOf(name)
  // The name says what it contains: whoever has it has it right.
  if (c.req.header('if-none-match') === headers.etag) return new Response(null, { status: 304, headers })
  const file = await findFile(home, Buffer.from(name, 'hex'))
  const type = isShown(file.mime) ? file.mime : 'application/octet-stream'
  const disposition = isShown(file.mime) ? 'inline' : `attachment; filename="${name.slice(0, 12)}"`
  return new Response(c.req.method === 'HEAD' ? null : await openFile(home, file), {
    headers: {
      ...headers,
      'content-type': type,
      'content-length': String(file.bytes),
      'content-disposition': disposition,
    },
  })
}

const headersOf = (name: string) => ({
  etag: `"${name}"`,
  'cache-control': 'private, max-age=31536000, immutable',
  'x-content-type-options': 'nosniff',
  // Even opened by itself it can do nothing.
  'content-security-policy': "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
})
