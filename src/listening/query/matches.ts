import type { Document, Place } from './document.ts'
import { factKey, type Near, type Query, type Spot, type Term, type Together } from './query.ts'

/**
 * Whether a message is a mention: the law of the query language, written to be read. The matcher must always answer the
 * same, and is the one to be used where there is more than one query or message.
 */
export function matches(query: Query, document: Document): boolean {
  switch (query.kind) {
    case 'and':
      return query.of.every((one) => matches(one, document))
    case 'or':
      return query.of.some((one) => matches(one, document))
    case 'not':
      return !matches(query.of, document)
    case 'term':
      return document.places.some((place) => isAt(place, query)) || document.loose.some((key) => isKey(key, query))
    case 'phrase':
      return stretches(query, document).length > 0
    case 'together':
      return areTogether(query, document)
    case 'near':
      return areNear(query, document)
    case 'fact':
      return document.facts.includes(factKey(query.field, query.value))
    case 'followers':
      return document.followers !== undefined && query.least <= document.followers && document.followers <= query.most
  }
}

/** Whether a term is what stands at a place. */
export const isAt = (place: Place, term: Term): boolean =>
  term.how === 'exact'
    ? place.written === term.key || (place.mark !== '' && place.mark + place.written === term.key)
    : isKey(place.key, term) || place.also.some((key) => isKey(key, term))

const isKey = (key: string, { how, key: sought }: Term): boolean =>
  how === 'prefix' ? key.startsWith(sought) : how === 'folded' && key === sought

/** From the place of the first word to the place of the last. */
interface Stretch {
  first: number
  last: number
}

/** Everywhere a word or a phrase stands. */
function stretches(spot: Spot, { places }: Document): Stretch[] {
  const terms = spot.kind === 'phrase' ? spot.terms : [spot]
  return places.flatMap((place, index) => {
    const isHere = terms.every((term, more) => {
      const next = places[index + more]
      return next?.at === place.at + more && isAt(next, term)
    })
    return isHere ? [{ first: place.at, last: place.at + terms.length - 1 }] : []
  })
}

function areTogether({ terms, others }: Together, { places }: Document): boolean {
  const length = terms.length + others
  return places.some(({ at }) =>
    terms.every((term) => places.some((place) => place.at >= at && place.at < at + length && isAt(place, term))),
  )
}

function areNear({ distance, left, right }: Near, document: Document): boolean {
  const rights = right.flatMap((spot) => stretches(spot, document))
  return left
    .flatMap((spot) => stretches(spot, document))
    .some((one) => rights.some((other) => isWithin(distance, one, other) || isWithin(distance, other, one)))
}

/** Whether the second begins behind the first, with no more than so many places between them. */
const isWithin = (distance: number, first: Stretch, second: Stretch): boolean =>
  second.first > first.last && second.first - first.last - 1 <= distance
