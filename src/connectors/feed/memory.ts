import { type Identified, print, reusedId } from './identify.ts'
import type { FeedItem } from './parsed.ts'
import { plain } from './plain.ts'

/**
 * What a cursor remembers of the items it has seen, newest first: for each a print of its id, of what it says, and of
 * its link, title and date. Each is a string of 26 characters, so that a thousand of them are 30 kB.
 */
export type Memory = string[]

/** What an item is to us who remember. */
export type News = { id: string; item: FeedItem; news: 'new' | 'changed' | 'known' }

const idLength = 10
const saysLength = 7
const partLength = 3

/** Compares what is there with what is remembered, and says what to remember from now on. */
export function compare(memory: Memory, items: Identified[]): { news: News[]; memory: Memory } {
  const known = new Map(memory.map((entry) => [entry.slice(0, idLength), entry.slice(idLength)]))
  const news = items.map(({ id, item }) => newsOf(known, id, item))
  const entries = news.map(({ id, item }) => print(id).slice(0, idLength) + traits(item))
  const ids = new Set(entries.map((entry) => entry.slice(0, idLength)))
  const older = memory.filter((entry) => !ids.has(entry.slice(0, idLength)))
  return { news, memory: [...entries, ...older].slice(0, Math.max(entries.length, maxRemembered)) }
}

/** Items that a feed dropped may come back; this many are recognised beyond those it holds. */
const maxRemembered = 1000

function newsOf(known: Map<string, string>, id: string, item: FeedItem): News {
  const reused = reusedId(id, item)
  const reusedBefore = known.get(print(reused).slice(0, idLength))
  if (reusedBefore !== undefined) return { id: reused, item, news: sameText(reusedBefore, item) ? 'known' : 'changed' }
  const before = known.get(print(id).slice(0, idLength))
  if (before === undefined) return { id, item, news: 'new' }
  if (anotherOne(before, item)) return { id: reused, item, news: 'new' }
  return { id, item, news: sameText(before, item) ? 'known' : 'changed' }
}

function traits(item: FeedItem): string {
  const parts = [item.link, item.title, item.published?.toISOString()].map((part) => print(part ?? ''))
  return print(saidBy(item)).slice(0, saysLength) + parts.map((part) => part.slice(0, partLength)).join('')
}

/** Its visible text, title and media: markup may change at every request (counters, addresses with a token). */
const saidBy = ({ title, body, media }: FeedItem): string =>
  JSON.stringify([
    title,
    body && ('text' in body ? body.text : plain(body.html)),
    media.map(({ url }) => url.split('?')[0]),
  ])

const sameText = (before: string, item: FeedItem): boolean =>
  before.slice(0, saysLength) === traits(item).slice(0, saysLength)

/** The guid is the same, but link, title and date are all others: somebody numbers posts and began anew. */
function anotherOne(before: string, item: FeedItem): boolean {
  const [then, now] = [before, traits(item)].map((one) => one.slice(saysLength).match(/.{3}/g) ?? [])
  return item.published !== undefined && (now ?? []).every((part, at) => part !== then?.[at])
}
