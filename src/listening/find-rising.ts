import { setImmediate as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { stopWords } from './query/common-words.ts'
import { toDocument } from './query/to-document.ts'
import { type Counted, type Rising, risingWords } from './rising.ts'
import type { StoredMessages } from './stored-message.ts'

const dayMs = 86_400_000
/** The last week against the four before it. */
export const rising = { days: 7, beforeDays: 28 } as const
/** The newest of each time are read: more would not change which words rise. */
const most = { now: 1_500, before: 3_000 }
const batch = 250

/** The words and hashtags that are said more this week than in the weeks before, in what a query found. */
export async function findRising(db: Db, stored: StoredMessages, queryId: string, now: Date): Promise<Rising[]> {
  const week = new Date(now.getTime() - rising.days * dayMs)
  const start = new Date(week.getTime() - rising.beforeDays * dayMs)
  const lately = await countWords(db, stored, await idsOf(db, queryId, { since: week, until: now, limit: most.now }))
  const before = await countWords(
    db,
    stored,
    await idsOf(db, queryId, { since: start, until: week, limit: most.before }),
  )
  const shared = new Map([...lately.counts].filter(([word]) => lately.shared.has(word)))
  return risingWords({ counts: shared, total: lately.total }, before)
}

async function idsOf(db: Db, queryId: string, asked: { since: Date; until: Date; limit: number }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.message_id as id from mentions m
    where m.query_id = ${queryId} and m.said_at >= ${asked.since} and m.said_at < ${asked.until}
    order by m.said_at desc, m.message_id desc limit ${asked.limit}`.execute(db)
  return rows.map((row) => row.id)
}

/** A word counts once for each message. `shared` are those that two people said: nobody makes one rise alone. */
async function countWords(
  db: Db,
  stored: StoredMessages,
  ids: readonly string[],
): Promise<Counted & { shared: ReadonlySet<string> }> {
  const counts = new Map<string, number>()
  const firstBy = new Map<string, string>()
  const shared = new Set<string>()
  for (let from = 0; from < ids.length; from += batch) {
    for (const { identityId, listened } of await stored.some(db, ids.slice(from, from + batch)))
      for (const word of wordsOf(listened)) {
        counts.set(word, (counts.get(word) ?? 0) + 1)
        if ((firstBy.get(word) ?? identityId) !== identityId) shared.add(word)
        else firstBy.set(word, identityId)
      }
    await pause()
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return { counts, total, shared }
}

/** A word that says little is in any text. */
function wordsOf(listened: Parameters<typeof toDocument>[0]): Set<string> {
  const { places } = toDocument(listened)
  return new Set(
    places
      .filter(({ key, mark }) => mark !== '@' && key.length > 2 && !/^\d+$/.test(key) && !stopWords.has(key))
      .map(({ key, mark }) => (mark === '#' ? `#${key}` : key)),
  )
}
