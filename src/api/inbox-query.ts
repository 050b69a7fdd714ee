import { z } from 'zod'
import { abuses, intents, sentiments } from '../reading/index.ts'

/** What a list of conversations is asked with. */
export const inboxQuery = z.object({
  state: z
    .enum(['waiting', 'open', 'snoozed', 'closed', 'spam'])
    .optional()
    .describe('Default: waiting, those that need us.'),
  view: z.enum(['needs', 'mine', 'team', 'unassigned', 'open', 'snoozed', 'closed', 'spam']).optional(),
  channel: z.uuid().optional(),
  tag: z.string().optional(),
  assignee: z.string().optional().describe('Who has it: `user:ID` or `team:ID`.'),
  order: z
    .enum(['need', 'latest'])
    .optional()
    .describe('Default: by need where they wait for us (who should have an answer first), else the latest first.'),
  mood: z.enum(sentiments).optional(),
  intent: z.enum(intents).optional(),
  urgency: z.enum(['0', '1', '2', '3']).optional().describe('2 is today or sooner.'),
  abuse: z.enum([...abuses, 'any']).optional(),
  lang: z.string().optional().describe('ISO 639-1, or `und`.'),
  topic: z.string().max(60).optional(),
  due: z.enum(['late', 'today', 'tomorrow']).optional().describe('By the clock of the token’s own person.'),
  q: z
    .string()
    .max(500)
    .optional()
    .describe(
      'words, "phrases", prefix*, -not, from:, channel:, state:, before:, after:, mood:, intent:, urgency:, abuse:, lang:, topic:, is:late, due:today',
    ),
  saved: z.uuid().optional().describe('A saved view: alone, it means its conditions as they are now.'),
  after: z.string().optional().describe('The `after` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})
