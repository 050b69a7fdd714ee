import { z } from 'zod'
import type { Operation } from './operation.ts'

const conditions = z
  .record(z.string(), z.string())
  .describe(
    'As `GET /conversations` takes them: view, order, channel, tag, assignee, due, mood, intent, urgency, abuse, lang, topic.',
  )
const whose = z.string().describe('`mine`, `everybody` or `team:ID`.')

const view = z.object({
  id: z.uuid(),
  name: z.string(),
  whose,
  conditions,
  address: z.string().describe('Where it is listed.'),
  may_change: z.boolean(),
})

const counted = view.extend({
  count: z.number().int().nullable().describe('How many it holds; 100 is more than 99. Null: not counted.'),
  gone: z
    .array(z.enum(['channel', 'tag', 'topic', 'assignee', 'team']))
    .describe('Which of its conditions is no longer here.'),
})

/** Views of the inbox that are kept under a name. */
export const savedViews: readonly Operation[] = [
  {
    method: 'get',
    path: '/conversations/views',
    about: 'Saved views of the inbox: one’s own, one’s teams’ and everybody’s, with how many each holds',
    scope: 'read',
    answer: z.object({ views: z.array(counted) }),
  },
  {
    method: 'post',
    path: '/conversations/views',
    about: 'Keeps what a list is narrowed to under a name',
    scope: 'close',
    body: z.object({ name: z.string().max(60), whose: whose.optional().describe('Default: mine.'), conditions }),
    answer: view,
    status: 201,
  },
  {
    method: 'put',
    path: '/conversations/views/:id',
    about: 'Changes what is given of one that the token’s own person made, or any shared one with `settings`',
    scope: 'close',
    body: z.object({ name: z.string().max(60), whose, conditions }).partial(),
    answer: view,
  },
  {
    method: 'put',
    path: '/conversations/views/:id/position',
    about: 'Changes places with the one before it or after it, of its kind',
    scope: 'close',
    body: z.object({ to: z.enum(['up', 'down']) }),
    answer: view,
  },
  {
    method: 'put',
    path: '/conversations/views/:id/removal',
    about: 'Takes it out of the lists',
    scope: 'close',
    answer: view,
  },
  {
    method: 'delete',
    path: '/conversations/views/:id/removal',
    about: 'Brings it back',
    scope: 'close',
    answer: view,
  },
]
