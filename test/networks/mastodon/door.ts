import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import type { Render } from './entities.ts'
import type { Person, World } from './world.ts'

export interface Token {
  value: string
  /** Absent for a token of the application itself. */
  personId?: string
  scopes: string[]
  application: string
}

export interface Options {
  version: string
  maxCharacters: number
  /** No page is longer, whatever is asked. */
  maxPage: number
  /** Requests in five minutes, for everybody alike. */
  rateLimit: number
  heartbeatMs: number
  streaming: boolean
  /** How often an instance is asked for a picture before it has worked it over; 0: it has at once. */
  mediaTurns: number
}

/** What every route works with. */
export interface Instance {
  world: World
  render: Render
  options: Options
  tokens: Map<string, Token>
}

export type Env = { Bindings: HttpBindings; Variables: { token?: Token; viewer?: Person } }

/** Answers as Mastodon refuses. */
export const refuse = (c: Context, status: 400 | 401 | 403 | 404 | 422, error: string) => c.json({ error }, status)
export const notFound = (c: Context) => refuse(c, 404, 'Record not found')

/** Whose token it is; an unknown one is refused even where none is needed. */
export const identify =
  ({ tokens, world }: Instance): MiddlewareHandler<Env> =>
  async (c, next) => {
    const value = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
    const token = value ? tokens.get(value) : undefined
    if (value && !token) return refuse(c, 401, 'The access token is invalid')
    const viewer = token?.personId ? world.people.get(token.personId) : undefined
    if (viewer?.suspended) return refuse(c, 403, 'Your login is currently disabled')
    if (token) c.set('token', token)
    if (viewer) c.set('viewer', viewer)
    return next()
  }

/** https://docs.joinmastodon.org/api/oauth-scopes/ : `read:statuses` is also had by `read`. */
export const scoped =
  (...scopes: string[]): MiddlewareHandler<Env> =>
  async (c, next) => {
    const token = c.get('token')
    if (!token) return refuse(c, 401, 'The access token is invalid')
    if (!scopes.some((scope) => hasScope(token, scope)))
      return refuse(c, 403, 'This action is outside the authorized scopes')
    if (!c.get('viewer')) return refuse(c, 422, 'This method requires an authenticated user')
    return next()
  }

export const hasScope = (token: Token, scope: string): boolean =>
  token.scopes.includes(scope) || token.scopes.includes(scope.split(':')[0] ?? '')

/** The person asking; only behind `scoped`, which makes sure there is one. */
export function viewerOf(c: Context<Env>): Person {
  const viewer = c.get('viewer')
  if (!viewer) throw new Error('A route that needs a person is not behind scoped()')
  return viewer
}

/** The fields of a body, whether JSON or a form; `media_ids[]` and the like come as lists. */
export async function fieldsOf(c: Context): Promise<Record<string, unknown>> {
  if (/json/.test(c.req.header('content-type') ?? '')) return Object(await c.req.json().catch(() => ({})))
  return await c.req.parseBody()
}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Whether the instance is at least of this version. */
export function since({ options }: Instance, version: string): boolean {
  const [had = [], wanted = []] = [options.version, version].map((one) => one.split('.').map(Number.parseFloat))
  for (const [index, part] of wanted.entries()) if (had[index] !== part) return (had[index] ?? 0) > part
  return true
}
