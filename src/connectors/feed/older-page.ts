import type { Fetched } from './fetch-feed.ts'

/** The page before this one: what the feed names, or the next number of a WordPress feed, which names none. */
export function olderPage({ feed, url }: Fetched, page: number): string | undefined {
  if (feed.olderUrl) return feed.olderUrl === url ? undefined : feed.olderUrl
  if (!/wordpress/i.test(feed.generator ?? '')) return undefined
  const next = new URL(url)
  next.searchParams.set('paged', String(page + 1))
  return next.href
}
