import { z } from 'zod'
import type { Json } from '../../lib/json.ts'
import type { Batch, Context, Heard } from '../connector.ts'
import { answersOf, postsFor } from './comments.ts'
import { tried } from './discover.ts'
import { type Fetched, fetchWhole } from './fetch-feed.ts'
import { type Identified, identify, isEmpty, print } from './identify.ts'
import { olderPage } from './older-page.ts'
import type { FeedItem, ParsedFeed } from './parsed.ts'
import { type Settings, settings, writtenAddress } from './settings.ts'
import { refusal, translate } from './translate.ts'

const feedToRead = z.object({
  url: z.string(),
  /** `posts`, `comments` on all of them, or the id of the post whose comments these are. */
  of: z.string(),
})
type FeedToRead = z.infer<typeof feedToRead>

/** Where history goes on. */
const schema = z.object({
  reading: feedToRead,
  page: z.number(),
  /** A print of the page before: a site that answers every page with the same one has no more. */
  last: z.string().exactOptional(),
  /** The feeds to read when this one has no more pages. */
  later: z.array(feedToRead),
})
type Place = z.infer<typeof schema>

const maxPages = 500
const maxFeeds = 300

/** One page of what was said since a moment; feeds that have archives or pages (RFC 5005) are followed back in them. */
export async function history(context: Context, given: Json | undefined, since: Date): Promise<Batch> {
  const wanted = settings.parse(context.settings)
  const place = given === undefined || given === null ? beginning(wanted) : schema.parse(given)
  const first = place.reading.of === 'posts' && place.page === 1
  const fetched = first ? await fetchWhole(context, place.reading.url) : await tried(context, place.reading.url)
  if (!fetched) return onward(place.later, [])
  const now = context.now()
  const items = identify(fetched.feed.items).filter(({ item }) => isSince(item, since, now))
  const heard = [...(await hearPage(context, place, fetched, items, wanted)), ...refusedIn(fetched.feed, since, now)]
  const seen = print(...identify(fetched.feed.items).map(({ id }) => id))
  const older =
    items.length > 0 && seen !== place.last && place.page < maxPages ? olderPage(fetched, place.page) : undefined
  const later = [...place.later, ...commentsOn(place, items, wanted)].slice(0, maxFeeds)
  if (!older) return onward(later, heard)
  const next: Place = { reading: { ...place.reading, url: older }, page: place.page + 1, last: seen, later }
  return { heard, cursor: next, more: true }
}

function beginning({ url, includeComments, commentsUrl }: Settings): Place {
  const comments = includeComments && commentsUrl ? [{ url: commentsUrl, of: 'comments' }] : []
  return { reading: { url: writtenAddress(url), of: 'posts' }, page: 1, later: comments }
}

function onward([reading, ...later]: FeedToRead[], heard: Heard[]): Batch {
  return reading ? { heard, cursor: { reading, page: 1, later }, more: true } : { heard, cursor: null, more: false }
}

/** What has no date may be of any time, and is taken to be of now. */
function isSince({ published, updated }: FeedItem, since: Date, now: Date): boolean {
  const moments = [published, updated].flatMap((moment) => moment ?? [])
  return (moments.length > 0 ? moments : [now]).some((moment) => moment >= since)
}

async function hearPage(
  context: Context,
  { reading }: Place,
  { feed, url }: Fetched,
  items: Identified[],
  wanted: Settings,
): Promise<Heard[]> {
  const now = context.now()
  const standing = { feed, feedUrl: url, now }
  if (reading.of === 'posts')
    return items.map(({ id, item }) => translate(item, { ...standing, id, ...(wanted.ours && { concernsUs: false }) }))
  if (reading.of !== 'comments')
    return items.map(({ id, item }) => {
      const answers = { parent: item.inReplyTo ?? reading.of, root: reading.of }
      return translate(item, { ...standing, id, answers })
    })
  const posts = await postsFor(context, writtenAddress(wanted.url), undefined, items)
  return items.map(({ id, item }) => translate(item, { ...standing, id, answers: answersOf(item, posts) }))
}

const refusedIn = ({ items }: ParsedFeed, since: Date, now: Date): Heard[] =>
  items
    .filter((item) => isEmpty(item) && isSince(item, since, now))
    .slice(0, 20)
    .map((item) => refusal(item))

/** The comments feeds of the posts on this page, where there is no feed of all comments. */
function commentsOn({ reading }: Place, items: Identified[], { includeComments, commentsUrl }: Settings): FeedToRead[] {
  if (reading.of !== 'posts' || !includeComments || commentsUrl) return []
  return items.flatMap(({ id, item }) =>
    item.commentsFeed && item.comments !== 0 ? [{ url: item.commentsFeed, of: id }] : [],
  )
}
