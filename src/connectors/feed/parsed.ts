import type { HeardMedia } from '../connector.ts'

/** A feed document as we use it, whatever its format. Every address in it is absolute. */
export interface ParsedFeed {
  format: 'rss' | 'rdf' | 'atom' | 'json'
  /** What the feed calls itself, for all time. */
  id?: string
  title?: string
  homeUrl?: string
  imageUrl?: string
  language?: string
  author?: FeedAuthor
  generator?: string
  /** Where older items are (RFC 5005 and JSON Feed). */
  olderUrl?: string
  /** Where the publisher says this feed now lives. */
  newUrl?: string
  /** Its publisher says it is over. */
  complete: boolean
  hints: PaceHints
  items: FeedItem[]
}

/** What a feed says of when to come back. */
export interface PaceHints {
  /** Nothing new before so many minutes have passed. */
  ttlMinutes?: number
  /** It changes about so often. */
  everyMinutes?: number
  /** Hours (UTC, 0–23) and days (0 is Sunday) when nobody writes. */
  skipHours: number[]
  skipDays: number[]
}

export interface FeedAuthor {
  name?: string
  email?: string
  url?: string
  avatarUrl?: string
}

export interface FeedItem {
  guid?: string
  /** Where a person can read it. */
  link?: string
  /** Plain text. */
  title?: string
  body?: { text: string } | { html: string }
  /** What relative addresses in the markup are relative to. */
  base: string
  published?: Date
  updated?: Date
  authors: FeedAuthor[]
  language?: string
  media: HeardMedia[]
  /** The id of what it answers (Atom threading, RFC 4685). */
  inReplyTo?: string
  /** The feed of its own comments, and how many there are. */
  commentsFeed?: string
  comments?: number
  /** As it came, for a person to look at when we cannot read it. */
  raw: unknown
}
