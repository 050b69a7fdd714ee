import { words } from '../../lib/words.ts'
import type { Context, HttpAnswer } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { failureOf, refusalIn } from './errors.ts'
import { readJson } from './json.ts'
import type { Settings } from './settings.ts'

export type Params = Record<string, string | number | readonly number[] | undefined>

export interface Answered {
  data: unknown
  /** WordPress's code when it refused in a way the caller allowed. */
  refusal: string
  /** How many rows the whole list has, where the server says. */
  total: number | undefined
  /** The server's own clock. */
  at: Date | undefined
}

export interface Api {
  /** `allow`: codes of refusals that are answers here. */
  get(route: string, params?: Params, allow?: string[]): Promise<Answered>
  post(route: string, body: Record<string, string | number>, allow?: string[]): Promise<Answered>
}

/** Statuses we read ourselves, because WordPress says in the body what is the matter. */
const readable = [400, 401, 403, 404, 405, 406, 409, 410, 429, 500, 501]

/** WordPress's REST API at its root: https://developer.wordpress.org/rest-api/reference/ */
export function apiAt(root: string, context: Context, settings: Settings): Api {
  const authorization = `Basic ${Buffer.from(`${settings.username}:${settings.applicationPassword}`).toString('base64')}`
  const headers = { authorization, accept: 'application/json' }
  const ask = async (url: URL, method: string, body?: string, allow: string[] = []): Promise<Answered> => {
    const carries = body === undefined ? {} : { body, headers: { ...headers, 'content-type': 'application/json' } }
    const answer = await context.http.request(url, {
      method,
      headers,
      accept: readable,
      signal: context.signal,
      ...carries,
    })
    return answered({ url: url.href, method }, answer, allow, context.now())
  }
  return {
    get: (route, params = {}, allow) => ask(addressOf(root, route, params), 'GET', undefined, allow),
    post: (route, body, allow) => ask(addressOf(root, route, {}), 'POST', JSON.stringify(body), allow),
  }
}

function answered(asked: { url: string; method: string }, answer: HttpAnswer, allow: string[], now: Date): Answered {
  const data = readJson(answer.text())
  const { code } = refusalIn(data)
  const refused = answer.status >= 400
  if (refused && !allow.includes(code)) throw failureOf(asked, answer, data, now)
  if (data === undefined) throw notData(asked)
  const total = Number(answer.headers.get('x-wp-total') ?? 'none')
  const at = new Date(answer.headers.get('date') ?? '')
  return {
    data,
    refusal: refused ? code : '',
    total: Number.isInteger(total) ? total : undefined,
    at: Number.isNaN(at.getTime()) ? undefined : at,
  }
}

/** A page where data should be: maintenance, a challenge for browsers, a broken plugin. What was sent may have arrived. */
const notData = (asked: { url: string; method: string }): ConnectorFailure =>
  new ConnectorFailure('temporary', words('wordpress.not-data', { host: new URL(asked.url).host }), {
    outcomeUnknown: asked.method !== 'GET',
  })

/** The root is a folder (`…/wp-json/`) or, without pretty addresses, a parameter (`…/?rest_route=/`). */
export function addressOf(root: string, route: string, params: Params): URL {
  const url = new URL(root)
  const base = url.searchParams.get('rest_route')
  if (base === null) url.pathname = `${url.pathname.replace(/\/*$/, '/')}${route}`
  else url.searchParams.set('rest_route', `${base.replace(/\/*$/, '/')}${route}`)
  for (const [name, value] of Object.entries(params))
    if (value !== undefined) url.searchParams.set(name, typeof value === 'object' ? value.join(',') : String(value))
  return url
}

/** The rows of a list; what is no list is no answer of WordPress's. */
export function rowsOf({ data }: Answered): unknown[] {
  if (Array.isArray(data)) return data
  throw new ConnectorFailure('temporary', words('wordpress.not-list'))
}
