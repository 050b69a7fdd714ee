import { words } from '../../lib/words.ts'
import { ConnectorFailure } from '../failure.ts'
import { retryAfter } from './retry-after.ts'

/** The request that failed. */
export interface Asked {
  url: string
  method: string
}

/**
 * An HTTP status that is no answer, as a failure. For connectors whose library reads the answers itself, too:
 * `detail` is what the network said about it, if anything.
 */
export function failureOfStatus(
  asked: Asked,
  answer: { status: number; headers: Headers; detail?: string },
  now: Date,
): ConnectorFailure {
  const { status, headers } = answer
  const host = hostOf(asked.url)
  const detail = answer.detail || `HTTP ${status}`
  const until = retryAfter(headers, now)
  if (status === 401 || status === 403)
    return new ConnectorFailure('reconnect', words('http.reconnect', { host, detail }))
  if (status === 404 || status === 410) return new ConnectorFailure('gone', words('http.gone', { url: asked.url }))
  if (status === 429 || (status === 503 && headers.has('retry-after')))
    return new ConnectorFailure('rate-limited', words('http.rate-limited', { host }), {
      until: until ?? new Date(now.getTime() + 60_000),
    })
  if (status === 408 || status === 425) return new ConnectorFailure('temporary', words('http.timeout', { host }))
  if (status >= 500)
    return new ConnectorFailure('temporary', words('http.server-error', { host, status }), {
      outcomeUnknown: mayHaveEffect(asked.method),
    })
  return new ConnectorFailure('invalid', words('http.rejected', { host, detail }))
}

/** What fetch, undici, a socket or a resolver threw, as a failure; a ConnectorFailure stays what it is. */
export function failureOfError(error: unknown, asked: Asked): ConnectorFailure {
  if (error instanceof ConnectorFailure) return error
  const host = hostOf(asked.url)
  const cause = deepest(error)
  if (cause.name === 'Stopped' || cause.name === 'AbortError')
    return new ConnectorFailure('temporary', words('http.stopped', { host }), {
      outcomeUnknown: mayHaveEffect(asked.method),
    })
  const before = beforeSending(cause, host)
  if (before) return new ConnectorFailure(before.kind, before.words, { cause: error })
  const key = timedOut(cause)
    ? 'http.timeout'
    : cause.name === 'HTTPParserError'
      ? 'http.bad-answer'
      : 'http.interrupted'
  return new ConnectorFailure('temporary', words(key, { host }), {
    outcomeUnknown: mayHaveEffect(asked.method),
    cause: error,
  })
}

type Cause = { code: string; name: string; message: string; port?: number; host?: string }

/** Failures that happen before the first byte of the request has left us. */
function beforeSending(cause: Cause, host: string) {
  const { code } = cause
  if (code === 'ERR_ADDRESS_REFUSED')
    return { kind: 'invalid' as const, words: words('http.private-address', { host: cause.host ?? host }) }
  if (code === 'ERR_PORT_REFUSED')
    return { kind: 'invalid' as const, words: words('http.port', { host, port: String(cause.port ?? '') }) }
  if (code === 'ERR_INVALID_URL')
    return { kind: 'invalid' as const, words: words('http.not-an-address', { address: host }) }
  if (unknownHost.has(code)) return { kind: 'temporary' as const, words: words('http.unknown-host', { host }) }
  if (unreachable.has(code)) return { kind: 'temporary' as const, words: words('http.unreachable', { host }) }
  if (tlsTrouble.test(code))
    return { kind: 'temporary' as const, words: words('http.tls', { host, detail: tlsDetail(cause) }) }
  return undefined
}

const unknownHost = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'ENODATA', 'ESERVFAIL'])
const unreachable = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'UND_ERR_CONNECT_TIMEOUT'])
const tlsTrouble =
  /CERT|^ERR_(?:TLS|SSL)|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|^EPROTO$/
const tlsDetail = ({ code, message }: Cause): string =>
  code === 'EPROTO' || code.startsWith('ERR_SSL') ? 'TLS' : message.slice(0, 120) || code

const timedOut = (cause: Cause): boolean =>
  cause.name === 'TimeoutError' || cause.code === 'ETIMEDOUT' || /^UND_ERR_(?:HEADERS|BODY)_TIMEOUT$/.test(cause.code)

/** fetch wraps, happy eyeballs aggregates; the first error at the bottom is the one that happened. */
function deepest(error: unknown, depth = 0): Cause {
  const one = error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error
  if (one instanceof Error && one.cause instanceof Error && depth < 5) return deepest(one.cause, depth + 1)
  if (one !== error && depth < 5) return deepest(one, depth + 1)
  if (!(one instanceof Error)) return { code: '', name: '', message: String(one) }
  const { code, port, host } = one as Error & { code?: unknown; port?: unknown; host?: unknown }
  return {
    code: typeof code === 'string' ? code : '',
    name: one.name,
    message: one.message,
    ...(typeof port === 'number' && { port }),
    ...(typeof host === 'string' && { host }),
  }
}

const mayHaveEffect = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase())

export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)
