import type { Abuse, Intent, Sentiment, Urgency } from '../../reading/index.ts'
import type { FactField } from './query.ts'

/** What a message is to the queries. What is not known is left out, and a condition on it does not hold. */
export interface Listened {
  subject?: string | undefined
  /** As a person sees it: no markup. */
  text: string
  author?: { name?: string | undefined; handle?: string | undefined } | undefined
  /** The handles or mail addresses it is addressed to, as the network says: those it answers, names or is sent to. */
  to?: readonly string[] | undefined
  /** Addresses that the network marks as links; those written in the text are found there. */
  links?: readonly string[] | undefined
  /** Hashtags or categories that the network marks, without `#`; those written in the text are found there. */
  hashtags?: readonly string[] | undefined
  network: string
  /** The id of the window. */
  channel: string
  language?: string | undefined
  sentiment?: Sentiment | undefined
  intents?: readonly Intent[] | undefined
  urgency?: Urgency | undefined
  abuse?: Abuse | undefined
  /** The ids of the organisation's topics. */
  topics?: readonly string[] | undefined
  isReply?: boolean | undefined
  /** We said it ourselves. */
  isMine?: boolean | undefined
  hasImage?: boolean | undefined
  hasVideo?: boolean | undefined
  followers?: number | undefined
}

/** What queries ask for, as far as can be told at a glance: what none of them asks for need not be looked at closely. */
export interface Watched {
  /** Whether any may ask for the word that stands in a text from here to there. */
  mayAsk(text: string, from: number, to: number): boolean
  asksOf(field: FactField): boolean
}

/** A message cut into places, once, for any number of queries. Made by `toDocument`. */
export interface Document {
  /** By `at`, which rises: by one within the subject and within the text, and further from the one to the other. */
  places: readonly Place[]
  /** Keys of what the network marks but the text does not say; they stand nowhere, so no phrase or NEAR finds them. */
  loose: readonly string[]
  /** `field:value`, without repeats. */
  facts: readonly string[]
  followers?: number
}

/** Where one word, hashtag, handle or emoji stands. */
export interface Place {
  at: number
  /** What it is found by: the folded word (of a hashtag or a handle, without its mark), or the emoji. */
  key: string
  /** What else it is found by: `#iberia`, `@iberia`, `@lucas@example.org`; of a stretched word its shorter forms. */
  also: readonly string[]
  /** As it was written, without its mark: what `exact` compares. */
  written: string
  mark: '' | '#' | '@'
}

/** How much of a message is looked at; the rest of a longer one is not. */
export const bounds = {
  characters: 100_000,
  /** A longer word counts by its beginning. */
  word: 64,
  /** Facts of one kind: links, handles it is addressed to. */
  facts: 100,
  /** The distance from the end of the subject to the beginning of the text: wider than any NEAR reaches. */
  gap: 1_000,
} as const
