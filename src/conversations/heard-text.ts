import type { HeardAuthor, HeardMedia, Visibility } from '../connectors/index.ts'
import type { SafeHtml } from '../lib/html.ts'
import type { Json } from '../lib/json.ts'
import type { Judgement, Reading } from '../reading/index.ts'

/** A heard message that intake has cleaned and sanitised: what conversations store. */
export interface HeardText {
  externalId: string
  parentExternalId: string | null
  rootExternalId: string | null
  author: HeardAuthor
  subject: string | null
  text: string
  html: SafeHtml | null
  media: HeardMedia[]
  visibility: Visibility
  language: string | null
  url: string | null
  saidAt: Date
  editedAt: Date | null
  counts: { replies?: number; likes?: number; shares?: number } | null
  moderation: string | null
  concernsUs: boolean
  mentions: string[]
  replyKey: Json | null
}

/** What was understood of a batch before it is stored; what is missing is read later. */
export interface Understood {
  /** By the messages' external ids. */
  readings: ReadonlyMap<string, Reading>
  /** By the messages' external ids, the topics they are likely to be about, by their own ids. */
  topics: ReadonlyMap<string, readonly Judgement<string>[]>
  /** Which reader that was. */
  version: string
}
