import { sql } from 'kysely'
import type { Db } from '../core/database.ts'
import type { Words } from '../lib/words.ts'
import { type Cursor, writeCursor } from './cursor.ts'
import { type InboxRow, inboxRows } from './inbox-rows.ts'
import { markFound } from './mark-found.ts'
import { type ReadingFilter, readingConditions } from './reading-filter.ts'
import { findHits } from './search-hits.ts'
import { parseSearch } from './search-parse.ts'
import { tsQuery } from './search-query.ts'
import { scopeOf } from './search-scope.ts'
import { walk } from './search-walk.ts'
import type { Found } from './views/marked.tsx'

export interface SearchQuery {
  text: string
  /** Whose days `before:` and `after:` mean. */
  timeZone: string
  viewerId: string
  channelId?: string | undefined
  readings?: ReadingFilter | undefined
  after?: Cursor | undefined
  limit?: number
}

export interface SearchPage {
  rows: InboxRow[]
  /** By conversation, its latest message that matches. */
  found: Map<string, Found>
  after: string | undefined
  /** What of the question was not understood, or names nobody. */
  complaint: Words | undefined
}

const pageLength = 30

/**
 * Searches everything that was ever heard. Gives conversations, those in which somebody spoke last first, each with its
 * latest message that matches.
 */
export async function search(db: Db, query: SearchQuery): Promise<SearchPage> {
  const limit = query.limit ?? pageLength
  const asked = parseSearch(query.text)
  const { terms, filters } = asked
  const scope = await scopeOf(db, asked, query)
  scope.conversations.push(...readingConditions(query.readings ?? {}))
  const words = tsQuery(terms)
  if (scope.isEmpty || (!words && filters.length === 0))
    return { rows: [], found: new Map(), after: undefined, complaint: scope.complaint }
  const hasPhrase = terms.some((term) => term.kind === 'phrase')
  const hits = await findHits(db, scope, words, hasPhrase, query.after, limit + 1)
  const page = hits.slice(0, limit)
  const ids = page.map((hit) => hit.id)
  const [rows, found] = await Promise.all([
    inboxRows(db, sql`select id from unnest(${ids}::uuid[]) as given (id)`, query.viewerId),
    markFound(db, terms, new Map(page.flatMap((hit) => (hit.message_id ? [[hit.id, hit.message_id]] : [])))),
  ])
  const last = page.at(-1)
  const more = hits.length > limit && last
  return {
    rows,
    found,
    after: more ? writeCursor({ at: last.last_at, id: last.id }) : undefined,
    complaint: scope.complaint,
  }
}

/** The ids of the conversations that a search finds, in its order. */
export async function searchIds(db: Db, query: SearchQuery & { limit: number }): Promise<string[]> {
  const asked = parseSearch(query.text)
  const scope = await scopeOf(db, asked, query)
  scope.conversations.push(...readingConditions(query.readings ?? {}))
  const words = tsQuery(asked.terms)
  if (scope.isEmpty || (!words && asked.filters.length === 0)) return []
  const hasPhrase = asked.terms.some((term) => term.kind === 'phrase')
  return (await findHits(db, scope, words, hasPhrase, undefined, query.limit)).map((hit) => hit.id)
}

/** The walk by itself, for the test that holds it against the index. */
export async function walked(db: Db, text: string, limit: number): Promise<string[]> {
  const asked = parseSearch(text)
  const scope = await scopeOf(db, asked, { timeZone: 'UTC' })
  const clause = sql.join([...scope.messages, sql`m.search @@ ${tsQuery(asked.terms)}`], sql` and `)
  return (await walk(db, scope, clause, undefined, limit)).hits.map((hit) => hit.id)
}
