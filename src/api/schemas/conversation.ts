import { z } from 'zod'
import { abuses, intents, sentiments } from '../../reading/index.ts'
import { at, id, who } from './common.ts'
import { delivery, message, note } from './message.ts'

const assignment = z.object({ user: who, team: who }).nullable()

const due = z
  .array(
    z.object({
      target: z.enum(['first-answer', 'next-answer', 'resolution']),
      at,
      is_late: z.boolean(),
      level: z.string(),
    }),
  )
  .describe('What a service level says, while its clocks run, the earliest first.')

export const conversationRow = z
  .object({
    id,
    channel_id: id,
    subject: z.string().nullable(),
    excerpt: z.string(),
    state: z.enum(['open', 'snoozed', 'closed', 'spam']),
    last_at: at,
    waiting_since: at.nullable(),
    snoozed_until: at.nullable(),
    message_count: z.number().int(),
    unread: z.boolean(),
    assignment,
    tags: z.array(z.string()),
    reading: z
      .object({
        language: z.string(),
        mood: z.enum(sentiments),
        intents: z.array(z.enum(intents)),
        urgency: z.number().int(),
        abuse: z.enum(abuses),
      })
      .nullable()
      .describe('How what was said to us since we last spoke reads; null while nothing was read.'),
    promised_by: at.nullable().describe('By when we promised something there that is still to be kept.'),
    leaves_at: at.nullable().describe('When a reply of ours leaves that is to leave later.'),
    answer_by: at.nullable().describe('When whoever waits should have an answer.'),
    due,
    people: z.array(z.object({ id, identity_id: id, name: z.string() })),
  })
  .meta({ id: 'ConversationRow', description: 'A conversation as the inbox lists it.' })

export const conversationList = z.object({
  conversations: z.array(conversationRow),
  after: z.string().nullable().describe('Where the next page begins; null on the last one.'),
})

const happening = z.object({
  kind: z.string(),
  at,
  by: who,
  user: who,
  team: who,
  tag: z.string().nullable(),
  until: at.nullable(),
  rule: who.describe('The assignment rule that gave it.'),
  automation: z.string().nullable().describe('The name of the automation that did it.'),
  survey: z
    .object({ id: z.uuid(), person: who, mark: z.number().int().nullable(), words: z.string().nullable() })
    .nullable()
    .describe('Of a question after closing: whom it asks, and what they answered.'),
  approval: z
    .object({ writer: who, remark: z.string().nullable(), changed: z.boolean() })
    .nullable()
    .describe('Of an answer that was approved or sent back: whose it was, and the remark.'),
  other: z
    .object({ id: z.uuid(), title: z.string().nullable() })
    .nullable()
    .describe('The conversation it was merged with, split from, linked to.'),
})

export const conversationState = z
  .object({
    id,
    channel: z.object({ id, network: z.string(), name: z.string() }),
    subject: z.string().nullable(),
    state: z.enum(['open', 'snoozed', 'closed', 'spam']),
    last_at: at,
    waiting_since: at.nullable(),
    answered_at: at.nullable(),
    message_count: z.number().int(),
    due,
    closure: z.object({ by: who, at }).nullable(),
    snooze: z.object({ until: at, by: who, at }).nullable(),
    spam: z.object({ by: who, at }).nullable().describe('Who marked it as spam.'),
    assignment: z.object({ user: who, team: who, by: who, at, note_id: id.nullable() }).nullable(),
    tags: z.array(z.string()),
    followers: z.array(z.object({ id, name: z.string() })).describe('Who is told what happens in it.'),
  })
  .meta({ id: 'ConversationState', description: 'A thread and our state towards it.' })

export const conversation = conversationState
  .extend({
    messages: z.array(message),
    awaited: z.array(z.string()).describe('Ids that others answer and that were not heard.'),
    notes: z.array(note),
    deliveries: z.array(delivery),
    events: z.array(happening),
    earlier: z.string().nullable().describe('Give it as `before` for what was said earlier.'),
    seen: z.number().int().describe('How far it has come: give it with a reply, so that none is said past another.'),
  })
  .meta({ id: 'Conversation', description: 'A thread with a page of what was said and done in it.' })
