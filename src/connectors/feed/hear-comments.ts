import { words } from '../../lib/words.ts'
import type { Context, Heard } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { type Answers, answersOf, postsFor } from './comments.ts'
import type { Cursor, State } from './cursor.ts'
import { type Fetched, fetchFeed, fetchWhole } from './fetch-feed.ts'
import { identify, print } from './identify.ts'
import { compare, type News } from './memory.ts'
import { pace } from './pace.ts'
import type { Settings } from './settings.ts'
import { translate } from './translate.ts'

interface Looking {
  wanted: Settings
  before: Cursor | undefined
  now: Date
  /** The feed of posts, when it has changed. */
  posts: Fetched | undefined
  /** Its address. */
  url: string
}

interface HeardComments {
  heard: Heard[]
  cursor: Pick<Cursor, 'comments' | 'counts' | 'commentsLost'>
  againInMs?: number
}

/** New comments, from the feed of all of them or from those of the posts that have more than before. */
export async function hearComments(context: Context, at: Looking): Promise<HeardComments> {
  const { wanted, before } = at
  if (!wanted.includeComments) return { heard: [], cursor: {} }
  try {
    return wanted.commentsUrl ? await fromAll(context, at, wanted.commentsUrl) : await fromEach(context, at)
  } catch (error) {
    if (!(error instanceof ConnectorFailure) || context.signal.aborted) throw error
    // The posts were heard; that the comments were not is said once and tried again at the next look.
    const { comments, counts, commentsLost } = before ?? {}
    const kept = { ...(comments && { comments }), ...(counts && { counts }) }
    const url = wanted.commentsUrl || at.url
    const reason = words('feed.comments-lost', { url })
    const heard: Heard[] = commentsLost
      ? []
      : [{ kind: 'refused', reason, excerpt: `${error.kind}: ${error.words.key}` }]
    return { heard, cursor: { ...kept, commentsLost: true } }
  }
}

async function fromAll(context: Context, at: Looking, url: string): Promise<HeardComments> {
  const { before, now } = at
  const fetched = await fetchFeed(context, url, before?.comments?.validators)
  if ('unchanged' in fetched) return { heard: [], cursor: { ...(before?.comments && { comments: before.comments }) } }
  const { news, memory } = compare(before?.comments?.memory ?? [], identify(fetched.feed.items))
  const state: State = { validators: fetched.validators, memory }
  const fresh = before?.comments ? news.filter((one) => one.news !== 'known') : []
  const posts = await postsFor(context, at.url, at.posts, fresh)
  const heard = fresh.map((one) => commentHeard(one, { fetched, now, before, answers: answersOf(one.item, posts) }))
  return { heard, cursor: { comments: state }, againInMs: pace(fetched.feed, fetched.headers, now) }
}

/** At most so many posts are asked for their comments at one look; the others wait for the next. */
const postsAtOnce = 5

async function fromEach(context: Context, at: Looking): Promise<HeardComments> {
  const { before, posts, now } = at
  const kept = {
    ...(before?.comments && { comments: before.comments }),
    ...(before?.counts && { counts: before.counts }),
  }
  if (!posts) return { heard: [], cursor: kept }
  const counted = identify(posts.feed.items).filter(({ item }) => item.commentsFeed && item.comments !== undefined)
  const counts = before?.counts ?? {}
  const grown = counted.filter(({ id, item }) => (item.comments ?? 0) > (counts[print(id)] ?? 0))
  const asked = before?.counts ? grown.slice(0, postsAtOnce) : []
  const waiting = before?.counts ? grown.slice(postsAtOnce) : []
  let memory = before?.comments?.memory ?? []
  const heard: Heard[] = []
  for (const { id, item } of asked) {
    const fetched = await fetchWhole(context, item.commentsFeed ?? '')
    const compared = compare(memory, identify(fetched.feed.items))
    memory = compared.memory
    const answers = (one: News): Answers => ({ parent: one.item.inReplyTo ?? id, root: id })
    const fresh = compared.news.filter((one) => one.news !== 'known' && isNew(one, before))
    heard.push(...fresh.map((one) => commentHeard(one, { fetched, now, before, answers: answers(one) })))
  }
  const have = Object.fromEntries(counted.map(({ id, item }) => [print(id), item.comments ?? 0]))
  const unasked = Object.fromEntries(waiting.map(({ id }) => [print(id), counts[print(id)] ?? 0]))
  return { heard, cursor: { ...(counted.length > 0 && { comments: { memory }, counts: { ...have, ...unasked } }) } }
}

/** A post's feed holds its older comments too, which we never saw because nobody had asked for them. */
const isNew = ({ item, news }: News, before: Cursor | undefined): boolean =>
  news === 'changed' || item.published === undefined || item.published.getTime() >= connectedAt(before) - clockSkewMs

const connectedAt = (before: Cursor | undefined): number => (before ? Date.parse(before.since) : 0)
/** Feeds count in seconds, and their clocks differ from ours. */
const clockSkewMs = 60_000

function commentHeard(
  { id, item, news }: News,
  { fetched, now, before, answers }: { fetched: Fetched; now: Date; before: Cursor | undefined; answers: Answers },
): Heard {
  const { feed, url } = fetched
  const lookedAt = before ? { lookedAt: new Date(before.at) } : {}
  return translate(item, { id, feed, feedUrl: url, now, changed: news === 'changed', answers, ...lookedAt })
}
