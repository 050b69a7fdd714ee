import type { Context } from 'hono'
import type { T } from './i18n/translator.ts'

/** Who is looking at a page or calling the API, as far as drawing needs to know. */
export interface Viewer {
  id: string
  name: string
  role: 'owner' | 'manager' | 'agent' | 'observer'
  language: string
  timeZone: string
  scheme: 'light' | 'dark' | 'system'
  density: 'roomy' | 'compact'
  /** For so long what they send from the desk can be taken back. */
  undoSeconds: 0 | 10
  teamIds: string[]
  /** What this person may do, by the names of the policies. */
  can: ReadonlySet<string>
}

export interface Variables {
  t: T
  /** Undefined on pages that anybody may see. `can(...)` in a route line makes it certain. */
  viewer: Viewer | undefined
  /** The address people reach us at, without a slash at the end. */
  publicUrl: string
  /** How far live changes had come when the request did; set by the wiring, unknown to a room that is tried alone. */
  livePlace?: string
}

export type Env = { Variables: Variables }
export type Ctx = Context<Env>

/** Whether the caller asked for JSON: under /api/, or by its Accept header. */
export function wantsJson(c: Ctx): boolean {
  if (new URL(c.req.url).pathname.startsWith('/api/')) return true
  const accept = c.req.header('accept') ?? ''
  return accept.includes('application/json') && !accept.includes('text/html')
}

/** One handler answers both: the thing itself as JSON, or its page. */
export async function answer(
  c: Ctx,
  both: { json: () => unknown; html: () => unknown; status?: 200 | 201 | 202 },
): Promise<Response> {
  const status = both.status ?? 200
  if (wantsJson(c)) return c.json(await both.json(), status)
  // Layout writes the doctype itself.
  return c.html(String(await both.html()), status)
}

/** After a deed: the thing as JSON, or back to its page (303, so that a reload does not repeat the deed). */
export function done(c: Ctx, json: unknown, page: string, status: 200 | 201 | 202 = 200): Response {
  return wantsJson(c) ? c.json(json, status) : c.redirect(page, 303)
}
