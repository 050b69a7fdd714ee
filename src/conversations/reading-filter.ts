import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Abuse, abuses, type Intent, intents, type Sentiment, sentiments } from '../reading/index.ts'

/** What of readings a list is narrowed to: of what was said in a conversation since we last spoke. */
export interface ReadingFilter {
  mood?: Sentiment | undefined
  intent?: Intent | undefined
  /** 2 is "today or sooner"; the others are themselves. */
  urgency?: 0 | 1 | 2 | 3 | undefined
  /** `any` is everything but none. */
  abuse?: Abuse | 'any' | undefined
  /** ISO 639-1, or `und`. */
  lang?: string | undefined
  /** By its name, capitals or not. */
  topic?: string | undefined
}

const blank = z.literal('').transform(() => undefined)

/** As an address says it. */
export const readingAsked = z.object({
  mood: z.union([blank, z.enum(sentiments)]).optional(),
  intent: z.union([blank, z.enum(intents)]).optional(),
  urgency: z.union([blank, z.enum(['0', '1', '2', '3']).transform((text) => urgencyOf(text))]).optional(),
  abuse: z.union([blank, z.enum([...abuses, 'any'])]).optional(),
  lang: z.union([blank, z.string().regex(/^[a-z]{2,3}$/)]).optional(),
  topic: z.union([blank, z.string().max(60)]).optional(),
})

const urgencyOf = (text: '0' | '1' | '2' | '3'): 0 | 1 | 2 | 3 =>
  text === '0' ? 0 : text === '1' ? 1 : text === '2' ? 2 : 3

export const readingNames = ['mood', 'intent', 'urgency', 'abuse', 'lang', 'topic'] as const

/** Conditions on `conversations c`. Written out, not bound: PostgreSQL then knows which index holds the rare ones. */
export function readingConditions(filter: ReadingFilter): RawBuilder<unknown>[] {
  const { mood, intent, urgency, abuse, lang, topic } = filter
  return [
    ...(mood ? [sql`c.mood = ${sql.lit(sentiments.indexOf(mood) - 1)}`] : []),
    ...(intent ? [sql`c.intents & ${sql.lit(1 << intents.indexOf(intent))} <> 0`] : []),
    ...(urgency === undefined
      ? []
      : [urgency === 2 ? sql`c.urgency >= 2` : sql`c.urgency = ${sql.lit(urgency)} and c.mood is not null`]),
    ...(abuse
      ? [abuse === 'any' ? sql`c.abuse >= 1` : sql`c.abuse = ${sql.lit(abuses.indexOf(abuse))} and c.mood is not null`]
      : []),
    ...(lang ? [sql`c.language = ${sql.lit(lang)}`] : []),
    ...(topic ? [about(topic)] : []),
  ]
}

/** Conversations with a message about it, as people say or as is suggested. */
const about = (topic: string): RawBuilder<unknown> => sql`c.id in (
  select m.conversation_id from topics t join message_topics k on k.topic_id = t.id and k.says <> 'no'
  join messages m on m.id = k.message_id where lower(t.name) = lower(${topic}) and t.removed_at is null)`
