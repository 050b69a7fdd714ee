import { z } from 'zod'
import { saidBody } from '../connectors/api/index.ts'
import { abuses, intents, sentiments } from '../reading/index.ts'
import type { Operation } from './operation.ts'
import { house } from './operations-house.ts'
import { imports } from './operations-imports.ts'
import { learning } from './operations-learning.ts'
import { listening } from './operations-listening.ts'
import { news } from './operations-news.ts'
import { writing } from './operations-writing.ts'
import * as shape from './schemas.ts'

const page = z.object({
  state: z.enum(['waiting', 'open', 'snoozed', 'closed']).optional().describe('Default: waiting, those that need us.'),
  view: z.enum(['needs', 'mine', 'team', 'unassigned', 'open', 'snoozed', 'closed']).optional(),
  channel: z.uuid().optional(),
  tag: z.string().optional(),
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
  q: z
    .string()
    .max(500)
    .optional()
    .describe(
      'words, "phrases", prefix*, -not, from:, channel:, state:, before:, after:, mood:, intent:, urgency:, abuse:, lang:, topic:',
    ),
  after: z.string().optional().describe('The `after` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

const one = shape.conversationState
const replied = z.object({ id: z.uuid(), deliveries: z.array(shape.delivery) })
const channelList = z.object({ channels: z.array(shape.channel) })

/** Every operation of `/api/v1`, in the order a newcomer reads. */
export const operations: readonly Operation[] = [
  { method: 'get', path: '/channels', about: 'The windows', scope: 'read', answer: channelList },
  {
    method: 'post',
    path: '/channels',
    about: 'Connects a window: its settings are tried first',
    scope: 'channels',
    body: z.object({
      network: z.string(),
      settings: z.record(z.string(), z.unknown()),
      history_days: z.number().int().min(0).max(3650).default(30),
    }),
    answer: shape.channel,
    status: 201,
  },
  {
    method: 'get',
    path: '/channels/new',
    about: 'The networks that a window can be on',
    scope: 'channels',
    answer: z.object({ networks: z.array(z.object({ network: z.string(), name: z.string() })) }),
  },
  {
    method: 'get',
    path: '/channels/new/:network',
    about: 'What a window on a network must be told, as a JSON schema',
    scope: 'channels',
    answer: z.object({ network: z.string(), settings: z.record(z.string(), z.unknown()) }),
  },
  {
    method: 'get',
    path: '/channels/:id',
    about: 'A window, what it refused and its daily checks',
    scope: 'read',
    answer: shape.channel,
  },
  {
    method: 'patch',
    path: '/channels/:id',
    about: 'Gives a window new settings, which are tried first; secrets left out stay as they are',
    scope: 'channels',
    body: z.object({ settings: z.record(z.string(), z.unknown()) }),
    answer: shape.channel,
  },
  {
    method: 'delete',
    path: '/channels/:id',
    about: 'Takes a window down; its conversations stay',
    scope: 'channels',
    answer: shape.channel,
  },
  { method: 'put', path: '/channels/:id/pause', about: 'Stops hearing it', scope: 'channels', answer: shape.channel },
  {
    method: 'delete',
    path: '/channels/:id/pause',
    about: 'Hears it again, from where it was',
    scope: 'channels',
    answer: shape.channel,
  },
  {
    method: 'post',
    path: '/channels/:id/messages',
    about:
      'Posts one message, or up to 1,000 as {messages: […]}, into an api window. Also without a token, signed with the window’s secret',
    scope: 'import',
    body: saidBody,
    answer: shape.taken,
    status: 201,
  },
  {
    method: 'get',
    path: '/conversations',
    about: 'Conversations, newest first, a page at a time',
    scope: 'read',
    query: page,
    answer: shape.conversationList,
  },
  {
    method: 'get',
    path: '/conversations/:id',
    about: 'A conversation with its messages, notes, replies and what was done',
    scope: 'read',
    query: z.object({ before: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).optional() }),
    answer: shape.conversation,
  },
  {
    method: 'post',
    path: '/conversations/:id/replies',
    about: 'Answers. It is sent once, in order; its deliveries say how far it is',
    scope: 'reply',
    body: z.object({
      id: z.uuid().optional().describe('Yours, to ask twice and have it once.'),
      text: z.string(),
      in_reply_to: z.uuid().optional().describe('A message; default: the latest that was said to us.'),
      split: z.boolean().optional().describe('Leave as several when it is too long for one.'),
    }),
    answer: replied,
    status: 201,
  },
  {
    method: 'delete',
    path: '/replies/:id',
    about: 'Takes back a reply that has not left',
    scope: 'reply',
    answer: replied,
  },
  {
    method: 'post',
    path: '/replies/:id/retry',
    about: 'Tries a failed reply again',
    scope: 'reply',
    answer: replied,
    status: 202,
  },
  {
    method: 'put',
    path: '/replies/:id/verdict',
    about: 'Settles an uncertain reply: it is there, or say it again',
    scope: 'reply',
    body: z.object({ verdict: z.enum(['there', 'again']) }),
    answer: replied,
  },
  { method: 'put', path: '/conversations/:id/closure', about: 'Closes it', scope: 'close', answer: one },
  { method: 'delete', path: '/conversations/:id/closure', about: 'Opens it again', scope: 'close', answer: one },
  {
    method: 'put',
    path: '/conversations/:id/assignment',
    about: 'Gives it to a person or a team, or to the token’s own person',
    scope: 'assign',
    body: z.object({ user_id: z.uuid().optional(), team_id: z.uuid().optional(), to: z.literal('me').optional() }),
    answer: one,
  },
  {
    method: 'delete',
    path: '/conversations/:id/assignment',
    about: 'Leaves it to whoever takes it',
    scope: 'assign',
    answer: one,
  },
  {
    method: 'put',
    path: '/conversations/:id/snooze',
    about: 'Puts it aside until a moment',
    scope: 'close',
    body: z.object({ until: z.iso.datetime({ offset: true }) }),
    answer: one,
  },
  { method: 'delete', path: '/conversations/:id/snooze', about: 'Brings it back', scope: 'close', answer: one },
  { method: 'put', path: '/conversations/:id/tags/:name', about: 'Tags it', scope: 'close', answer: one },
  { method: 'delete', path: '/conversations/:id/tags/:name', about: 'Takes a tag off', scope: 'close', answer: one },
  {
    method: 'get',
    path: '/messages/:id',
    about: 'A message with what it said before',
    scope: 'read',
    answer: shape.message,
  },
  { method: 'get', path: '/people/:id', about: 'A person with their identities', scope: 'read', answer: shape.person },
  ...writing,
  {
    method: 'get',
    path: '/events',
    about: 'What happens, as it happens (server-sent events). Resumes after Last-Event-ID',
    scope: 'read',
    answer: z.string(),
    type: 'text/event-stream',
  },
  ...listening,
  ...news,
  ...imports,
  ...learning,
  ...house,
]
