import { z } from 'zod'
import type { Operation } from './operation.ts'
import * as shape from './schemas.ts'

const who = z.object({ id: z.uuid(), name: z.string() }).nullable()
const scope = z
  .enum(['under', 'after'])
  .describe('`under`: that message and what hangs under it; `after`: it and everything said from it on.')

const rearrangement = z.object({
  id: z.uuid().describe('Undo it with `DELETE /rearrangements/:id`.'),
  kind: z.enum(['merge', 'split', 'move']),
  from_id: z.uuid().describe('The conversation that messages went from.'),
  to_id: z.uuid().describe('The one they came to.'),
  message_id: z.uuid().nullable(),
  scope: scope.nullable(),
  by: who,
  at: z.iso.datetime(),
  undone_at: z.iso.datetime().nullable(),
})

const links = z.object({
  links: z.array(
    z.object({
      id: z.uuid().describe('The other conversation.'),
      subject: z.string().nullable(),
      name: z.string().nullable(),
      excerpt: z.string(),
      state: z.string(),
      how: z.enum(['linked', 'split-off', 'split-from']),
      link_id: z.uuid().nullable().describe('Null: a split, which is undone instead.'),
      why: z.string().nullable(),
      by: who,
      at: z.iso.datetime(),
    }),
  ),
})
const suggested = z.object({
  suggested: z.array(
    z.object({ why: z.enum(['person', 'link', 'words', 'asked']), conversation: shape.conversationRow }),
  ),
})
const both = z.object({ here: shape.conversationState, there: shape.conversationState })
const taken = z.object({ message_id: z.uuid(), scope: scope.optional().describe('Default: under.') })

/** Which messages stand together: merge, split, move, links, and the undoing of them. */
export const rearranging: readonly Operation[] = [
  {
    method: 'get',
    path: '/conversations/:id/merge',
    about:
      'What it may belong together with: the same people’s, with the same link or words; with `q`, what is looked for; with `other`, both as they are now',
    scope: 'close',
    query: z.object({ q: z.string().max(200).optional(), other: z.uuid().optional() }),
    answer: z.union([suggested, both]),
  },
  {
    method: 'post',
    path: '/conversations/:id/merge',
    about: 'Makes one conversation of two, also across networks; the address of the one that goes leads to the other',
    scope: 'close',
    body: z.object({ other: z.uuid(), stays: z.enum(['this', 'other']).optional().describe('Default: this.') }),
    answer: rearrangement,
    status: 201,
  },
  {
    method: 'get',
    path: '/conversations/:id/split',
    about: 'How many messages go with one: those under it, those from it on, and how many there are',
    scope: 'close',
    query: z.object({ message: z.uuid() }),
    answer: z.object({
      message_id: z.uuid(),
      under: z.number().int(),
      after: z.number().int(),
      all: z.number().int(),
    }),
  },
  {
    method: 'post',
    path: '/conversations/:id/split',
    about: 'Makes a conversation of its own of a message and what goes with it, also of what comes later under it',
    scope: 'close',
    body: taken,
    answer: rearrangement,
    status: 201,
  },
  {
    method: 'get',
    path: '/conversations/:id/move',
    about: 'Where a message may belong: as for a merge',
    scope: 'close',
    query: z.object({ message: z.uuid(), q: z.string().max(200).optional() }),
    answer: suggested,
  },
  {
    method: 'post',
    path: '/conversations/:id/move',
    about: 'The same to a conversation that is there',
    scope: 'close',
    body: taken.extend({ other: z.uuid() }),
    answer: rearrangement,
    status: 201,
  },
  {
    method: 'get',
    path: '/conversations/:id/rearrangements',
    about: 'What was merged, split and moved there and stands, the latest first',
    scope: 'read',
    answer: z.object({ rearrangements: z.array(rearrangement) }),
  },
  {
    method: 'delete',
    path: '/rearrangements/:id',
    about: 'Undoes it exactly, also for what came since. 409 while something later stands on it',
    scope: 'close',
    answer: rearrangement,
  },
  {
    method: 'get',
    path: '/conversations/:id/links',
    about: 'What it has to do with other conversations, and why',
    scope: 'read',
    answer: links,
  },
  {
    method: 'post',
    path: '/conversations/:id/links',
    about: 'Links two conversations, both ways; again, it changes the reason',
    scope: 'close',
    body: z.object({ other: z.uuid(), why: z.string().max(200).optional() }),
    answer: links,
    status: 201,
  },
  {
    method: 'delete',
    path: '/conversation-links/:id',
    about: 'Takes a link away',
    scope: 'close',
    answer: links,
  },
]
