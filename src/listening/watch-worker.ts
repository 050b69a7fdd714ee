import { identify } from '../reading/index.ts'
import { createMatcher } from './match/matcher.ts'
import type { Listened } from './query/document.ts'
import type { Known } from './query/known.ts'
import { parseQuery } from './query/parse.ts'
import type { Query } from './query/query.ts'
import { documentFor } from './query/to-document.ts'

/** A query as it is saved: undefined text when it is off. */
export interface Told {
  id: string
  text: string | undefined
}

/** What the thread that watches is asked: to hold these queries from now on, or which of them each message matches. */
export type Asked = { told: readonly Told[]; known: Known } | { messages: readonly Listened[]; languages: boolean }
/** How many queries there are now and what they ask of a message, or the ids for each message. */
export type Answered = Held | string[][]

export interface Held {
  size: number
  needs: Need
}

/** What must be known of a message to match it: its words, its language too, or how it reads. */
export type Need = 'words' | 'language' | 'reading'

/** Holds every query that is on. Pure but for what it is told. */
export function createWatch(): (asked: Asked) => Answered {
  const matcher = createMatcher()
  const forOurs = new Set<string>()
  const beyondWords = new Map<string, Need>()
  const tell = ({ id, text }: Told, known: Known) => {
    forOurs.delete(id)
    beyondWords.delete(id)
    // A window that it names may be gone: then it can no longer be understood, and finds nothing.
    const parsed = text === undefined ? undefined : parseQuery(text, known)
    if (!parsed || 'mistakes' in parsed) return void matcher.remove(id)
    matcher.set(id, parsed.query)
    if (asksForOurs(parsed.query)) forOurs.add(id)
    const need = needOf(parsed.query)
    if (need !== 'words') beyondWords.set(id, need)
  }
  return (asked) => {
    if ('messages' in asked) {
      const messages = asked.languages ? withLanguages(asked.messages) : asked.messages
      const found = matcher.match(messages.map((message) => documentFor(message, matcher.watched)))
      return found.map((ids, at) => (asked.messages[at]?.isMine ? ids.filter((id) => forOurs.has(id)) : ids))
    }
    for (const one of asked.told) tell(one, asked.known)
    return { size: matcher.size, needs: most([...beyondWords.values()]) }
  }
}

function withLanguages(messages: readonly Listened[]): Listened[] {
  const languages = identify(messages.map(({ text, language }) => ({ text, ...(language ? { language } : {}) })))
  return messages.map((message, at) => ({ ...message, language: languages[at]?.value ?? message.language }))
}

/** Whether a query says `is:mine`, even to exclude it: what we say ourselves is no mention unless it is asked for. */
export const asksForOurs = (query: Query): boolean =>
  factsOf(query).some(({ field, value }) => field === 'is' && value === 'mine')

const read = new Set(['sentiment', 'intent', 'urgency', 'abuse', 'topic'])

export const needOf = (query: Query): Need =>
  most(factsOf(query).map(({ field }) => (read.has(field) ? 'reading' : field === 'lang' ? 'language' : 'words')))

const most = (needs: readonly Need[]): Need =>
  needs.includes('reading') ? 'reading' : needs.includes('language') ? 'language' : 'words'

function factsOf(query: Query): { field: string; value: string }[] {
  if (query.kind === 'and' || query.kind === 'or') return query.of.flatMap(factsOf)
  if (query.kind === 'not') return factsOf(query.of)
  return query.kind === 'fact' ? [query] : []
}
