import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Context, HttpAnswer } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { hostOf } from '../http/failures.ts'

/**
 * One call of https://atproto.com/specs/xrpc. The network's own client (@atproto/api) is not used: importing it took
 * 65 MB of memory and half a second, a fifth of what the whole of Tertulia may take, for a dozen calls of JSON.
 */
export interface Call {
  /** Where: the address of a PDS. */
  service: string
  /** What: `app.bsky.feed.getPosts`. */
  nsid: string
  params?: Params
  /** A procedure's input; without it the call is a query. */
  body?: unknown
  /** Of a body that is bytes: what they are. Else it is JSON. */
  type?: string
  token?: string
}

export type Params = Record<string, string | number | boolean | string[] | undefined>

/** What it answered, or how it refused; neither is believed before it is parsed. */
export type Answered<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export interface Refusal {
  status: number
  /** The error's name: `ExpiredToken`. Empty when it was not said the network's way. */
  name: string
  message: string
  headers: Headers
  url: string
  method: string
}

/** Refusals are values here, and trouble on the way a ConnectorFailure. */
export async function call<T>(context: Context, call: Call, schema: z.ZodType<T>): Promise<Answered<T>> {
  const method = 'body' in call ? 'POST' : 'GET'
  const url = addressOf(call)
  const answer = await context.http.request(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(call.token !== undefined && { authorization: `Bearer ${call.token}` }),
      ...(call.body !== undefined && { 'content-type': call.type ?? 'application/json' }),
    },
    ...(call.body !== undefined && { body: call.body instanceof Uint8Array ? call.body : JSON.stringify(call.body) }),
    accept: [400, 401, 403, 404, 409, 410, 413, 429, 500, 501, 502, 503, 504],
    signal: context.signal,
  })
  if (answer.status >= 300) return { ok: false, refusal: { ...refusalOf(answer), url, method } }
  const parsed = schema.safeParse(answer.json())
  if (parsed.success) return { ok: true, value: parsed.data }
  throw new ConnectorFailure('invalid', words('bluesky.strange-answer', { host: hostOf(url), call: call.nsid }), {
    cause: parsed.error,
    outcomeUnknown: method === 'POST',
  })
}

function addressOf({ service, nsid, params = {} }: Call): string {
  const url = new URL(`/xrpc/${nsid}`, service)
  for (const [name, value] of Object.entries(params))
    for (const one of [value ?? []].flat()) url.searchParams.append(name, String(one))
  return url.href
}

const Said = z.object({ error: z.string().catch(''), message: z.string().catch('') })

function refusalOf({ status, headers, text }: HttpAnswer): Pick<Refusal, 'status' | 'name' | 'message' | 'headers'> {
  try {
    const { error, message } = Said.parse(JSON.parse(text()))
    return { status, headers, name: error, message: message.slice(0, 200) }
  } catch {
    return { status, headers, name: '', message: '' }
  }
}
