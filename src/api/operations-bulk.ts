import { z } from 'zod'
import { deedNames } from '../conversations/index.ts'
import type { Operation } from './operation.ts'

const id = z.uuid()
const at = z.iso.datetime()

const deed = z
  .object({
    do: z.enum(deedNames),
    to: z.string().optional().describe('`assign`: `user:ID` or `team:ID`.'),
    tag: z.string().max(60).optional().describe('`tag` and `untag`.'),
    until: z
      .string()
      .optional()
      .describe('`snooze`: `later`, `tomorrow`, `week`, or a moment; by the clock of the token’s own person.'),
  })
  .describe('What is done to conversations.')

const run = z
  .object({
    id,
    deed,
    by: z.object({ id, name: z.string() }),
    state: z.enum(['doing', 'done', 'cancelled', 'failed', 'undoing', 'undone']),
    total: z.number().int(),
    done: z.number().int().describe('How many were looked at.'),
    changed: z.number().int().describe('How many of them it changed; the others were so already.'),
    put_back: z.number().int(),
    left_alone: z.number().int().describe('Not put back: somebody changed them since.'),
    failure: z.string().nullable(),
    asked_at: at,
    ended_at: at.nullable(),
    ended_by: z.object({ id, name: z.string() }).nullable().describe('Who stopped it, or took it back.'),
  })
  .meta({ id: 'BulkRun', description: 'One deed on many conversations, and how far it is.' })

const most = 20_000
const list = z
  .record(z.string(), z.string())
  .describe('As `GET /conversations` takes it: view, channel, tag, assignee, due, q, saved and the rest.')

/** One deed on many conversations. */
export const bulk: readonly Operation[] = [
  {
    method: 'post',
    path: '/bulk',
    about:
      'Does one deed to many conversations: up to a hundred at once (201), more by itself in batches (202). Each has its own row and event; bells ring once. Needs what the deed needs: `close`, `assign`, or nothing more for `read` and `unread`',
    scope: 'read',
    body: z.object({
      deed,
      ids: z.array(id).max(most).optional(),
      match: list.optional().describe('Instead of `ids`: all that a list holds now, 20,000 at most.'),
    }),
    answer: run,
    status: 201,
  },
  {
    method: 'get',
    path: '/bulk/count',
    about: 'How many a list holds, asked as the list itself; counted to 20,000',
    scope: 'read',
    answer: z.object({ count: z.number().int(), is_more: z.boolean() }),
  },
  {
    method: 'get',
    path: '/bulk/:id',
    about: 'How far it is; one’s own, or anybody’s for who leads the team. Kept for thirty days',
    scope: 'read',
    answer: run,
  },
  {
    method: 'put',
    path: '/bulk/:id/cancellation',
    about: 'Stops it where it is; what it did stays done, and can be put back. Asks for what its deed does',
    scope: 'read',
    answer: run,
  },
  {
    method: 'put',
    path: '/bulk/:id/undoing',
    about: 'Puts back exactly what it changed, and nothing that somebody changed since. Asks for what its deed does',
    scope: 'read',
    answer: run,
  },
]
