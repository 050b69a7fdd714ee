import type { FieldName } from './fields.ts'
import { followersText } from './followers.ts'
import type { Known } from './known.ts'
import { parseQuery } from './parse.ts'
import type { Query } from './query.ts'
import { quotedValue, valueText, writeQuery } from './write.ts'

/**
 * A query as boxes to fill, for people who don't write queries. What stands in a box is what is looked for: a word, a
 * hashtag, or several words, which are then a phrase.
 */
export interface Groups {
  /** Every one of these must be there. */
  all: readonly string[]
  /** One of these at least. */
  any: readonly string[]
  /** None of these. */
  none: readonly string[]
  near: readonly NearGroup[]
  /** Of each field, one of its values. */
  only: Conditions
  /** Of each field, none of its values. */
  without: Conditions
}

/** One of the left near one of the right. */
export interface NearGroup {
  left: readonly string[]
  right: readonly string[]
  distance: number
}

export type Conditions = Partial<Record<FieldName, readonly string[]>>

/** The conditions as a form shows them: who says it, where, and how. */
export const sections = {
  who: ['from', 'to', 'followers'],
  where: ['network', 'channel', 'lang', 'site', 'url'],
  mood: ['intent', 'sentiment', 'urgency', 'abuse', 'topic'],
  shape: ['is', 'has'],
} as const satisfies Record<string, readonly FieldName[]>

/** The text of what the boxes say, which may have mistakes where a box has. Empty when all are. */
export function textOf(groups: Groups, known: Known = {}): string {
  const parts = [
    ...groups.all.flatMap(entry),
    ...either(groups.any.flatMap(entry)),
    ...groups.near.flatMap(nearText),
    ...pairs(groups.only).flatMap(([field, values]) => either(values.map((value) => conditionText(field, value)))),
    ...groups.none.flatMap(entry).map((text) => `-${text}`),
    ...pairs(groups.without).flatMap(([field, values]) => values.map((value) => `-${conditionText(field, value)}`)),
  ]
  const text = parts.join(' AND ')
  const parsed = parseQuery(text, known)
  return 'query' in parsed ? writeQuery(parsed.query, known) : text
}

const pairs = (conditions: Conditions): [FieldName, string[]][] =>
  Object.values(sections)
    .flat()
    .map((field): [FieldName, string[]] => [field, (conditions[field] ?? []).filter((value) => value.trim() !== '')])

const conditionText = (field: FieldName, value: string): string =>
  `${field}:${quotedValue(value.trim().replaceAll('"', ''))}`

const either = (texts: readonly string[]): string[] => (texts.length > 1 ? [`(${texts.join(' OR ')})`] : [...texts])

function nearText({ left, right, distance }: NearGroup): string[] {
  const sides = [left, right].map((side) => either(side.flatMap(entry)))
  return sides.every((side) => side.length > 0) ? [sides.flat().join(` NEAR/${distance} `)] : []
}

/** What is in a box, as a query says it: as it is when it is one thing to look for, else as a phrase. */
function entry(box: string): string[] {
  if (box.trim() === '') return []
  const parsed = parseQuery(box)
  const isOne = 'query' in parsed && ['term', 'phrase', 'together'].includes(parsed.query.kind)
  return [isOne ? writeQuery(parsed.query) : `"${box.trim().replaceAll(/["“”„‟«»＂]/g, ' ')}"`]
}

/** The boxes that say what a query asks. Undefined when it asks something that they cannot say. */
export function groupsOf(query: Query, known: Known = {}): Groups | undefined {
  const boxes: Boxes = { all: [], any: [], none: [], near: [], only: {}, without: {} }
  const parts = query.kind === 'and' ? query.of : [query]
  return parts.every((part) => put(boxes, part, known)) ? boxes : undefined
}

interface Boxes extends Groups {
  all: string[]
  any: string[]
  none: string[]
  near: NearGroup[]
}

/** Puts one part of a query into its box, and tells whether it has one. */
function put(boxes: Boxes, part: Query, known: Known): boolean {
  if (part.kind === 'near') {
    const { left, right, distance } = part
    boxes.near.push({
      left: left.map((spot) => writeQuery(spot)),
      right: right.map((spot) => writeQuery(spot)),
      distance,
    })
    return true
  }
  if (part.kind === 'not') return putAway(boxes, part.of, known)
  const alternatives = part.kind === 'or' ? part.of : [part]
  if (alternatives.every(isSaid)) return putWords(boxes, alternatives)
  const chosen = conditionsOf(alternatives, known)
  if (!chosen || boxes.only[chosen.field]) return false
  boxes.only[chosen.field] = chosen.values
  return true
}

const isSaid = ({ kind }: Query): boolean => kind === 'term' || kind === 'phrase' || kind === 'together'

function putWords(boxes: Boxes, said: readonly Query[]): boolean {
  const texts = said.map((one) => writeQuery(one))
  if (texts.length > 1 && boxes.any.length > 0) return false
  const box = texts.length > 1 ? boxes.any : boxes.all
  box.push(...texts)
  return true
}

/** What is left out: none of several is each of them left out. */
function putAway(boxes: Boxes, out: Query, known: Known): boolean {
  const all = out.kind === 'or' ? out.of : [out]
  return all.every((one) => {
    if (isSaid(one)) return boxes.none.push(writeQuery(one)) > 0
    const chosen = conditionsOf([one], known)
    if (chosen) boxes.without[chosen.field] = [...(boxes.without[chosen.field] ?? []), ...chosen.values]
    return chosen !== undefined
  })
}

/** Conditions on one field. */
function conditionsOf(all: readonly Query[], known: Known): { field: FieldName; values: string[] } | undefined {
  const values: string[] = []
  const fields = new Set<FieldName>()
  for (const one of all) {
    if (one.kind === 'followers') values.push(followersText(one).replace('followers:', ''))
    else if (one.kind === 'fact') values.push(valueText(one, known))
    else return undefined
    fields.add(one.kind === 'fact' ? one.field : 'followers')
  }
  const [field] = fields
  return field && fields.size === 1 ? { field, values } : undefined
}
