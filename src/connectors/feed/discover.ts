import { Parser } from 'htmlparser2'
import type { Context } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { type Fetched, feedIn, fetchDocument, fetchWhole } from './fetch-feed.ts'
import { absolute } from './urls.ts'

/** A feed named by a page. */
export interface Named {
  url: string
  ofComments: boolean
}

/** The feeds that a page names in its head (https://www.rssboard.org/rss-autodiscovery), in its order. */
export function namedFeeds(page: string, pageUrl: string): Named[] {
  const found: Named[] = []
  let base = pageUrl
  const parser = new Parser({
    onopentag: (name, { rel, type, href, title }) => {
      if (name === 'base') base = absolute(href, base) ?? base
      const url = name === 'link' && /\b(?:alternate|feed)\b/i.test(rel ?? '') && feedType.test(type ?? '') && href
      const whole = url ? absolute(url, base) : undefined
      if (whole) found.push({ url: whole, ofComments: commentsFeed.test(`${title ?? ''} ${whole}`) })
    },
  })
  parser.end(page.slice(0, 1_000_000))
  return found
}

const feedType = /^\s*(?:application|text)\/(?:rss|atom|rdf|feed|x-atom)?\+?(?:xml|json)\b/i
const commentsFeed = /comment|coment/i

/** Where feeds usually are when nobody says where. */
const usualPaths = ['feed/', 'feed', 'rss', 'rss.xml', 'feed.xml', 'atom.xml', 'index.xml', 'feed.json']

/** The feed at an address or named by the page there, and the comments feed that page names. */
export async function discover(context: Context, url: string): Promise<(Fetched & { comments?: string }) | undefined> {
  const answer = await fetchDocument(context, url)
  const here = await feedIn(context, answer, url)
  if (here) return here
  const named = namedFeeds(answer.text(), answer.url)
  const comments = named.find(({ ofComments }) => ofComments)?.url
  const posts = named.filter(({ ofComments }) => !ofComments).slice(0, 3)
  const guesses = named.length > 0 ? [] : usualPaths.flatMap((path) => besideAndAtRoot(path, answer.url))
  for (const candidate of [...posts.map((one) => one.url), ...new Set(guesses)]) {
    const fetched = await tried(context, candidate)
    if (fetched) return { ...fetched, ...(comments !== undefined && { comments }) }
  }
  return undefined
}

function besideAndAtRoot(path: string, pageUrl: string): string[] {
  const beside = new URL(pageUrl)
  beside.search = ''
  beside.hash = ''
  if (!beside.pathname.endsWith('/')) beside.pathname += '/'
  return [new URL(path, beside).href, new URL(`/${path}`, beside).href]
}

/** The feed at an address if there is one; that there is none is no failure here, being told to wait is. */
export async function tried(context: Context, url: string): Promise<Fetched | undefined> {
  try {
    return await fetchWhole(context, url)
  } catch (error) {
    if (!(error instanceof ConnectorFailure) || error.kind === 'rate-limited') throw error
    return undefined
  }
}
