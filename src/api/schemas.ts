import { z } from 'zod'
import { abuses, intents, sentiments } from '../reading/index.ts'

/** The shapes that the API answers with. A test holds real answers against them, so that the documents stay true. */

const id = z.uuid()
const at = z.iso.datetime()
const who = z.object({ id, name: z.string() }).nullable()
const sentence = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export const words = z.object({
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), sentence])).optional(),
})
const failure = z.object({
  kind: z.enum(['reconnect', 'invalid', 'rate-limited', 'temporary', 'gone']),
  words,
  until: at.optional(),
})

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457: what happened and what to do, in the language of the request.' })

export const channel = z
  .object({
    id,
    network: z.string(),
    name: z.string(),
    handle: z.string().nullable(),
    url: z.string().nullable(),
    state: z.enum(['removed', 'paused', 'reconnect', 'failing', 'beginning', 'hearing']),
    connected_at: at,
    heard_at: at.nullable(),
    last_message_at: at.nullable(),
    failure: failure.nullable(),
    failing_since: at.nullable(),
    history: z.object({ since: at, reached: at.nullable(), done_at: at.nullable() }).nullable(),
    message_count: z.number().int().optional(),
    overheard: z
      .object({ heard: z.number().int(), kept: z.number().int() })
      .optional()
      .describe('What was only overheard in the last thirty days, and how much of it a query wanted kept.'),
    refused: z
      .array(z.object({ externalId: z.string().nullable(), reason: words, excerpt: z.string(), refusedAt: at }))
      .optional(),
    reconciliations: z.array(z.object({ seen: z.number(), missing: z.number(), since: at, doneAt: at })).optional(),
  })
  .meta({ id: 'Channel', description: 'A connected account, feed or page: a social window.' })

const assignment = z.object({ user: who, team: who }).nullable()

export const conversationRow = z
  .object({
    id,
    channel_id: id,
    subject: z.string().nullable(),
    excerpt: z.string(),
    state: z.enum(['open', 'snoozed', 'closed']),
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
    answer_by: at.nullable().describe('When whoever waits should have an answer.'),
    people: z.array(z.object({ id, identity_id: id, name: z.string() })),
  })
  .meta({ id: 'ConversationRow', description: 'A conversation as the inbox lists it.' })

export const conversationList = z.object({
  conversations: z.array(conversationRow),
  after: z.string().nullable().describe('Where the next page begins; null on the last one.'),
})

const share = z.number().min(0).max(1)
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

export const message = z
  .object({
    id,
    conversation_id: id,
    channel_id: id,
    external_id: z.string().describe('The network’s own.'),
    parent_external_id: z.string().nullable(),
    root_external_id: z.string().nullable(),
    author: z.object({
      identity_id: id,
      person_id: id,
      name: z.string(),
      handle: z.string().nullable(),
      url: z.string().nullable(),
      is_bot: z.boolean(),
    }),
    subject: z.string().nullable(),
    text: z.string(),
    text_is_clipped: z.boolean(),
    html: z.string().nullable().describe('Sanitised. Null when the text is all there is.'),
    visibility: z.enum(['public', 'unlisted', 'followers', 'direct']),
    language: z.string().nullable(),
    url: z.string().nullable(),
    said_at: at,
    heard_at: at,
    edited_at: at.nullable(),
    deleted_at: at.nullable().describe('It is gone from the network, and its words from here.'),
    is_ours: z.boolean(),
    concerns_us: z.boolean(),
    moderation: z.string().nullable(),
    counts: z
      .object({ replies: z.number().optional(), likes: z.number().optional(), shares: z.number().optional() })
      .nullable(),
    media: z.array(
      z.object({
        kind: z.string(),
        url: z.string(),
        alt: z.string().nullable(),
        mime: z.string().nullable(),
        file: z.string().nullable(),
        bytes: z.number().nullable(),
        name: z.string().nullable(),
      }),
    ),
    revisions: z.array(z.object({ replaced_at: at, subject: z.string().nullable(), text: z.string() })),
    reading: reading.nullable().describe('Null of our own words, and of what is still to be read.'),
    topics: z
      .array(z.object({ id, name: z.string(), says: z.enum(['yes', 'perhaps']), p: share.nullable() }))
      .describe('Chosen by people, or suggested with a probability.'),
    reply_id: id.nullable(),
    sent_by: who,
    depth: z.number().int().optional(),
  })
  .meta({ id: 'Message', description: 'Anything said by anyone.' })

export const delivery = z
  .object({
    id,
    reply_id: id,
    part: z.number().int(),
    parts: z.number().int(),
    text: z.string(),
    state: z.enum(['waiting', 'sending', 'sent', 'failed', 'uncertain', 'withdrawn']),
    by: who,
    written_at: at,
    next_at: at.nullable(),
    failure: z.object({ kind: z.string(), reason: z.string() }).nullable(),
    settled_at: at.nullable(),
  })
  .meta({ id: 'Delivery', description: 'One message of a reply on its way to the network.' })

export const note = z.object({ id, by: who, text: z.string(), written_at: at })
const happening = z.object({
  kind: z.string(),
  at,
  by: who,
  user: who,
  team: who,
  tag: z.string().nullable(),
  until: at.nullable(),
})

export const conversationState = z
  .object({
    id,
    channel: z.object({ id, network: z.string(), name: z.string() }),
    subject: z.string().nullable(),
    state: z.enum(['open', 'snoozed', 'closed']),
    last_at: at,
    waiting_since: at.nullable(),
    answered_at: at.nullable(),
    message_count: z.number().int(),
    closure: z.object({ by: who, at }).nullable(),
    snooze: z.object({ until: at, by: who, at }).nullable(),
    assignment: z.object({ user: who, team: who, by: who, at }).nullable(),
    tags: z.array(z.string()),
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
  })
  .meta({ id: 'Conversation', description: 'A thread with a page of what was said and done in it.' })

export const person = z
  .object({
    id,
    name: z.string(),
    known_since: at,
    identities: z.array(
      z.object({
        id,
        network: z.string(),
        external_id: z.string(),
        name: z.string(),
        handle: z.string().nullable(),
        url: z.string().nullable(),
        is_bot: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Person', description: 'The human behind one or more identities.' })

export const taken = z.object({
  taken: z.number().int(),
  edited: z.number().int(),
  deleted: z.number().int(),
  refused: z.array(z.object({ id: z.string().nullable(), reason: z.string() })),
})
