import { z } from 'zod'
import { attachment } from './attachment.ts'
import { at, id, share, who } from './common.ts'
import { reading } from './reading.ts'

const settling = z.enum(['done', 'on-its-way', 'failed'])
const refused = z.object({ kind: z.string(), reason: z.string() }).nullable()

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
    reactions: z
      .array(
        z.object({
          kind: z.enum(['like', 'boost']),
          wanted: z.boolean(),
          state: settling,
          by: who,
          at,
          failure: refused,
        }),
      )
      .describe('What we did to it without a word.'),
    asked_moderation: z
      .object({ as: z.string(), by: who, at, state: settling, failure: refused })
      .nullable()
      .describe('What one of us asked its network to do with it last.'),
    asks_after: z.boolean().describe('Ours, and no answer: it asks how it went.'),
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
    state: z.enum(['awaiting-approval', 'waiting', 'held', 'sending', 'sent', 'failed', 'uncertain', 'withdrawn']),
    by: who,
    written_at: at,
    leaves_at: at,
    attachments: z.array(attachment),
    later: z
      .object({ by: who, held_because: z.enum(['spoke', 'answered', 'closed', 'left', 'spam']).nullable() })
      .nullable()
      .describe('It was to leave later and is here still; held because of what happened meanwhile.'),
    approval: z
      .object({
        id,
        rule: z.object({ id, name: z.string() }),
        asked_by: who,
        asked_at: at,
        deciders: z.array(z.object({ id, name: z.string() })),
      })
      .nullable()
      .describe('Somebody else is to read it before it leaves: by which rule, and some of those who may decide.'),
    next_at: at.nullable(),
    failure: z.object({ kind: z.string(), reason: z.string() }).nullable(),
    settled_at: at.nullable(),
  })
  .meta({ id: 'Delivery', description: 'One message of a reply on its way to the network.' })

export const note = z.object({
  id,
  by: who,
  automation: z.string().nullable().describe('The name of the automation that wrote it, where no person did.'),
  text: z.string(),
  written_at: at,
  named: z
    .array(z.object({ id, name: z.string(), written: z.string() }))
    .describe('Whom it names after an @, and how that is written in it.'),
  attachments: z.array(attachment).describe('Pictures and files, for the team only.'),
})
