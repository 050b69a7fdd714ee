import type { RdfFeed, RssFeed } from 'feedsmith'
import { authorOf, bodyOf, linkWith, namedAuthors, present, titleOf } from './common.ts'
import { parseDate } from './dates.ts'
import { readMedia } from './media.ts'
import { readHints } from './pace-hints.ts'
import type { FeedAuthor, FeedItem, ParsedFeed } from './parsed.ts'
import { absolute, innermost } from './urls.ts'

type Rss = RssFeed.Feed<string>
type Rdf = RdfFeed.Feed<string>
type RssItem = RssFeed.Item<string>
type RdfItem = RdfFeed.Item<string>

/** RSS 0.91 to 2.0 (https://www.rssboard.org/rss-specification), with the namespaces podcasts and blogs use. */
export function readRss(feed: Rss, url: string): ParsedFeed {
  const base = innermost(url, feed.xml?.base)
  const { dc, itunes, managingEditor } = feed
  const author = namedAuthors([managingEditor, authorOf(itunes?.author), ...(dc?.creators ?? []).map(authorOf)])[0]
  return {
    format: 'rss',
    ...shared(feed, base),
    ...present({
      imageUrl: absolute(itunes?.image ?? feed.image?.url, base),
      language: feed.language ?? dc?.languages?.[0] ?? feed.xml?.lang,
      author: author && asAuthor(author),
      generator: feed.generator,
      newUrl: absolute(itunes?.newFeedUrl, base),
    }),
    complete: itunes?.complete ?? false,
    hints: readHints(feed),
    items: (feed.items ?? []).map((item) => rssItem(item, base, feed.xml?.base !== undefined)),
  }
}

/** RSS 0.90 and 1.0, which are RDF (https://web.resource.org/rss/1.0/spec). */
export function readRdf(feed: Rdf, url: string): ParsedFeed {
  const base = innermost(url, feed.xml?.base)
  const author = namedAuthors((feed.dc?.creators ?? []).map(authorOf))[0]
  return {
    format: 'rdf',
    ...shared(feed, base),
    ...present({
      imageUrl: absolute(feed.image?.url, base),
      language: feed.dc?.languages?.[0] ?? feed.xml?.lang,
      author,
      generator: undefined,
    }),
    complete: false,
    hints: readHints(feed),
    items: (feed.items ?? []).map((item) => rdfItem(item, base, feed.xml?.base !== undefined)),
  }
}

const shared = (feed: Rss | Rdf, base: string) =>
  present({
    title: titleOf(feed.title ?? feed.dc?.titles?.[0]),
    homeUrl: absolute(feed.link, base) ?? linkWith(feed.atom?.links, 'alternate', base),
    olderUrl: linkWith(feed.atom?.links, 'prev-archive', base) ?? linkWith(feed.atom?.links, 'next', base),
  })

function rssItem(item: RssItem, feedBase: string, based: boolean): FeedItem {
  const base = innermost(feedBase, item.xml?.base)
  const { guid, itunes, dc, atom, thr } = item
  const permalink = guid?.isPermaLink !== false ? absolute(guid?.value, undefined) : undefined
  const link = absolute(item.link, base) ?? permalink ?? linkWith(atom?.links, 'alternate', base)
  const said = item.content?.encoded ?? item.description ?? atom?.content?.value ?? itunes?.summary
  return {
    ...present({
      guid: guid?.value ?? atom?.id,
      link,
      title: titleOf(item.title ?? itunes?.title ?? dc?.titles?.[0] ?? item.media?.title?.value),
      body: bodyOf(said ?? atom?.summary?.value ?? item.media?.description?.value ?? dc?.descriptions?.[0]),
      published: parseDate(item.pubDate ?? dc?.dates?.[0] ?? atom?.published ?? item.dcterms?.created?.[0]),
      updated: parseDate(atom?.updated ?? item.dcterms?.modified?.[0]),
      language: dc?.languages?.[0] ?? item.xml?.lang,
      inReplyTo: thr?.inReplyTos?.[0]?.ref,
      commentsFeed: absolute(item.wfw?.commentRss, base),
      comments: item.slash?.comments,
    }),
    base: baseOfText(item, base, based, link),
    authors: rssAuthors(item),
    media: readMedia(item, base),
    raw: item,
  }
}

/** RSS does not say what addresses in a text are relative to; without an xml:base they are so to the page it is of. */
const baseOfText = (item: RssItem | RdfItem, base: string, based: boolean, link: string | undefined): string =>
  based || item.xml?.base !== undefined ? base : (link ?? base)

function rssAuthors({ authors, dc, itunes, atom, media }: RssItem): FeedAuthor[] {
  const ofAtom = (atom?.authors ?? []).map((one) => present({ name: one.name, email: one.email, url: one.uri }))
  const written = [...(dc?.creators ?? []), itunes?.author, media?.credits?.[0]?.value].map(authorOf)
  const first = namedAuthors((authors ?? []).map(asAuthor))
  return namedAuthors(
    first.length > 0 ? first : [...ofAtom, ...written].slice(0, Math.max(1, dc?.creators?.length ?? 1)),
  )
}

const asAuthor = ({
  name,
  email,
  link,
  url,
}: {
  name?: string
  email?: string
  link?: string
  url?: string
}): FeedAuthor => present({ name: titleOf(name), email: email?.toLowerCase(), url: link ?? url })

function rdfItem(item: RdfItem, feedBase: string, based: boolean): FeedItem {
  const base = innermost(feedBase, item.xml?.base)
  const link = absolute(item.link, base) ?? absolute(item.rdf?.about, base)
  const { dc } = item
  return {
    ...present({
      guid: item.rdf?.about ?? dc?.identifiers?.[0],
      link,
      title: titleOf(item.title ?? dc?.titles?.[0]),
      body: bodyOf(item.content?.encoded ?? item.description ?? dc?.descriptions?.[0]),
      published: parseDate(dc?.dates?.[0] ?? item.dcterms?.created?.[0]),
      updated: parseDate(item.dcterms?.modified?.[0]),
      language: dc?.languages?.[0] ?? item.xml?.lang,
      commentsFeed: absolute(item.wfw?.commentRss, base),
      comments: item.slash?.comments,
    }),
    base: baseOfText(item, base, based, link),
    authors: namedAuthors((dc?.creators ?? []).map(authorOf)),
    media: readMedia(item, base),
    raw: item,
  }
}
