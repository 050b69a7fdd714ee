import { words } from '../../lib/words.ts'
import type { Account, Context, Found } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { findComments } from './comments.ts'
import { discover } from './discover.ts'
import type { Fetched } from './fetch-feed.ts'
import { identify } from './identify.ts'
import { pace } from './pace.ts'
import type { ParsedFeed } from './parsed.ts'
import { settings, writtenAddress } from './settings.ts'
import { authorOf } from './translate.ts'

/** Finds the feed at the address or named by the page there, keeps where it is, and says what is in it. */
export async function tryOut(context: Context): Promise<Found> {
  const wanted = settings.parse(context.settings)
  const url = writtenAddress(wanted.url)
  const found = await discover(context, url)
  if (!found) throw new ConnectorFailure('invalid', words('feed.none-found', { url }))
  const comments = wanted.includeComments ? await findComments(context, found, found.comments) : undefined
  const kept = { url: found.movedTo ?? found.asked, commentsUrl: comments ?? '' }
  if (kept.url !== wanted.url || kept.commentsUrl !== wanted.commentsUrl) await context.keepSettings(kept)
  const again = pace(found.feed, found.headers, context.now())
  return {
    account: accountOf(context, found, wanted.ours),
    hears: [
      postsHeard(found.feed),
      ...(wanted.includeComments ? commentsHeard(found.feed, comments) : []),
      ...(wanted.onlyMatches ? [words('feed.hears-matches')] : []),
    ],
    says: [],
    limits: [words('feed.cannot-answer'), paceWords(found.feed, again), ...reach(found.feed, context.now())],
  }
}

function accountOf(context: Context, { feed, url }: Fetched, ours: boolean): Account {
  const standing = { id: '', feed, feedUrl: url, now: context.now() }
  const authors = feed.items.map((item) => authorOf(item, standing, false).externalId)
  return {
    externalId: context.account?.externalId ?? feed.id ?? url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, ''),
    name: feed.title ?? new URL(url).hostname,
    url: feed.homeUrl ?? url,
    ...(feed.imageUrl !== undefined && { avatarUrl: feed.imageUrl }),
    ourIds: ours ? [...new Set(authors)].slice(0, 100) : [],
  }
}

function postsHeard({ items }: ParsedFeed) {
  const episodes = items.filter(({ media }) => media.some(({ kind }) => kind === 'audio' || kind === 'video'))
  const isPodcast = items.length > 0 && episodes.length > items.length / 2
  return words(isPodcast ? 'feed.hears-episodes' : 'feed.hears-posts', { count: identify(items).length })
}

function commentsHeard({ items }: ParsedFeed, comments: string | undefined) {
  if (comments) return [words('feed.hears-comments')]
  const byPost = items.some(({ commentsFeed, comments }) => commentsFeed && comments !== undefined)
  return byPost ? [words('feed.hears-comments-by-post')] : []
}

function paceWords({ complete }: ParsedFeed, againInMs: number) {
  const minutes = Math.round(againInMs / 60_000)
  if (complete) return words('feed.over')
  return minutes < 90 ? words('feed.pace', { minutes }) : words('feed.pace-hours', { hours: Math.round(minutes / 60) })
}

function reach({ items, olderUrl }: ParsedFeed, now: Date) {
  const times = items.flatMap(({ published, updated }) => (published ?? updated)?.getTime() ?? [])
  if (times.length === 0 || olderUrl) return []
  return [words('feed.goes-back', { days: Math.max(0, Math.floor((now.getTime() - Math.min(...times)) / 86_400_000)) })]
}
