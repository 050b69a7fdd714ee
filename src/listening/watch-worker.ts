import { createMatcher } from './match/matcher.ts'
import type { Listened } from './query/document.ts'
import type { Known } from './query/known.ts'
import { parseQuery } from './query/parse.ts'
import type { Query } from './query/query.ts'
import { toDocument } from './query/to-document.ts'

/** A query as it is saved: undefined text when it is off. */
export interface Told {
  id: string
  text: string | undefined
}

/** What the thread that watches is asked: to hold these queries from now on, or which of them each message matches. */
export type Asked = { told: readonly Told[]; known: Known } | { messages: readonly Listened[] }
/** How many queries there are now, or the ids for each message. */
export type Answered = number | string[][]

/** Holds every query that is on. Pure but for what it is told. */
export function createWatch(): (asked: Asked) => Answered {
  const matcher = createMatcher()
  const forOurs = new Set<string>()
  const tell = ({ id, text }: Told, known: Known) => {
    forOurs.delete(id)
    // A window that it names may be gone: then it can no longer be understood, and finds nothing.
    const parsed = text === undefined ? undefined : parseQuery(text, known)
    if (!parsed || 'mistakes' in parsed) return void matcher.remove(id)
    matcher.set(id, parsed.query)
    if (asksForOurs(parsed.query)) forOurs.add(id)
  }
  return (asked) => {
    if ('messages' in asked) {
      const found = matcher.match(asked.messages.map((message) => toDocument(message)))
      return found.map((ids, at) => (asked.messages[at]?.isMine ? ids.filter((id) => forOurs.has(id)) : ids))
    }
    for (const one of asked.told) tell(one, asked.known)
    return matcher.size
  }
}

/** Whether a query says `is:mine`, even to exclude it: what we say ourselves is no mention unless it is asked for. */
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
