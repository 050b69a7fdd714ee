import type { Json } from '../../lib/json.ts'
import type { Batch, Context, Heard } from '../connector.ts'
import { type Cursor, readCursor, type State } from './cursor.ts'
import { tried } from './discover.ts'
import { type Fetched, fetchFeed } from './fetch-feed.ts'
import { hearComments } from './hear-comments.ts'
import { identify, isEmpty, print } from './identify.ts'
import { compare, type News } from './memory.ts'
import { fastestMs, pace, slowestMs } from './pace.ts'
import type { FeedItem } from './parsed.ts'
import { type Settings, settings, writtenAddress } from './settings.ts'
import { refusal, translate } from './translate.ts'

/** One look at the feed and at its comments. The first look only remembers what is there. */
export async function newest(context: Context, given: Json | undefined): Promise<Batch> {
  const now = context.now()
  const wanted = settings.parse(context.settings)
  const before = readCursor(given)
  const url = writtenAddress(wanted.url)
  const fetched = await fetchFeed(context, url, before?.posts.validators)
  const looked = look({ before, now, wanted }, fetched)
  if ('feed' in fetched) await followMove(context, fetched, url)
  const comments = await hearComments(context, {
    wanted,
    before,
    now,
    posts: 'feed' in fetched ? fetched : undefined,
    url,
  })
  const cursor: Cursor = {
    since: before?.since ?? now.toISOString(),
    at: now.toISOString(),
    posts: looked.state,
    ...comments.cursor,
    againInMs: looked.againInMs,
  }
  const againInMs = Math.min(looked.againInMs, comments.againInMs ?? slowestMs)
  return { heard: [...looked.heard, ...comments.heard], cursor: toJson(cursor), more: false, againInMs }
}

interface Looking {
  before: Cursor | undefined
  now: Date
  wanted: Settings
}

function look(at: Looking, fetched: Fetched | { unchanged: Headers }) {
  const { before, now, wanted } = at
  if ('unchanged' in fetched)
    return { heard: [], state: before?.posts ?? { memory: [] }, againInMs: before?.againInMs ?? fastestMs }
  const { feed, headers, validators } = fetched
  const compared = compareAll(before?.posts.memory ?? [], feed.items)
  const heard = before
    ? compared.news.flatMap((one) =>
        heardOf(one, fetched, { now, before, concernsUs: wanted.ours ? false : undefined }),
      )
    : []
  const state: State = { validators, memory: compared.memory }
  return { heard, state, againInMs: pace(feed, headers, now) }
}

/** All items, those with nothing to tell them by included: such a one is refused once, not at every look. */
function compareAll(memory: State['memory'], items: FeedItem[]) {
  const empty = items.filter(isEmpty)
  const identified = [...identify(items), ...empty.slice(0, 20).map((item) => ({ id: emptyId(item), item }))]
  return compare(memory, identified)
}

const emptyId = (item: FeedItem): string => `?${print(JSON.stringify(item.raw))}`

function heardOf(
  { id, item, news }: News,
  { feed, url }: Fetched,
  { now, before, concernsUs }: { now: Date; before: Cursor; concernsUs: boolean | undefined },
): Heard[] {
  if (news === 'known') return []
  if (id.startsWith('?')) return [refusal(item)]
  const standing = { id, feed, feedUrl: url, now, changed: news === 'changed', lookedAt: new Date(before.at) }
  return [translate(item, { ...standing, ...(concernsUs !== undefined && { concernsUs }) })]
}

/** A feed that has moved for good is kept by its new address, once that has answered with a feed. */
async function followMove(context: Context, { feed, movedTo, url }: Fetched, asked: string): Promise<void> {
  if (movedTo !== undefined && movedTo !== asked) return await context.keepSettings({ url: movedTo })
  const announced = feed.newUrl
  if (announced && announced !== asked && announced !== url && (await tried(context, announced)))
    await context.keepSettings({ url: announced })
}

/** A cursor is made of JSON; its type says it less loosely. */
const toJson = (cursor: Cursor): Json => JSON.parse(JSON.stringify(cursor))
