import { Worker } from 'node:worker_threads'
import { words } from '../../lib/words.ts'
import { ConnectorFailure } from '../failure.ts'
import type { ParsedFeed } from './parsed.ts'
import { type Document, readFeed } from './read.ts'
import type { Outcome } from './read-worker.ts'

/** Up to here a document is read in place, where the worst takes a fifth of a second. */
const inPlaceBytes = 256 * 1024
/** In MB. Young memory of its own: the process keeps little, and reading would take a third longer with that. */
const memory = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 }

/**
 * The feed in a document, or undefined when it is something else. A large one is read in a thread of its own, because it may
 * be made so that reading it takes seconds, and everything else would wait. Throws ConnectorFailure for a feed beyond
 * reading, or beyond `timeMs`.
 */
export async function readFeedApart(
  document: Document,
  signal: AbortSignal,
  timeMs = 5_000,
): Promise<ParsedFeed | undefined> {
  if (document.body.byteLength <= inPlaceBytes) return readFeed(document)
  const outcome = await oneAtATime(() => inThread(document, signal, timeMs))
  if ('failure' in outcome) throw new ConnectorFailure(outcome.failure.kind, outcome.failure.words)
  return outcome.feed
}

let last: Promise<unknown> = Promise.resolve()

/** Several large feeds at once must not take every core. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work)
  last = turn
  return turn
}

function inThread(document: Document, signal: AbortSignal, timeMs: number): Promise<Outcome> {
  const tooMuch = new ConnectorFailure('invalid', words('feed.too-much', { url: document.url }))
  return new Promise<Outcome>((resolve, reject) => {
    signal.throwIfAborted()
    const worker = new Worker(program, {
      workerData: { document },
      // Whatever this process was started with is its own: a debugger, a compiler for tests.
      execArgv: [],
      resourceLimits: memory,
    })
    const stop = (reason: unknown) => {
      reject(reason)
      void worker.terminate()
    }
    const onAbort = () => stop(signal.reason)
    const clock = setTimeout(stop, timeMs, tooMuch)
    signal.addEventListener('abort', onAbort, { once: true })
    worker.once('message', resolve)
    worker.once('error', (error) => reject(isOutOfMemory(error) ? tooMuch : error))
    worker.once('exit', () => {
      clearTimeout(clock)
      signal.removeEventListener('abort', onAbort)
      reject(tooMuch)
    })
  })
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

// Node reads the types away by itself; what is compiled runs from a folder beside `src`.
const program = new URL(
  import.meta.url.endsWith('.ts') ? './read-worker.ts' : '../src/connectors/feed/read-worker.ts',
  import.meta.url,
)
