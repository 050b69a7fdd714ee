import { Dispatcher1Wrapper } from 'undici'
import { words } from '../../lib/words.ts'
import { ConnectorFailure } from '../failure.ts'
import { failureOfError, hostOf } from './failures.ts'
import type { Surroundings } from './request.ts'

const maxBytes = 10_000_000
const timeoutMs = 60_000

/**
 * fetch for libraries that bring their own idea of an answer: guarded, its time and size bounded, its errors
 * ConnectorFailures. Refusals by status are left to the library; `failureOfStatus` translates them. A stream of
 * events may last and grow as long as it is listened to.
 */
export function boundedFetch(around: Surroundings): typeof globalThis.fetch {
  // Node's own fetch speaks an older dialect to dispatchers than the undici package, which translates.
  const dispatcher = new Dispatcher1Wrapper(around.dispatcher)
  return async (input, init) => {
    const asked = new Request(input, init)
    if (!asked.headers.has('user-agent')) asked.headers.set('user-agent', around.userAgent)
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(new DOMException('Too slow', 'TimeoutError')), timeoutMs).unref()
    const signal = AbortSignal.any([around.signal, asked.signal, late.signal])
    try {
      const answer = await globalThis.fetch(asked, { dispatcher, signal } as RequestInit)
      if (!answer.body) return answer
      const lasting = /^text\/event-stream/i.test(answer.headers.get('content-type') ?? '')
      if (lasting) clearTimeout(timer)
      return withBody(answer, bounded(answer.body, asked, lasting ? Number.POSITIVE_INFINITY : maxBytes))
    } catch (error) {
      clearTimeout(timer)
      throw failureOfError(error, asked)
    }
  }
}

/** The same bytes, cut off with a failure when there are too many; what breaks on the way is a failure too. */
function bounded(body: ReadableStream<Uint8Array>, asked: Request, most: number): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let seen = 0
  return new ReadableStream({
    async pull(to) {
      try {
        const { done, value } = await reader.read()
        if (done) return to.close()
        seen += value.length
        if (seen > most) throw tooLarge(asked, most)
        to.enqueue(value)
      } catch (error) {
        to.error(failureOfError(error, asked))
        await reader.cancel().catch(() => {})
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

const tooLarge = ({ url }: Request, most: number): ConnectorFailure =>
  new ConnectorFailure('invalid', words('http.too-large', { host: hostOf(url), limit: most / 1e6 }))

function withBody(answer: Response, body: ReadableStream<Uint8Array>): Response {
  const same = new Response(body, answer)
  // A Response made by hand does not know where it came from.
  Object.defineProperty(same, 'url', { value: answer.url })
  Object.defineProperty(same, 'redirected', { value: answer.redirected })
  return same
}
