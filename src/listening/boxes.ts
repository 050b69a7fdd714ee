import type { Given } from '../access/index.ts'
import { type Groups, groupsOf, textOf } from './query/builder.ts'
import type { Known } from './query/known.ts'
import type { Query } from './query/query.ts'

/** What stands in each box of the form for people who don't write queries. Several words of a box are parted by commas. */
export const boxNames = [
  'all',
  'any',
  'none',
  'left',
  'right',
  'distance',
  'from',
  'lang',
  'channel',
  'sentiment',
  'intent',
] as const
export type BoxName = (typeof boxNames)[number]
export type Boxes = Partial<Record<BoxName, string>>

const conditions = ['from', 'lang', 'channel', 'sentiment', 'intent'] as const
const usualDistance = 5

/** The boxes of a form, as it names them. */
export function readBoxes(given: Given): Boxes {
  const boxes: Boxes = {}
  for (const name of boxNames) {
    const value = given[`box.${name}`]
    if (typeof value === 'string' && value.trim() !== '') boxes[name] = value.trim().slice(0, 2_000)
  }
  return boxes
}

/** The text that the boxes say; it may have mistakes where a box has. Empty when all are. */
export function textOfBoxes(boxes: Boxes, known: Known): string {
  const list = (text: string | undefined): string[] => (text ?? '').split(',').filter((word) => word.trim() !== '')
  const [left, right] = [list(boxes.left), list(boxes.right)]
  const distance = Math.min(100, Math.max(0, Number.parseInt(boxes.distance ?? '', 10) || usualDistance))
  const only = Object.fromEntries(conditions.map((field) => [field, list(boxes[field])] as const))
  const near = left.length > 0 && right.length > 0 ? [{ left, right, distance }] : []
  const groups: Groups = { all: list(boxes.all), any: list(boxes.any), none: list(boxes.none), near, only, without: {} }
  return textOf(groups, known)
}

/** The boxes that say what a query asks. Undefined when it asks something that they cannot say. */
export function boxesOf(query: Query, known: Known): Boxes | undefined {
  const groups = groupsOf(query, known)
  if (!groups || groups.near.length > 1 || Object.keys(groups.without).length > 0) return undefined
  const own = new Set<string>(conditions)
  if (Object.keys(groups.only).some((field) => !own.has(field))) return undefined
  const [near] = groups.near
  const boxes: Boxes = {
    all: joined(groups.all),
    any: joined(groups.any),
    none: joined(groups.none),
    ...(near ? { left: joined(near.left), right: joined(near.right), distance: String(near.distance) } : {}),
  }
  for (const field of conditions) boxes[field] = joined(groups.only[field] ?? [])
  // What has a comma itself would come apart on its way back.
  return Object.values(groups)
    .flat()
    .some((entry) => typeof entry === 'string' && entry.includes(','))
    ? undefined
    : boxes
}

const joined = (entries: readonly string[]): string => entries.join(', ')
