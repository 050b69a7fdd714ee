import type { Cue, CueFinder } from '../cue.ts'
import { type Book, bookOf, type Tables } from './book.ts'
import { composedCues } from './composed.ts'
import { moodCues } from './mood.ts'
import type { Hit } from './phrases.ts'
import { shapeCues } from './shape.ts'
import { tablesOf } from './tables/index.ts'
import { type Unit, unitsOf } from './units.ts'

/** A message that says one thing forty times says it a few times, as far as rules go. */
const mostOfAName = 4

/** By their tables: languages without any share one. */
const books = new Map<Tables, Book>()

/**
 * Finds the cues of mood, intents and urgency: all in Spanish and English; the mood in Portuguese, French, Italian, German and
 * Catalan; in other languages what emoji and signs tell.
 */
export const findCues: CueFinder = (tokens, language) => {
  const { vocabulary, phrases } = bookFor(language)
  const units = unitsOf(tokens, vocabulary)
  const hits = phrases.find(units)
  const found = [...moodCues(units, hits), ...phraseCues(hits, units), ...shapeCues(tokens, units)]
  return fewOfEach([...found, ...composedCues(found)])
}

function bookFor(language: string): Book {
  const tables = tablesOf(language)
  const known = books.get(tables)
  if (known) return known
  const book = bookOf(tables)
  books.set(tables, book)
  return book
}

/** The cues that phrases give; of the same kind that overlap, the longest. */
function phraseCues(hits: readonly Hit<string>[], units: readonly Unit[]): Cue[] {
  const ends = new Map<string, number>()
  const found: Cue[] = []
  const named = hits.filter(({ means }) => means !== 'mood' && !means.startsWith('@'))
  for (const { means, from, to, strength } of named.sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < (ends.get(means) ?? 0)) continue
    ends.set(means, to)
    found.push({ name: means, from: units[from]?.token ?? 0, to: (units[to - 1]?.token ?? 0) + 1, strength })
  }
  return found
}

function fewOfEach(cues: Cue[]): Cue[] {
  if (cues.length <= mostOfAName) return cues
  const counts = new Map<string, number>()
  return cues.filter(({ name }) => {
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return count <= mostOfAName
  })
}
