import { z } from 'zod'
import type { Operation } from './operation.ts'
import * as shape from './schemas.ts'

const id = z.uuid()
const named = z.object({ name: z.string().min(1).max(60) })
const topic = z.object({ id, name: z.string() })

const learned = z
  .object({
    in_use: z.boolean().describe('False when with it messages kept apart would be read worse.'),
    lessons: z.number().int(),
    at: z.iso.datetime(),
    figures: z.array(z.object({ what: z.string(), language: z.string(), shipped: z.number(), taught: z.number() })),
  })
  .nullable()
  .describe('What corrections came to; null while nobody made any.')

/** How messages are read, what people say otherwise, and what is learned from it. */
export const learning: readonly Operation[] = [
  {
    method: 'get',
    path: '/messages/:id/reading',
    about: 'How a message is read, and why',
    scope: 'read',
    answer: shape.readingWithReasons,
  },
  {
    method: 'put',
    path: '/messages/:id/reading',
    about: 'Says that a message is to be read otherwise; what is left out stays as it is',
    scope: 'reply',
    body: shape.decision,
    answer: shape.reading,
  },
  {
    method: 'delete',
    path: '/messages/:id/reading',
    about: 'Takes a correction back: of one thing, or all',
    scope: 'reply',
    query: z.object({ what: z.enum(['language', 'mood', 'intents', 'urgency', 'abuse']).optional() }),
    answer: shape.reading,
  },
  {
    method: 'post',
    path: '/messages/:id/topics',
    about: 'Says what a message is about; a new name makes a new topic',
    scope: 'reply',
    body: named,
    answer: shape.message,
  },
  {
    method: 'put',
    path: '/messages/:id/topics/:name',
    about: 'The same, with the name in the address',
    scope: 'reply',
    answer: shape.message,
  },
  {
    method: 'delete',
    path: '/messages/:id/topics/:name',
    about: 'Says that a message is not about that',
    scope: 'reply',
    answer: shape.message,
  },
  {
    method: 'get',
    path: '/settings/learning',
    about: 'The topics, and the corrections that people made, the latest first',
    scope: 'settings',
    query: z.object({ after: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).optional() }),
    answer: z.object({
      learned,
      topics: z.array(topic.extend({ messages: z.number().int().describe('Counted to a thousand.') })),
      corrections: z.array(shape.correction),
      after: z.string().nullable(),
    }),
  },
  {
    method: 'get',
    path: '/settings/learning/export',
    about: 'All of it, as a file to keep',
    scope: 'settings',
    answer: z.object({
      ...{ topics: z.array(topic), learned, corrections: z.array(shape.correction) },
      layer: z.unknown().describe('What was learned, as it is used; null when it is not.'),
    }),
  },
  {
    method: 'post',
    path: '/settings/learning/topics',
    about: 'Makes a topic, or gives the one of that name',
    scope: 'settings',
    body: named,
    answer: topic,
    status: 201,
  },
  {
    method: 'put',
    path: '/settings/learning/topics/:id',
    about: 'Gives a topic another name; one that was removed comes back',
    scope: 'settings',
    body: named,
    answer: topic,
  },
  {
    method: 'delete',
    path: '/settings/learning/topics/:id',
    about: 'Removes a topic; what people said of it is kept',
    scope: 'settings',
    answer: topic,
  },
]
