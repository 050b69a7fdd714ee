import type { Context, Hono, MiddlewareHandler } from 'hono'
import { Refusal } from '../core/errors.ts'
import { words } from '../lib/words.ts'

const methods = ['PUT', 'PATCH', 'DELETE']
const largestForm = 2 * 1024 * 1024

/**
 * Lets a form, which can only POST, say PUT, PATCH or DELETE in its field `_method`, or in its address, where a large file
 * may come along. The first middleware of the app.
 */
// biome-ignore lint/suspicious/noExplicitAny: whatever the app's own types are, only its fetch is called.
export function methodOverride(app: Hono<any, any, any>): MiddlewareHandler {
  return async (c, next) => {
    const type = c.req.header('content-type') ?? ''
    if (c.req.method !== 'POST' || !isForm(type)) return next()
    const told = c.req.query('_method')?.toUpperCase()
    if (told && methods.includes(told)) {
      const { headers, body } = c.req.raw
      // What is read as it comes has to say so.
      const request = { method: told, headers, body, duplex: 'half' }
      return app.fetch(new Request(c.req.url, request), c.env, executionOf(c))
    }
    if (Number(c.req.header('content-length') ?? 0) > largestForm) return next()
    const body = await readUpTo(c.req.raw.clone(), largestForm)
    const method = body && (await methodIn(body, type))
    if (!body || !method || !methods.includes(method)) return next()
    const request = new Request(c.req.url, { method, headers: c.req.raw.headers, body })
    return app.fetch(request, c.env, executionOf(c))
  }
}

const isForm = (type: string): boolean => /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)

async function methodIn(body: Uint8Array<ArrayBuffer>, type: string): Promise<string | undefined> {
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => undefined)
  const method = form?.get('_method')
  return typeof method === 'string' ? method.toUpperCase() : undefined
}

async function readUpTo(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!request.body) return undefined
  const reader = request.body.getReader()
  const pieces: Uint8Array[] = []
  let bytes = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.byteLength
    // Not cancelled: a copy's cancellation waits for the original's, which the refusal's answer ends.
    if (bytes > limit) throw new Refusal(413, words('access.form-too-large'))
    pieces.push(read.value)
  }
  const whole = new Uint8Array(bytes)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return whole
}

// Asking Hono for what it was not given is an error.
function executionOf(c: Context) {
  try {
    return c.executionCtx
  } catch {
    return undefined
  }
}
