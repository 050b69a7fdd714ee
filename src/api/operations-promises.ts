import { z } from 'zod'
import type { Operation } from './operation.ts'
import { at, id, who } from './schemas/common.ts'

const states = ['open', 'kept', 'broken', 'taken-back'] as const

const promise = z
  .object({
    id,
    conversation_id: id,
    message_id: id.describe('The message that it answers.'),
    reply_id: id.nullable().describe('The answer that makes it; null where it was written down by hand.'),
    person: z.object({ id, name: z.string() }).describe('To whom.'),
    what: z.string(),
    quote: z.string().nullable().describe('How the answer says it.'),
    due_at: at,
    is_late: z.boolean(),
    answers_for: who,
    by: who,
    made_at: at.nullable().describe('Since when it stands; null while nobody was told.'),
    state: z.enum(states),
    ended_at: at.nullable(),
    ended_by: who,
    answered_since: z.boolean().describe('An answer of ours left after it: it may be kept.'),
  })
  .meta({ id: 'Promise', description: 'Something we said we would do, and by when.' })

const moment = z.string().describe('A moment with its offset, or a date and time of the token’s own person.')

/** What we say we will do, and what becomes of it. */
export const promises: readonly Operation[] = [
  {
    method: 'get',
    path: '/promises',
    about:
      'Promises: open ones by when they are due, the others from the last on; with how many were kept in ninety days',
    scope: 'read',
    query: z.object({
      whose: z.enum(['mine', 'team', 'all']).default('mine'),
      state: z.enum(states).default('open'),
      after: z.string().optional(),
      limit: z.number().int().min(1).max(100).optional(),
    }),
    answer: z.object({
      promises: z.array(promise),
      after: z.string().nullable(),
      share: z.object({ kept: z.number().int(), of: z.number().int() }),
    }),
  },
  { method: 'get', path: '/promises/:id', about: 'A promise', scope: 'read', answer: promise },
  {
    method: 'patch',
    path: '/promises/:id',
    about: 'Gives an open promise another moment, or somebody else who answers for it',
    scope: 'reply',
    body: z.object({
      due_at: moment.optional(),
      answers_for: z.union([z.uuid(), z.enum(['me', 'nobody'])]).optional(),
    }),
    answer: promise,
  },
  {
    method: 'delete',
    path: '/promises/:id',
    about: 'Drops one that only the draft makes',
    scope: 'reply',
    answer: z.object({ id }),
  },
  {
    method: 'put',
    path: '/promises/:id/ending',
    about: 'Says that it was kept, openly broken or taken back',
    scope: 'reply',
    body: z.object({ state: z.enum(['kept', 'broken', 'taken-back']) }),
    answer: promise,
  },
  { method: 'delete', path: '/promises/:id/ending', about: 'Opens it again', scope: 'reply', answer: promise },
  {
    method: 'get',
    path: '/conversations/:id/promises',
    about: 'What is promised in a conversation, also what is over and what only the draft says',
    scope: 'read',
    answer: z.object({ promises: z.array(promise) }),
  },
  {
    method: 'post',
    path: '/conversations/:id/promises',
    about: 'Writes down what was promised elsewhere: it stands at once',
    scope: 'reply',
    body: z.object({
      id: z.uuid().optional(),
      what: z.string(),
      due_at: moment,
      in_reply_to: z.uuid().optional(),
      answers_for: z.uuid().optional(),
    }),
    answer: promise,
    status: 201,
  },
  {
    method: 'post',
    path: '/conversations/:id/promises/drafted',
    about: 'Keeps a promise that the draft makes: it stands when the answer that says its quote leaves',
    scope: 'reply',
    body: z.object({
      what: z.string(),
      due_at: moment,
      quote: z.string().optional(),
      in_reply_to: z.uuid().optional(),
    }),
    answer: promise,
    status: 201,
  },
]
