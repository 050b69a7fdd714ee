import type { Context } from '../connector.ts'
import type { State } from './cursor.ts'
import { tried } from './discover.ts'
import { type Fetched, fetchFeed } from './fetch-feed.ts'
import { type Identified, identify, isEmpty, print } from './identify.ts'
import { compare, type News } from './memory.ts'
import { olderPage } from './older-page.ts'
import { pace } from './pace.ts'
import type { FeedItem } from './parsed.ts'

/** What one look at a feed has brought. */
export interface Look {
  /** Undefined when the server says that nothing has changed. */
  fetched: Fetched | undefined
  /** What is new or has changed since the last look; nothing at the first. */
  news: News[]
  state: State
}

const catchUpPages = 10
const dayMs = 86_400_000

/**
 * Looks at a feed again. When more was said since than one document holds, the older pages are read too, until
 * something is met that was there before.
 */
export async function look(
  context: Context,
  url: string,
  before: { state: State | undefined; at: Date | undefined },
): Promise<Look> {
  const fetched = await fetchFeed(context, url, before.state?.validators)
  if ('unchanged' in fetched) return { fetched: undefined, news: [], state: before.state ?? { memory: [] } }
  const { feed, headers, validators } = fetched
  const memory = before.state?.memory ?? []
  const items = before.at && memory.length > 0 ? await upTo(context, fetched, memory, before.at) : feed.items
  const compared = compare(memory, withEmpty(items))
  const state = {
    ...(validators && { validators }),
    memory: compared.memory,
    againInMs: pace(feed, headers, context.now()),
  }
  const news = before.state ? compared.news.filter((one) => one.news !== 'known') : []
  const moved = memory.length > 0 && compared.news.every((one) => one.news === 'new')
  return { fetched, news: moved ? news.filter((one) => isRecent(one.item, before.at)) : news, state }
}

async function upTo(context: Context, first: Fetched, memory: State['memory'], at: Date): Promise<FeedItem[]> {
  const items = [...first.feed.items]
  let page: Fetched | undefined = first
  for (let number = 1; page && number < catchUpPages; number++) {
    const fresh: boolean = page.feed.items.some((item) => isRecent(item, at) && item.published !== undefined)
    if (!fresh || compare(memory, identify(items)).news.some(({ news }) => news !== 'new')) break
    const older = olderPage(page, number)
    page = older === undefined ? undefined : await tried(context, older)
    items.push(...(page?.feed.items ?? []))
  }
  return items
}

/** Where everything is new at once, what is dated before our last look was there under other ids: a site has moved. */
const isRecent = ({ published, updated }: FeedItem, at: Date | undefined): boolean => {
  const moment = published ?? updated
  return moment === undefined || at === undefined || moment.getTime() > at.getTime() - dayMs
}

/** All items, those with nothing to tell them by included: such a one is refused once, not at every look. */
function withEmpty(items: FeedItem[]): Identified[] {
  const empty = items.filter(isEmpty).slice(0, 20)
  return [...identify(items), ...empty.map((item) => ({ id: `${emptyMark}${print(JSON.stringify(item.raw))}`, item }))]
}

/** Begins the id of an item that has none. */
export const emptyMark = '\0'
