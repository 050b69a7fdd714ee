import type { JsonFeed } from 'feedsmith'
import type { HeardMedia } from '../connector.ts'
import { mediaKind, namedAuthors, present, titleOf, withoutRepeats } from './common.ts'
import { parseDate } from './dates.ts'
import { episodeName } from './media.ts'
import type { FeedAuthor, FeedItem, ParsedFeed } from './parsed.ts'
import { absolute } from './urls.ts'

type Json = JsonFeed.Feed<string>
type JsonItem = JsonFeed.Item<string>

/** JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function readJson(feed: Json, url: string): ParsedFeed {
  return {
    format: 'json',
    ...present({
      id: feed.feed_url,
      title: titleOf(feed.title),
      homeUrl: absolute(feed.home_page_url, url),
      imageUrl: absolute(feed.icon ?? feed.favicon, url),
      language: feed.language,
      author: jsonAuthors(feed.authors, url)[0],
      olderUrl: absolute(feed.next_url, url),
    }),
    complete: feed.expired ?? false,
    hints: { skipHours: [], skipDays: [] },
    items: (feed.items ?? []).map((item) => jsonItem(item, url)),
  }
}

function jsonItem(item: JsonItem, base: string): FeedItem {
  const text = item.content_text ?? item.summary
  return {
    ...present({
      guid: item.id,
      link: absolute(item.url ?? item.external_url, base) ?? absolute(item.id, undefined),
      title: titleOf(item.title),
      body: item.content_html !== undefined ? { html: item.content_html } : text !== undefined ? { text } : undefined,
      published: parseDate(item.date_published),
      updated: parseDate(item.date_modified),
      language: item.language,
    }),
    base,
    authors: jsonAuthors(item.authors, base),
    media: jsonMedia(item, base),
    raw: item,
  }
}

const jsonAuthors = (authors: JsonItem['authors'], base: string): FeedAuthor[] =>
  namedAuthors(
    (authors ?? []).map(({ name, url, avatar }) =>
      present({ name: titleOf(name), url: absolute(url, base), avatarUrl: absolute(avatar, base) }),
    ),
  )

function jsonMedia(item: JsonItem, base: string): HeardMedia[] {
  const attached = (item.attachments ?? []).flatMap((one): HeardMedia[] => {
    const url = absolute(one.url, base)
    if (!url) return []
    const name = episodeName(one.title, one.duration_in_seconds)
    return [
      { kind: mediaKind(one.mime_type, url), url, ...present({ mime: one.mime_type, bytes: one.size_in_bytes, name }) },
    ]
  })
  const picture = absolute(item.image, base)
  return withoutRepeats([...attached, ...(picture ? [{ kind: 'image' as const, url: picture }] : [])])
}
