import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { MiddlewareHandler } from 'hono'
import type { Env, Options } from './door.ts'

/** One misfortune, which befalls the first request it fits, once. */
export interface Fault {
  method?: string
  /** The beginning of the path; every request when absent. */
  path?: string
  /** Answered instead, with this body (JSON unless it is text). */
  status?: number
  body?: unknown
  headers?: Record<string, string>
  /** The connection breaks before the request is looked at, or after it has had its effect. */
  drop?: 'before' | 'after'
  /** No answer until the server stops. */
  hang?: true
}

export interface Faults {
  /** Adds misfortunes to come. */
  next(...faults: Fault[]): void
  /** From now on, for so long, there are no requests left. */
  exhaust(forMs: number): void
  /** The requests so far, as `GET /api/v1/statuses?…`. */
  seen: string[]
  middleware: MiddlewareHandler<Env>
}

const windowMs = 5 * 60_000

export function faultsOf(options: Options, now: () => Date): Faults {
  const waiting: Fault[] = []
  const seen: string[] = []
  let exhaustedUntil = 0
  let used = { window: 0, count: 0 }

  const allowance = () => {
    const at = now().getTime()
    const window = Math.floor(at / windowMs)
    used = { window, count: used.window === window ? used.count + 1 : 1 }
    const reset = new Date(Math.max((window + 1) * windowMs, exhaustedUntil))
    const left = exhaustedUntil > at ? -1 : options.rateLimit - used.count
    const headers: Record<string, string> = {
      'X-RateLimit-Limit': String(options.rateLimit),
      'X-RateLimit-Remaining': String(Math.max(left, 0)),
      'X-RateLimit-Reset': (exhaustedUntil > at ? new Date(exhaustedUntil) : reset).toISOString(),
    }
    return { left, headers }
  }

  return {
    next: (...faults) => void waiting.push(...faults),
    exhaust: (forMs) => {
      exhaustedUntil = now().getTime() + forMs
    },
    seen,
    middleware: async (c, next) => {
      const { pathname, search } = new URL(c.req.url)
      seen.push(`${c.req.method} ${pathname}${search}`)
      const { left, headers } = allowance()
      for (const [name, value] of Object.entries(headers)) c.header(name, value)
      if (left < 0) return c.json({ error: 'Too many requests' }, 429)
      const index = waiting.findIndex((fault) => fits(fault, c.req.method, pathname))
      const [fault] = index < 0 ? [] : waiting.splice(index, 1)
      if (!fault) return next()
      if (fault.hang) return new Promise<Response>(() => {})
      if (fault.drop === 'after') await next()
      if (fault.drop) {
        c.env.incoming.socket.destroy()
        return RESPONSE_ALREADY_SENT
      }
      for (const [name, value] of Object.entries(fault.headers ?? {})) c.header(name, value)
      const body = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? { error: 'Fault' })
      if (typeof fault.body !== 'string') c.header('content-type', 'application/json')
      return c.newResponse(body, (fault.status ?? 500) as 500)
    },
  }
}

const fits = (fault: Fault, method: string, path: string): boolean =>
  (!fault.method || fault.method === method) && (!fault.path || path.startsWith(fault.path))
