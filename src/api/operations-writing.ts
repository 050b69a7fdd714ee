import { z } from 'zod'
import type { Operation } from './operation.ts'
import * as shape from './schemas.ts'

const one = shape.conversationState
const draft = z.object({
  draft: z.object({ text: z.string(), in_reply_to: z.uuid().nullable(), kept_at: z.iso.datetime() }).nullable(),
})

/** What one of us writes and marks before anything is said: drafts, notes, tags, what was read. */
export const writing: readonly Operation[] = [
  {
    method: 'put',
    path: '/conversations/:id/draft',
    about: 'Keeps what the token’s own person is writing',
    scope: 'reply',
    body: z.object({ text: z.string(), in_reply_to: z.uuid().optional() }),
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
    method: 'post',
    path: '/conversations/:id/notes',
    about: 'Writes a note that only the team sees',
    scope: 'close',
    body: z.object({ id: z.uuid().optional().describe('Yours, to ask twice and have it once.'), text: z.string() }),
    answer: shape.note,
    status: 201,
  },
  {
    method: 'delete',
    path: '/notes/:id',
    about: 'Takes a note of one’s own away',
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
    path: '/messages/:id/moderation',
    about:
      'Asks the network to approve a message, hold it, or put it with the spam or in the trash, where it offers that',
    scope: 'reply',
    body: z.object({ as: z.enum(['approve', 'hold', 'spam', 'trash']) }),
    answer: shape.message,
    status: 202,
  },
]
