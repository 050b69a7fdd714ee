import { words } from '../../lib/words.ts'
import type { Context, HttpAnswer } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import type { ParsedFeed } from './parsed.ts'
import { readFeedApart } from './read-apart.ts'

/** What the server said of the last document, to be asked whether it still holds (RFC 9110, 13). */
export interface Validators {
  url: string
  etag?: string
  lastModified?: string
}

/** A feed as it came. */
export interface Fetched {
  feed: ParsedFeed
  /** Where it came from after redirects, and where it was asked for. */
  url: string
  asked: string
  movedTo: string | undefined
  headers: Headers
  validators: Validators | undefined
}

const accept =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5'

export async function fetchDocument(context: Context, url: string, since?: Validators): Promise<HttpAnswer> {
  const headers: Record<string, string> = { accept }
  if (since?.url === url && since.etag) headers['if-none-match'] = since.etag
  if (since?.url === url && since.lastModified) headers['if-modified-since'] = since.lastModified
  return await context.http.request(url, { headers, accept: [304], signal: context.signal })
}

/** The feed at an address; `unchanged` with headers when it is what it was. Throws `invalid` when there is no feed. */
export async function fetchFeed(
  context: Context,
  url: string,
  since?: Validators,
): Promise<Fetched | { unchanged: Headers }> {
  const answer = await fetchDocument(context, url, since)
  if (answer.status === 304) return { unchanged: answer.headers }
  const fetched = await feedIn(context, answer, url)
  if (!fetched) throw new ConnectorFailure('invalid', words('feed.not-a-feed', { url }))
  return fetched
}

/** The same without conditions. */
export async function fetchWhole(context: Context, url: string): Promise<Fetched> {
  const fetched = await fetchFeed(context, url)
  if ('unchanged' in fetched) throw new ConnectorFailure('temporary', words('feed.not-a-feed', { url }))
  return fetched
}

export async function feedIn(context: Context, answer: HttpAnswer, asked: string): Promise<Fetched | undefined> {
  const { headers, url, body, movedTo } = answer
  const document = { url, body, contentType: headers.get('content-type') ?? '' }
  const feed = await readFeedApart(document, context.signal)
  return feed && { feed, url, asked, movedTo, headers, validators: validatorsOf(headers, asked) }
}

/**
 * None while the document is fresh: servers date by the second and make their ETags of the date (WordPress does), so that
 * what is said in the same second as our last look would stay unseen until somebody says something else.
 */
function validatorsOf(headers: Headers, url: string): Validators | undefined {
  const [etag, lastModified] = [headers.get('etag'), headers.get('last-modified')]
  const at = Date.parse(headers.get('date') ?? '') || Date.now()
  if (lastModified && at - Date.parse(lastModified) < settledMs) return undefined
  return etag || lastModified ? { url, ...(etag && { etag }), ...(lastModified && { lastModified }) } : undefined
}

const settledMs = 60_000
