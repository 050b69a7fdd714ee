import { z } from 'zod'
import type { Operation } from './operation.ts'
import * as shape from './schemas.ts'

const one = shape.conversationState
const draft = z.object({
  draft: z
    .object({
      text: z.string(),
      in_reply_to: z.uuid().nullable(),
      kept_at: z.iso.datetime(),
      version: z.number().int(),
      writers: z.array(z.object({ id: z.uuid(), name: z.string() })),
    })
    .nullable(),
})

const present = z.object({
  people: z.array(z.object({ id: z.uuid(), name: z.string(), doing: z.enum(['looking', 'writing']) })),
})
const tab = z.uuid().optional().describe('One of several places that the same person looks from.')

/** What one of us writes and marks before anything is said: drafts, notes, tags, what was read. */
export const writing: readonly Operation[] = [
  {
    method: 'get',
    path: '/conversations/:id/draft',
    about: 'What is written and not sent, and by whom',
    scope: 'reply',
    answer: draft,
  },
  {
    method: 'put',
    path: '/conversations/:id/draft',
    about: 'Keeps what is being written: one draft for all of us, brought together with what others made of it',
    scope: 'reply',
    body: z.object({
      text: z.string(),
      in_reply_to: z.uuid().optional(),
      base: z
        .string()
        .optional()
        .describe('The draft as the writer had it before. Without it a colleague’s words are kept, and these added.'),
      tried: z.array(z.string()).max(4).optional().describe('What the same writer told before without an answer.'),
      reply_id: z.uuid().optional().describe('The reply that it is to become; once that is said, nothing is kept.'),
    }),
    answer: draft,
  },
  {
    method: 'delete',
    path: '/conversations/:id/draft',
    about: 'Throws that draft away',
    scope: 'reply',
    answer: draft,
  },
  {
    method: 'get',
    path: '/conversations/:id/presence',
    about: 'Who of us has it before them now',
    scope: 'read',
    answer: present,
  },
  {
    method: 'put',
    path: '/conversations/:id/presence',
    about: 'The token’s own person has it before them; forgotten after 30 seconds',
    scope: 'read',
    body: z.object({ tab, doing: z.enum(['looking', 'writing']).default('looking') }),
    answer: present,
  },
  {
    method: 'delete',
    path: '/conversations/:id/presence',
    about: 'They have it before them no longer',
    scope: 'read',
    body: z.object({ tab }),
    answer: present,
  },
  {
    method: 'post',
    path: '/conversations/:id/notes',
    about: 'Writes a note that only the team sees',
    scope: 'close',
    body: z.object({
      id: z.uuid().optional().describe('Yours, to ask twice and have it once.'),
      text: z.string(),
      attachments: z
        .array(z.union([z.uuid(), z.object({ id: z.uuid(), alt: z.string().optional() })]))
        .optional()
        .describe('What goes with it, of `note-attachments`.'),
    }),
    answer: shape.note,
    status: 201,
  },
  {
    method: 'delete',
    path: '/notes/:id',
    about: 'Takes a note of one’s own away; a day later what went with it is gone',
    scope: 'close',
    answer: z.object({ id: z.uuid() }),
  },
  {
    method: 'put',
    path: '/notes/:id',
    about: 'Puts it back',
    scope: 'close',
    answer: z.object({ id: z.uuid() }),
  },
  {
    method: 'post',
    path: '/conversations/:id/tags',
    about: 'Tags it with the name in the body',
    scope: 'close',
    body: z.object({ name: z.string() }),
    answer: one,
  },
  {
    method: 'put',
    path: '/conversations/:id/following',
    about: 'The token’s own person follows it: what happens in it reaches their bell',
    scope: 'read',
    answer: one,
  },
  {
    method: 'delete',
    path: '/conversations/:id/following',
    about: 'They follow it no longer',
    scope: 'read',
    answer: one,
  },
  {
    method: 'put',
    path: '/conversations/:id/read',
    about: 'Marks it as read by the token’s own person',
    scope: 'read',
    answer: one,
  },
  {
    method: 'delete',
    path: '/conversations/:id/read',
    about: 'Marks it as unread',
    scope: 'read',
    answer: one,
  },
  {
    method: 'put',
    path: '/messages/:id/reactions/:kind',
    about: 'Likes a message (`like`) or passes it on (`boost`), where its network has that; again tries again',
    scope: 'reply',
    answer: shape.message,
    status: 202,
  },
  {
    method: 'delete',
    path: '/messages/:id/reactions/:kind',
    about: 'Takes that back',
    scope: 'reply',
    answer: shape.message,
    status: 202,
  },
  {
    method: 'put',
    path: '/messages/:id/moderation',
    about:
      'Asks the network to approve a message, hold it, put it with the spam or in the trash, or hide it in our thread and show it again, where it offers that',
    scope: 'reply',
    body: z.object({ as: z.enum(['approve', 'hold', 'spam', 'trash', 'hide', 'show']) }),
    answer: shape.message,
    status: 202,
  },
]
