import { type Dispatcher, request as undiciRequest } from 'undici'
import { words } from '../../lib/words.ts'
import type { HttpAnswer, HttpOptions } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { answerOf, detailOf } from './answer.ts'
import { readBody } from './body.ts'
import { failureOfError, failureOfStatus, hostOf } from './failures.ts'
import { type Hop, nextHop } from './redirect.ts'

/** What every request of one connector has in common. */
export interface Surroundings {
  dispatcher: Dispatcher
  signal: AbortSignal
  userAgent: string
  now: () => Date
}

const maxHops = 5

/** One request, its redirects followed, its time and size bounded. All that can go wrong is a ConnectorFailure. */
export async function request(around: Surroundings, url: string, options: HttpOptions): Promise<HttpAnswer> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? 30_000)
  const signal = AbortSignal.any([around.signal, timeout, ...(options.signal ? [options.signal] : [])])
  let hop = firstHop(url, options, around.userAgent)
  for (let hops = 0; hops <= maxHops; hops++) {
    try {
      const answer = await send(around.dispatcher, hop, signal)
      const onward = nextHop(hop, answer.statusCode, headerOf(answer, 'location'))
      if (!onward) return await finish(answer, hop, options, around.now())
      discard(answer)
      hop = onward
    } catch (error) {
      throw failureOfError(signal.aborted && !timeout.aborted ? new Stopped() : error, hop)
    }
  }
  throw new ConnectorFailure('invalid', words('http.too-many-redirects', { host: hostOf(url) }))
}

function firstHop(url: string, options: HttpOptions, userAgent: string): Hop {
  const to = httpUrl(url)
  const headers = new Headers({ 'user-agent': userAgent, 'accept-encoding': 'gzip, deflate, br', ...options.headers })
  if (to.username && !headers.has('authorization')) headers.set('authorization', basic(to))
  to.username = ''
  to.password = ''
  to.hash = ''
  const { method = 'GET', body } = options
  return { url: to.href, method: method.toUpperCase(), headers, body, movedTo: undefined, permanent: true }
}

function httpUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.protocol === 'http:' || parsed?.protocol === 'https:') return parsed
  throw new ConnectorFailure('invalid', words('http.not-an-address', { address: url.slice(0, 200) }))
}

const basic = (url: URL): string =>
  `Basic ${Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64')}`

const send = (dispatcher: Dispatcher, { url, method, headers, body }: Hop, signal: AbortSignal) =>
  undiciRequest(url, { dispatcher, signal, method, headers: Object.fromEntries(headers), body: body ?? null })

async function finish(
  answer: Dispatcher.ResponseData,
  hop: Hop,
  { maxBytes = 10_000_000, accept = [] }: HttpOptions,
  now: Date,
): Promise<HttpAnswer> {
  const { statusCode: status } = answer
  const wanted = (status >= 200 && status < 300) || accept.includes(status)
  const encoding = headerOf(answer, 'content-encoding') ?? ''
  const limit = wanted ? maxBytes : Math.min(maxBytes, 100_000)
  const reading = readBody(answer.body, { encoding, maxBytes: limit, host: hostOf(hop.url) })
  // Of a refusal only the status counts: a page of it that cannot be read changes nothing.
  const body = await (wanted ? reading : reading.catch(() => new Uint8Array())).finally(() => discard(answer))
  const complete = answerOf({ status, url: hop.url, headers: headersOf(answer), body }, hop.movedTo)
  if (!wanted) throw failureOfStatus(hop, { status, headers: complete.headers, detail: detailOf(complete) }, now)
  return complete
}

const discard = (answer: Dispatcher.ResponseData): void => {
  answer.body.on('error', () => {}).destroy()
}

function headersOf(answer: Dispatcher.ResponseData): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers))
    for (const one of [value ?? []].flat()) headers.append(name, one)
  return headers
}

const headerOf = (answer: Dispatcher.ResponseData, name: string): string | undefined =>
  [answer.headers[name] ?? []].flat()[0]

/** The channel was paused or Tertulia stops. */
class Stopped extends Error {
  override readonly name = 'Stopped'
  readonly code = 'ERR_STOPPED'
}
