import { parentPort, workerData } from 'node:worker_threads'
import { words } from '../../lib/words.ts'
import { ConnectorFailure } from '../failure.ts'
import { isEmpty } from './identify.ts'
import type { ParsedFeed } from './parsed.ts'
import { type Document, readFeed } from './read.ts'

/** What becomes of a document in a thread of its own; classes do not travel, so a failure is told by its parts. */
export type Outcome = { feed: ParsedFeed | undefined } | { failure: Pick<ConnectorFailure, 'kind' | 'words'> }

/** More than any blog has posts; telling what is new among them costs the main thread time. */
const mostItems = 20_000

// The thread is started with the document and ends when it has answered.
const { document } = workerData as { document: Document }
parentPort?.postMessage(outcomeOf(document))

function outcomeOf(document: Document): Outcome {
  try {
    const feed = readFeed(document)
    if (feed && feed.items.length > mostItems)
      throw new ConnectorFailure('invalid', words('feed.too-much', { url: document.url }))
    return { feed: feed && light(feed) }
  } catch (error) {
    if (!(error instanceof ConnectorFailure)) throw error
    return { failure: { kind: error.kind, words: error.words } }
  }
}

/** An item as it came is only looked at when there is nothing else of it, and what travels costs time at both ends. */
function light(feed: ParsedFeed): ParsedFeed {
  return { ...feed, items: feed.items.map((item) => (isEmpty(item) ? item : { ...item, raw: null })) }
}
