import { createHash } from 'node:crypto'
import type { FeedItem } from './parsed.ts'

/** An item with the id it is known by. */
export interface Identified {
  id: string
  item: FeedItem
}

/**
 * Gives every item an id that the same item always has: its guid, else its link, else a print of its title and date.
 * Different items that share one get a longer one; the same item twice is one. Items with nothing to tell them by are
 * left out.
 */
export function identify(items: FeedItem[]): Identified[] {
  const marked = items.flatMap((item) => markOf(item) ?? [])
  const traits = new Map<string, Set<string>>()
  for (const { id, trait } of marked) traits.set(id, (traits.get(id) ?? new Set()).add(trait))
  const byId = new Map<string, FeedItem>()
  for (const { id, trait, item } of marked) {
    const own = traits.get(id)?.size === 1 ? id : apart(id, trait, item)
    if (!byId.has(own)) byId.set(own, item)
  }
  return [...byId].map(([id, item]) => ({ id, item }))
}

/** Whether there is nothing at all to tell an item by. */
export const isEmpty = (item: FeedItem): boolean => markOf(item) === undefined

/** What an item is told by, and what tells it from others that have the same. */
function markOf(item: FeedItem): { id: string; trait: string; item: FeedItem } | undefined {
  const { guid, link, title, published, body, media } = item
  const content = JSON.stringify([title, published, body])
  if (guid) return { id: boundedId(guid), trait: link ?? '', item }
  // Some feeds link every item to the same page.
  if (link) return { id: boundedId(link), trait: JSON.stringify([title, published ?? body]), item }
  if (title && published) return { id: `#${print(title, published.toISOString())}`, trait: content, item }
  return title || body || media.length > 0 ? { id: `#${print(content)}`, trait: content, item } : undefined
}

const apart = (id: string, trait: string, item: FeedItem): string =>
  item.guid ? reusedId(id, item) : `${id}#${print(trait)}`

/** The id of an item whose guid another one has, or had. */
export const reusedId = (id: string, { link, published }: FeedItem): string =>
  boundedId(`${id} ${link ?? published?.toISOString() ?? ''}`)

/** Ids may be of any length; ours are kept short enough for an index. */
export const boundedId = (id: string): string => (id.length <= 500 ? id : `#${print(id)}`)

/** Twelve bytes of a SHA-256, enough to tell the items of one feed apart. */
export const print = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('base64url').slice(0, 16)
