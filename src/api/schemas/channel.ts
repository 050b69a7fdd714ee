import { z } from 'zod'
import { at, failure, id, words } from './common.ts'

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
