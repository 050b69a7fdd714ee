import { isAt } from './query/matches.ts'
import type { Query, Spot, Term } from './query/query.ts'
import { toDocument } from './query/to-document.ts'

/** Cuts a text into pieces in turn plain and marked, beginning with plain. */
export type Mark = (text: string) => readonly string[]

/** Characters of a sample, and how many of them before the first mark. */
const window = { length: 320, before: 100 }
/** A longer text is looked at from its beginning. */
const looked = 20_000

/**
 * Marks the words by which a message matches: those that the query asks for, not those that it excludes. Of a long text
 * the part around the first of them is given.
 */
export function markFor(query: Query): Mark {
  const terms = termsOf(query)
  return (text) => {
    const pieces = split(text.slice(0, looked), terms)
    return excerpt(pieces)
  }
}

function termsOf(query: Query): Term[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.of.flatMap(termsOf)
    case 'term':
      return [query]
    case 'phrase':
    case 'together':
      return [...query.terms]
    case 'near':
      return [...query.left, ...query.right].flatMap((spot: Spot) => termsOf(spot))
    default:
      return []
  }
}

function split(text: string, terms: readonly Term[]): string[] {
  const pieces = ['']
  for (const [word] of text.matchAll(/\s+|\S+/gu)) {
    const isHit = /\S/.test(word) && hits(word, terms)
    const isMarked = pieces.length % 2 === 0
    if (isHit === isMarked) pieces[pieces.length - 1] += word
    else pieces.push(word)
  }
  return pieces
}

/** Whether a piece of text between spaces has one of the words. */
function hits(word: string, terms: readonly Term[]): boolean {
  const { places } = toDocument({ text: word.slice(0, 300), network: '', channel: '' })
  return places.some((place) => terms.some((term) => isAt(place, term)))
}

function excerpt(pieces: readonly string[]): string[] {
  const [first = '', ...others] = pieces
  const cut = first.length > window.before ? `…${first.slice(-window.before)}` : first
  const out: string[] = []
  let room = window.length
  for (const piece of [cut, ...others]) {
    if (room <= 0) break
    out.push(piece.length > room ? `${piece.slice(0, room)}…` : piece)
    room -= piece.length
  }
  return out
}
