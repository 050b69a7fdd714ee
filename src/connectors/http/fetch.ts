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
      if (/^text\/event-stream/i.test(answer.headers.get('content-type') ?? '')) clearTimeout(timer)
      else return bounded(answer, hostOf(asked.url))
      return answer
    } catch (error) {
      clearTimeout(timer)
      throw failureOfError(error, asked)
    }
  }
}

/** The same answer, its body cut off with a failure when it grows too large. */
function bounded(answer: Response, host: string): Response {
  if (!answer.body) return answer
  let seen = 0
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, to) {
      seen += piece.length
      if (seen > maxBytes)
        to.error(new ConnectorFailure('invalid', words('http.too-large', { host, limit: maxBytes / 1e6 })))
      else to.enqueue(piece)
    },
  })
  const same = new Response(answer.body.pipeThrough(limit), answer)
  Object.defineProperty(same, 'url', { value: answer.url })
  Object.defineProperty(same, 'redirected', { value: answer.redirected })
  return same
}
