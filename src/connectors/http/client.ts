import type { Dispatcher } from 'undici'
import type { Http } from '../connector.ts'
import { boundedFetch } from './fetch.ts'
import { request, type Surroundings } from './request.ts'

/**
 * The outgoing requests of one connector, through a guarded dispatcher (lib/http). `signal` stops all of them.
 * Make one per call of a connector; the connections belong to the dispatcher and are shared.
 */
export function createHttp(options: {
  dispatcher: Dispatcher
  userAgent: string
  now: () => Date
  signal?: AbortSignal
}): Http {
  const around: Surroundings = { ...options, signal: options.signal ?? new AbortController().signal }
  return {
    request: (url, more = {}) => request(around, String(url), more),
    fetch: boundedFetch(around),
  }
}
