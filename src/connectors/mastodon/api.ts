import type { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Context, HttpAnswer } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { type Settings, settings } from './settings.ts'

/*
 * Why not the `masto` package: version 8 calls the global `fetch` and takes none of ours, retries by its own rules,
 * and types its answers without looking at them. Mastodon's API is plain REST, so it is asked through `context.http`,
 * whose guard, bounds and failures count, and every answer is parsed.
 */

export interface Ask {
  method?: 'GET' | 'POST'
  query?: Record<string, string | string[]>
  /** Sent as JSON, or as it is where it says its type itself. */
  body?: Record<string, unknown> | Typed
  headers?: Record<string, string>
  /** Statuses that are answers here, not failures. */
  accept?: number[]
  maxBytes?: number
  /** Without the token: what anybody may ask. */
  anonymous?: boolean
}

export interface Typed {
  type: string
  bytes: Uint8Array
}

const isTyped = (body: Record<string, unknown> | Typed): body is Typed => body.bytes instanceof Uint8Array

/** One request to the instance. */
export async function ask(context: Context, path: string, asked: Ask = {}): Promise<HttpAnswer> {
  const { instance, token } = settingsOf(context)
  const { method = 'GET', query = {}, body, headers = {}, accept, maxBytes } = asked
  if (!token && !asked.anonymous) throw new ConnectorFailure('reconnect', words('mastodon.no-token'))
  return await context.http.request(addressOf(instance, path, query), {
    method,
    headers: {
      accept: 'application/json',
      ...(asked.anonymous ? {} : { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': isTyped(body) ? body.type : 'application/json' }),
      ...headers,
    },
    ...(body && { body: isTyped(body) ? body.bytes : JSON.stringify(body) }),
    ...(accept && { accept }),
    ...(maxBytes !== undefined && { maxBytes }),
    signal: context.signal,
  })
}

/** The answer as what it should be; `invalid` when it is something else. */
export function read<T extends z.ZodType>(schema: T, answer: HttpAnswer): z.output<T> {
  const parsed = schema.safeParse(answer.json())
  if (parsed.success) return parsed.data
  throw new ConnectorFailure('invalid', words('mastodon.not-mastodon', { host: new URL(answer.url).host }))
}

export const settingsOf = (context: Context): Settings => settings.parse(context.settings)

export function addressOf(origin: string, path: string, query: Record<string, string | string[]> = {}): string {
  const url = new URL(path, origin)
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) url.searchParams.append(name, one)
  return url.href
}
