import { setImmediate as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { findKnown, parseStored } from './checked.ts'
import type { Listened } from './query/document.ts'
import { matches } from './query/matches.ts'
import type { Query } from './query/query.ts'
import { toDocument } from './query/to-document.ts'

/** Every saved query that is on, held in memory and kept as the database has them. */
export interface Matching {
  /**
   * Which queries each message matches, by their ids, in order. Asks the database first what has changed, so that what was
   * saved before is matched from here on; `db` may be the transaction that stores the messages.
   */
  match(db: Db | Tx, messages: readonly Listened[]): Promise<readonly (readonly string[])[]>
}

/** One for each process. */
export function createMatching(): Matching {
  const queries = new Map<string, Watched>()
  let reached = 0
  let turn: Promise<void> = Promise.resolve()

  const refresh = async (db: Db | Tx): Promise<void> => {
    for (let isMore = true; isMore; ) {
      const changes = await changesAfter(db, reached)
      const known = changes.some((change) => change.isOn) ? await findKnown(db) : undefined
      for (const { id, text, isOn } of changes) {
        const query = isOn && known ? parseStored(text, known) : undefined
        if (query) queries.set(id, { query, asksForOurs: asksForOurs(query) })
        else queries.delete(id)
      }
      reached = changes.at(-1)?.changed ?? reached
      isMore = changes.length === atOnce
      if (isMore) await pause()
    }
  }

  return {
    async match(db, messages) {
      // One after the other: two batches that look at once would both read what is new.
      const refreshed = turn.then(() => refresh(db))
      turn = refreshed.catch(() => {})
      await refreshed
      const found: string[][] = []
      for (const message of messages) {
        found.push(queries.size === 0 ? [] : matching(queries, message))
        if (found.length % breath === 0) await pause()
      }
      return found
    },
  }
}

interface Watched {
  query: Query
  asksForOurs: boolean
}

const atOnce = 2_000
/** After so many messages pages and other windows have their turn. */
const breath = 64

/** What we say ourselves is no mention, unless a query asks for it: our replies repeat the customer's words. */
function matching(queries: ReadonlyMap<string, Watched>, message: Listened): string[] {
  const document = toDocument(message)
  const found: string[] = []
  for (const [id, { query, asksForOurs }] of queries)
    if ((asksForOurs || !message.isMine) && matches(query, document)) found.push(id)
  return found
}

/** Whether a query says `is:mine`, even to exclude it. */
export function asksForOurs(query: Query): boolean {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.of.some(asksForOurs)
    case 'not':
      return asksForOurs(query.of)
    case 'fact':
      return query.field === 'is' && query.value === 'mine'
    default:
      return false
  }
}

interface Change {
  id: string
  text: string
  changed: number
  isOn: boolean
}

async function changesAfter(db: Db | Tx, changed: number): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select q.id, q.text, q.changed, not exists (select from query_pauses p where p.query_id = q.id)
      and not exists (select from query_removals r where r.query_id = q.id) as "isOn"
    from queries q where q.changed > ${changed} order by q.changed limit ${atOnce}`.execute(db)
  return rows
}
