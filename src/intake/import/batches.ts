import type { Read } from './read.ts'

/** As many as one transaction takes; fewer when they are long. */
export const batchSize = { entries: 500, characters: 4_000_000 }

/** Entries in batches, the next one read while the last one is stored. */
export async function* batches(entries: AsyncIterable<Read>, most = batchSize): AsyncGenerator<Read[]> {
  const gathering = gather(entries, most)
  let next = gathering.next()
  try {
    for (;;) {
      const { value, done } = await next
      if (done) return
      next = gathering.next()
      // It is awaited above, or below when nobody wants it any more.
      next.catch(() => {})
      yield value
    }
  } finally {
    await next.catch(() => {})
    await gathering.return(undefined)
  }
}

async function* gather(entries: AsyncIterable<Read>, most: typeof batchSize): AsyncGenerator<Read[]> {
  let batch: Read[] = []
  let characters = 0
  for await (const entry of entries) {
    batch.push(entry)
    characters += entry.raw.length
    if (batch.length < most.entries && characters < most.characters) continue
    yield batch
    batch = []
    characters = 0
  }
  if (batch.length > 0) yield batch
}
