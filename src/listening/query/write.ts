import { followersText } from './followers.ts'
import type { Known, Named } from './known.ts'
import { isEnding } from './links.ts'
import type { Fact, Query, Spot, Term } from './query.ts'

/**
 * A query as text, always in the same form: parsing it gives the same query. With what the organisation has, windows and
 * topics are called by their names, where these are theirs alone.
 */
export function writeQuery(query: Query, known: Known = {}): string {
  const inner = (one: Query): string => (isWhole(one) ? writeQuery(one, known) : `(${writeQuery(one, known)})`)
  switch (query.kind) {
    case 'and':
      return query.of.map(inner).join(' AND ')
    case 'or':
      return query.of.map(inner).join(' OR ')
    case 'not':
      return query.of.kind === 'near' || !isWhole(query.of)
        ? `-(${writeQuery(query.of, known)})`
        : `-${inner(query.of)}`
    case 'near':
      return `${side(query.left)} NEAR/${query.distance} ${side(query.right)}`
    case 'together':
      return `"${query.terms.map(termText).join(' ')}"~${query.others}`
    case 'term':
    case 'phrase':
      return spotText(query)
    case 'followers':
      return followersText(query)
    case 'fact':
      return factText(query, known)
  }
}

/** Whether it needs no brackets to stand beside others. */
const isWhole = ({ kind }: Query): boolean => kind !== 'and' && kind !== 'or'

const side = (spots: readonly Spot[]): string =>
  spots.length > 1 ? `(${spots.map(spotText).join(' OR ')})` : spots.map(spotText).join('')

const spotText = (spot: Spot): string =>
  spot.kind === 'phrase' ? `"${spot.terms.map(termText).join(' ')}"` : termText(spot)

function termText({ how, key }: Term): string {
  if (how === 'prefix') return `${key}*`
  return how === 'exact' ? `=${key}` : key
}

const factText = (fact: Fact, known: Known): string => `${fact.field}:${quotedValue(valueText(fact, known))}`

/** A value as it stands behind the colon. */
export const quotedValue = (value: string): string => (/^\/\/|[\s()（）"“”„‟«»＂]/.test(value) ? `"${value}"` : value)

/** What a condition asks, as people call it. */
export function valueText({ field, value }: Fact, known: Known): string {
  if (field === 'site' && isEnding(value)) return `.${value}`
  const list = field === 'channel' ? known.channels : field === 'topic' ? known.topics : undefined
  return list ? nameOf(value, list) : value
}

/** Its name, where no other has it and it can stand between quotation marks. */
function nameOf(id: string, list: readonly Named[]): string {
  const name = list.find((one) => one.id === id)?.name
  const isPlain = name !== undefined && name.trim() === name && !/["“”„‟«»＂]/.test(name)
  return isPlain && list.filter((one) => sameName(one.name, name)).length === 1 ? name : id
}

const sameName = (one: string, other: string): boolean =>
  one.localeCompare(other, undefined, { sensitivity: 'base' }) === 0
