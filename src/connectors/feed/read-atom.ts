import type { AtomFeed } from 'feedsmith'
import type { HeardMedia } from '../connector.ts'
import { authorOf, bodyOf, linkWith, mediaKind, namedAuthors, present, titleOf, withoutRepeats } from './common.ts'
import { parseDate } from './dates.ts'
import { readMedia } from './media.ts'
import { readHints } from './pace-hints.ts'
import type { FeedAuthor, FeedItem, ParsedFeed } from './parsed.ts'
import { absolute, innermost } from './urls.ts'

type Atom = AtomFeed.Feed<string>
type Entry = AtomFeed.Entry<string>
type Text = AtomFeed.Content

/** Atom 1.0 (RFC 4287) and 0.3, threads (RFC 4685), pages and archives (RFC 5005). */
export function readAtom(feed: Atom, url: string): ParsedFeed {
  const base = innermost(url, feed.xml?.base)
  return {
    format: 'atom',
    ...present({
      id: feed.id,
      title: plainText(feed.title),
      homeUrl: linkWith(feed.links, 'alternate', base),
      imageUrl: absolute(feed.logo ?? feed.icon, base),
      language: feed.xml?.lang,
      author: atomAuthors(feed.authors, base)[0],
      generator: feed.generator?.uri ?? feed.generator?.text,
      olderUrl: linkWith(feed.links, 'prev-archive', base) ?? linkWith(feed.links, 'next', base),
    }),
    complete: false,
    hints: readHints(feed),
    items: (feed.entries ?? []).map((entry) => atomEntry(entry, base)),
  }
}

function atomEntry(entry: Entry, feedBase: string): FeedItem {
  const outer = innermost(feedBase, entry.xml?.base)
  const said = [entry.content, entry.summary].find((text) => text?.value)
  const authors = atomAuthors(entry.authors ?? entry.source?.authors, outer)
  return {
    ...present({
      guid: entry.id,
      link: linkWith(entry.links, 'alternate', outer),
      title: plainText(entry.title),
      body: bodyOfText(said) ?? bodyOf(entry.media?.groups?.[0]?.description?.value),
      published: parseDate(entry.published ?? entry.dc?.dates?.[0]),
      updated: parseDate(entry.updated),
      language: said?.xml?.lang ?? entry.xml?.lang,
      inReplyTo: entry.thr?.inReplyTos?.[0]?.ref,
      commentsFeed: absolute(entry.links?.find(isReplies)?.href ?? entry.wfw?.commentRss, outer),
      comments: entry.thr?.total ?? entry.links?.find(isReplies)?.thr?.count ?? entry.slash?.comments,
    }),
    base: innermost(outer, said?.xml?.base),
    authors: authors.length > 0 ? authors : namedAuthors((entry.dc?.creators ?? []).map(authorOf)),
    media: withoutRepeats([...enclosed(entry, outer), ...readMedia(entryMedia(entry), outer)]),
    raw: entry,
  }
}

const isReplies = ({ rel, type }: NonNullable<Entry['links']>[number]): boolean =>
  rel === 'replies' && (type ?? 'application/atom+xml') === 'application/atom+xml'

const entryMedia = ({ media, itunes }: Entry) => present({ media, itunes })

const enclosed = (entry: Entry, base: string): HeardMedia[] =>
  (entry.links ?? []).flatMap((link) => {
    const url = link.rel === 'enclosure' ? absolute(link.href, base) : undefined
    if (!url) return []
    const bytes = link.length && link.length > 1 ? link.length : undefined
    return [{ kind: mediaKind(link.type, url), url, ...present({ mime: link.type, bytes, name: link.title }) }]
  })

const atomAuthors = (people: Entry['authors'], base: string): FeedAuthor[] =>
  namedAuthors(
    (people ?? []).map(({ name, email, uri }) =>
      present({ name: titleOf(name), email: email?.toLowerCase(), url: absolute(uri, base) }),
    ),
  )

/** Of type `text` a bracket is a bracket; the default is text, but Atom 0.3 named it by MIME type. */
const isMarkup = ({ type, value }: Text): boolean =>
  type === undefined ? /<\w+[\s/>]|&\w+;/.test(value ?? '') : /html/i.test(type)

const plainText = (text: Text | undefined): string | undefined =>
  text && (isMarkup(text) ? titleOf(text.value) : text.value?.replace(/\s+/g, ' ').trim() || undefined)

function bodyOfText(text: Text | undefined): FeedItem['body'] {
  if (!text?.value) return undefined
  return isMarkup(text) ? { html: text.value } : { text: text.value }
}
