/** What a message means, as far as a machine can say: the labels are those of `examples/README.md`. */
export interface Reading {
  /** ISO 639-1, or `und` where nobody could tell. */
  language: Judgement<string>
  depth: Depth
  /** `score` is the mood from −1 to 1: the probability of positive less that of negative. */
  sentiment: Judgement<Sentiment> & { score: number }
  /** Those that hold, the likeliest first; `other` when none does, and then alone. */
  intents: readonly Judgement<Intent>[]
  urgency: Judgement<Urgency>
  abuse: Judgement<Abuse>
}

/** A value and its calibrated probability, 0 to 1. */
export interface Judgement<Value> {
  value: Value
  p: number
}

/** How far a message could be read: all of it (Spanish, English), its language and mood, its language only. */
export const depths = ['whole', 'mood', 'language'] as const
export type Depth = (typeof depths)[number]

export const sentiments = ['negative', 'neutral', 'positive'] as const
export type Sentiment = (typeof sentiments)[number]

export const intents = ['complaint', 'question', 'suggestion', 'praise', 'thanks', 'purchase', 'spam', 'other'] as const
export type Intent = (typeof intents)[number]

/** 0 can wait, 1 as usual, 2 today, 3 now. */
export const urgencies = [0, 1, 2, 3] as const
export type Urgency = (typeof urgencies)[number]

/** From the harmless to the gravest. */
export const abuses = ['none', 'profanity', 'insult', 'hate', 'threat'] as const
export type Abuse = (typeof abuses)[number]

/** What is to be read. */
export interface Said {
  /** As a person sees it: no markup. */
  text: string
  /** The language the network says it is in, which is a hint and often wrong. */
  language?: string
  /** How often each language was said at this window, 0 to 1: two words alone tell little. */
  usual?: Readonly<Record<string, number>>
}

/** Why something was read so: words of the message, or a rule about them. */
export interface Reason {
  /** What it speaks for (or, with a negative weight, against): `sentiment:negative`, `intent:complaint`, `urgency:3`, `abuse:none`, `language:es`. */
  of: string
  /** As they stand in the message, from the first to the last of them. */
  words: string
  /** The message key of the rule, when it was one: `reading.cue.…`. */
  rule?: string
  /** In log-odds. */
  weight: number
}
