import { z } from 'zod'
import { saidBody } from '../connectors/api/index.ts'
import { inboxQuery } from './inbox-query.ts'
import type { Operation } from './operation.ts'
import { approvals } from './operations-approval.ts'
import { assignment } from './operations-assignment.ts'
import { attaching, attachingToNotes } from './operations-attachments.ts'
import { automations } from './operations-automations.ts'
import { bulk } from './operations-bulk.ts'
import { coaching } from './operations-coach.ts'
import { house } from './operations-house.ts'
import { imports } from './operations-imports.ts'
import { learning } from './operations-learning.ts'
import { listening } from './operations-listening.ts'
import { news } from './operations-news.ts'
import { promises } from './operations-promises.ts'
import { rearranging } from './operations-rearrange.ts'
import { responding } from './operations-response.ts'
import { savedReplies } from './operations-saved-replies.ts'
import { savedViews } from './operations-saved-views.ts'
import { serviceLevels } from './operations-service-levels.ts'
import { surveys } from './operations-surveys.ts'
import { writing } from './operations-writing.ts'
import * as shape from './schemas.ts'

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
    query: inboxQuery,
    answer: shape.conversationList,
  },
  {
    method: 'get',
    path: '/conversations/next',
    about:
      'The conversation that needs the token’s own person most: late by a service level first; then theirs, their teams’ and nobody’s, each by need. Not where a colleague is',
    scope: 'read',
    query: z.object({ not: z.string().optional().describe('Ids of conversations to leave out, with commas between.') }),
    answer: z.object({
      conversation: shape.conversationRow.nullable(),
      whose: z.enum(['mine', 'team', 'nobody']).nullable(),
      is_late: z.boolean(),
    }),
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
      seen: z
        .number()
        .int()
        .optional()
        .describe(
          'The `seen` of the conversation as its writer saw it: an answer of ours since then refuses with 409, the `answers` and a new `seen`, which sends it anyway. Left out: nothing is compared.',
        ),
      split: z.boolean().optional().describe('Leave as several when it is too long for one.'),
      wait: z
        .boolean()
        .optional()
        .describe('It waits ten seconds, in which it can be taken back. Left out: it leaves at once.'),
      leaves_at: z
        .string()
        .max(60)
        .optional()
        .describe('When it leaves: a moment, or `tomorrow` or `week` (Monday) at nine by the clock of its writer.'),
      attachments: z
        .array(z.union([z.uuid(), z.object({ id: z.uuid(), alt: z.string().optional() })]))
        .optional()
        .describe('Which of the draft’s attachments go with it. Left out: none; they stay with the draft.'),
      card: z
        .string()
        .optional()
        .describe('A link in the text that goes with what it leads to, where the network shows what we send.'),
    }),
    answer: replied,
    status: 201,
  },
  {
    method: 'put',
    path: '/replies/:id/schedule',
    about: 'Another moment for a reply that is to leave later; one that was held goes on',
    scope: 'reply',
    body: z.object({ leaves_at: z.string().min(1).max(60) }),
    answer: replied,
  },
  {
    method: 'delete',
    path: '/replies/:id/schedule',
    about: 'A reply that was to leave later leaves now, as it is',
    scope: 'reply',
    answer: replied,
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
    body: z.object({
      user_id: z.uuid().optional(),
      team_id: z.uuid().optional(),
      to: z.literal('me').optional(),
      note: z.string().optional().describe('For whoever gets it: a note to the team, which they are told with it.'),
      note_id: z.uuid().optional().describe('Yours, to ask twice and have one note.'),
    }),
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
  {
    method: 'put',
    path: '/conversations/:id/spam',
    about:
      'Marks it as spam: it leaves every list but `state=spam` and rings nobody. What its authors write changes nothing; when somebody new speaks in it, it is none any more',
    scope: 'close',
    answer: one,
  },
  {
    method: 'delete',
    path: '/conversations/:id/spam',
    about: 'It is no spam: everything is as before',
    scope: 'close',
    answer: one,
  },
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
  ...attaching,
  ...attachingToNotes,
  ...rearranging,
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
  ...coaching,
  ...promises,
  ...responding,
  ...surveys,
  ...savedReplies,
  ...bulk,
  ...savedViews,
  ...serviceLevels,
  ...approvals,
  ...assignment,
  ...automations,
  ...house,
]
