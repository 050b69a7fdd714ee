import { z } from 'zod'
import { abuses, intents, sentiments } from '../../reading/index.ts'
import { at, id, share, who } from './common.ts'

const decidable = z.enum(['language', 'mood', 'intents', 'urgency', 'abuse'])
const intent = z.enum(intents)

export const reading = z
  .object({
    depth: z
      .enum(['whole', 'mood', 'language', 'none'])
      .describe('How far it could be read: all of it, its language and mood, its language only, not at all.'),
    language: z.string().describe('ISO 639-1, or `und`.'),
    mood: z.enum(sentiments),
    score: z.number().min(-1).max(1),
    intents: z.array(intent),
    urgency: z.number().int().min(0).max(3).describe('0 can wait, 1 as usual, 2 today, 3 now.'),
    abuse: z.enum(abuses),
    certainty: z.object({
      language: share,
      mood: share,
      urgency: share,
      abuse: share,
      intents: z.record(intent, share),
    }),
    corrections: z.array(z.object({ what: decidable, was: z.string(), becomes: z.string(), by: who, at })),
  })
  .meta({ id: 'Reading', description: 'What was understood of a message; where people corrected it, what they say.' })

export const correction = z.object({
  ...{ id, message_id: id, conversation_id: id, text: z.string() },
  ...{ what: decidable, was: z.string(), becomes: z.string(), by: who, at },
  undone: z.object({ by: who, at }).nullable(),
})

export const decision = z.object({
  language: z.string().optional(),
  mood: z.enum(sentiments).optional(),
  intents: z.array(intent).optional(),
  urgency: z.number().int().min(0).max(3).optional(),
  abuse: z.enum(abuses).optional(),
})

export const readingWithReasons = reading.extend({
  reasons: z
    .array(z.object({ of: z.string(), words: z.string(), rule: z.string().optional(), weight: z.number() }))
    .nullable()
    .describe(
      'The strongest first, in log-odds: `sentiment:negative`, `intent:complaint`… Null when nobody can tell now.',
    ),
})
