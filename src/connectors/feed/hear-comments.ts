import { words } from '../../lib/words.ts'
import type { Context, Heard } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { type Answers, answersOf, postsFor } from './comments.ts'
import type { Cursor } from './cursor.ts'
import { type Fetched, fetchWhole } from './fetch-feed.ts'
import { type Identified, identify, print } from './identify.ts'
import { emptyMark, look } from './look.ts'
import { compare, type News } from './memory.ts'
import type { Settings } from './settings.ts'
import { translate } from './translate.ts'

interface Looking {
  wanted: Settings
  before: Cursor | undefined
  lookedAt: Date | undefined
  /** The feed of posts, when it has changed. */
  posts: Fetched | undefined
  /** Its address. */
  url: string
}

interface HeardComments {
  heard: Heard[]
  cursor: Pick<Cursor, 'comments' | 'counts' | 'commentsLost'>
}

/** New comments, from the feed of all of them or from those of the posts that have more than before. */
export async function hearComments(context: Context, at: Looking): Promise<HeardComments> {
  const { wanted } = at
  if (!wanted.includeComments) return { heard: [], cursor: {} }
  try {
    return wanted.commentsUrl ? await fromAll(context, at, wanted.commentsUrl) : await fromEach(context, at)
  } catch (error) {
    if (!(error instanceof ConnectorFailure) || context.signal.aborted) throw error
    return withoutComments(error, at)
  }
}

/** The posts were heard; that the comments were not is said once, and they are tried again at the next look. */
function withoutComments(error: ConnectorFailure, { before, wanted, url }: Looking): HeardComments {
  const reason = words('feed.comments-lost', { url: wanted.commentsUrl || url })
  const refused: Heard = { kind: 'refused', reason, excerpt: `${error.kind}: ${error.words.key}` }
  return { heard: before?.commentsLost ? [] : [refused], cursor: { ...asBefore(before), commentsLost: true } }
}

const asBefore = (before: Cursor | undefined) => ({
  ...(before?.comments && { comments: before.comments }),
  ...(before?.counts && { counts: before.counts }),
})

async function fromAll(context: Context, at: Looking, url: string): Promise<HeardComments> {
  const { fetched, news, state } = await look(context, url, { state: at.before?.comments, at: at.lookedAt })
  if (!fetched) return { heard: [], cursor: { comments: state } }
  const said = news.filter(({ id }) => !id.startsWith(emptyMark))
  const posts = await postsFor(context, at.url, at.posts, said)
  const heard = said.map((one) => commentHeard(context, one, fetched, at, answersOf(one.item, posts)))
  return { heard, cursor: { comments: state } }
}

/** At most so many posts are asked for their comments at one look; the others wait for the next. */
const postsAtOnce = 5

async function fromEach(context: Context, at: Looking): Promise<HeardComments> {
  const { before, posts } = at
  if (!posts) return { heard: [], cursor: asBefore(before) }
  const counted = identify(posts.feed.items).filter(({ item }) => item.commentsFeed && item.comments !== undefined)
  if (counted.length === 0) return { heard: [], cursor: {} }
  const counts = before?.counts
  const grown = counts ? counted.filter(({ id, item }) => (item.comments ?? 0) > (counts[print(id)] ?? 0)) : []
  const heard: Heard[] = []
  let memory = before?.comments?.memory ?? []
  for (const post of grown.slice(0, postsAtOnce)) {
    const read = await commentsOn(context, post, memory, at)
    heard.push(...read.heard)
    memory = read.memory
  }
  const have = counted.map(({ id, item }) => [print(id), item.comments ?? 0] as const)
  const waiting = grown.slice(postsAtOnce).map(({ id }) => [print(id), counts?.[print(id)] ?? 0] as const)
  return { heard, cursor: { comments: { memory }, counts: Object.fromEntries([...have, ...waiting]) } }
}

async function commentsOn(context: Context, { id, item }: Identified, memory: string[], at: Looking) {
  const fetched = await fetchWhole(context, item.commentsFeed ?? '')
  const compared = compare(memory, identify(fetched.feed.items))
  const news = compared.news.filter((one) => one.news !== 'known' && isNew(one, at.before))
  const heard = news.map((one) =>
    commentHeard(context, one, fetched, at, { parent: one.item.inReplyTo ?? id, root: id }),
  )
  return { heard, memory: compared.memory }
}

/** A post's feed holds its older comments too, which we never saw because nobody had asked for them. */
const isNew = ({ item, news }: News, before: Cursor | undefined): boolean =>
  news === 'changed' || item.published === undefined || item.published.getTime() >= connectedAt(before) - clockSkewMs

const connectedAt = (before: Cursor | undefined): number => (before ? Date.parse(before.since) : 0)
/** Feeds count in seconds, and their clocks differ from ours. */
const clockSkewMs = 60_000

function commentHeard(
  context: Context,
  { id, item, news }: News,
  { feed, url }: Fetched,
  { lookedAt }: Looking,
  answers: Answers,
): Heard {
  const changed = news === 'changed'
  return translate(item, {
    id,
    feed,
    feedUrl: url,
    now: context.now(),
    changed,
    answers,
    ...(lookedAt && { lookedAt }),
  })
}
