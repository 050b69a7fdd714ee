import type { Json } from '../../lib/json.ts'
import type { Batch, Context, Heard } from '../connector.ts'
import { type Cursor, readCursor } from './cursor.ts'
import { tried } from './discover.ts'
import type { Fetched } from './fetch-feed.ts'
import { hearComments } from './hear-comments.ts'
import { emptyMark, look } from './look.ts'
import type { News } from './memory.ts'
import { fastestMs, slowestMs } from './pace.ts'
import { settings, writtenAddress } from './settings.ts'
import { refusal, type Standing, translate } from './translate.ts'

/** One look at the feed and at its comments. The first look only remembers what is there. */
export async function newest(context: Context, given: Json | undefined): Promise<Batch> {
  const now = context.now()
  const wanted = settings.parse(context.settings)
  const before = readCursor(given)
  const lookedAt = before && new Date(before.at)
  const url = writtenAddress(wanted.url)
  const { fetched, news, state } = await look(context, url, { state: before?.posts, at: lookedAt })
  const standing = { now, ...(lookedAt && { lookedAt }), ...(wanted.ours && { concernsUs: false }) }
  const posts = fetched ? news.map((one) => heardOf(one, fetched, standing)) : []
  const comments = await hearComments(context, { wanted, before, lookedAt, posts: fetched, url })
  if (fetched) await followMove(context, fetched, url)
  const cursor: Cursor = {
    since: before?.since ?? now.toISOString(),
    at: now.toISOString(),
    posts: state,
    ...comments.cursor,
  }
  const againInMs = Math.min(state.againInMs ?? fastestMs, comments.cursor.comments?.againInMs ?? slowestMs)
  return { heard: [...posts, ...comments.heard], cursor: toJson(cursor), more: false, againInMs }
}

function heardOf({ id, item, news }: News, { feed, url }: Fetched, more: Partial<Standing> & { now: Date }): Heard {
  if (id.startsWith(emptyMark)) return refusal(item)
  return translate(item, { id, feed, feedUrl: url, changed: news === 'changed', ...more })
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
