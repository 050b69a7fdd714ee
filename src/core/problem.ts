import type { ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { ZodError } from 'zod'
import type { Json } from '../lib/json.ts'
import { type Words, words } from '../lib/words.ts'
import { wrongFields } from '../lib/wrong-fields.ts'
import { Refusal } from './errors.ts'
import type { Logger } from './log.ts'
import { type Ctx, type Env, wantsJson } from './web.ts'

/** An expected failure in HTTP's words. */
export interface Problem {
  status: number
  words: Words
  fields: Record<string, Words>
  retryAfterS?: number
  told?: Record<string, Json>
}

/** Draws the page of a problem; given by the wiring, which knows the ui. */
export type ProblemPage = (c: Ctx, problem: Problem) => Promise<string>

/** The one place where errors become answers. A surprise is logged with its stack and told without it. */
export const onError =
  (log: Logger, page: ProblemPage): ErrorHandler<Env> =>
  async (error, c) => {
    const problem = asProblem(error)
    if (problem.status >= 500) log.error({ err: error, path: pathOnly(c), method: c.req.method }, 'a request failed')
    const headers = problem.retryAfterS === undefined ? {} : { 'retry-after': String(problem.retryAfterS) }
    if (wantsJson(c))
      return new Response(JSON.stringify(asJson(c, problem)), {
        status: problem.status,
        headers: { ...headers, 'content-type': 'application/problem+json' },
      })
    return new Response(await page(c, problem), {
      status: problem.status,
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
    })
  }

export function asProblem(error: unknown): Problem {
  if (error instanceof Refusal)
    return {
      status: error.status,
      words: error.words,
      fields: error.fields,
      told: error.told,
      ...(error.retryAfterS === undefined ? {} : { retryAfterS: error.retryAfterS }),
    }
  if (error instanceof ZodError) return { status: 422, words: words('core.wrong-input'), fields: wrongFields(error) }
  if (error instanceof HTTPException) return { status: error.status, words: words('core.wrong-request'), fields: {} }
  if (isLostDatabase(error)) return { status: 503, words: words('core.database-lost'), fields: {}, retryAfterS: 5 }
  if (isFullDisk(error)) return { status: 503, words: words('core.disk-full'), fields: {}, retryAfterS: 60 }
  return { status: 500, words: words('core.surprise'), fields: {} }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

// https://www.postgresql.org/docs/current/errcodes-appendix.html: class 08, 57P0x; and the socket's own.
export function isLostDatabase(error: unknown): boolean {
  if (/^(08|57P0)/.test(codeOf(error)) || ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'].includes(codeOf(error)))
    return true
  return (
    error instanceof Error &&
    /connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/i.test(
      error.message,
    )
  )
}

export const isFullDisk = (error: unknown): boolean => codeOf(error) === '53100' || codeOf(error) === 'ENOSPC'

/** RFC 9457. */
function asJson(c: Ctx, { status, words, fields, told: more }: Problem) {
  const t = c.var.t
  const told = t ? t.words(words) : words.key
  const errors = Object.entries(fields).map(([field, said]) => ({ field, message: t ? t.words(said) : said.key }))
  return { ...more, type: `urn:tertulia:${words.key}`, title: told, status, ...(errors.length > 0 ? { errors } : {}) }
}

// Queries may hold what people search for.
const pathOnly = (c: Ctx) => new URL(c.req.url).pathname
