import { z } from 'zod'
import type { Operation } from './operation.ts'

const at = z.iso.datetime()
const named = z.object({ id: z.uuid(), name: z.string() }).nullable()
const texts = z
  .record(z.string(), z.string())
  .describe('By language (es, en, …): at least one. Variables stand between braces: {name}, {nombre}, …')

const savedReply = z.object({
  id: z.uuid(),
  name: z.string(),
  team: named.describe('Null: everybody’s.'),
  texts,
  version: z.number(),
  changed_at: at,
  changed_by: named,
  uses: z.number().describe('How many replies that began with it have left; counted to 1,000.'),
  used_at: at.nullable(),
  removed_at: at.nullable(),
})

const told = savedReply.extend({
  versions: z.array(z.object({ version: z.number(), name: z.string(), team: named, texts, at, by: named })),
  used_in: z.array(z.object({ conversation_id: z.uuid(), language: z.string(), by: named, at })),
})

const offered = z.object({
  id: z.uuid(),
  name: z.string(),
  team: named,
  language: z.string(),
  other_languages: z.array(z.string()),
  text: z.string().describe('Filled in. What nobody knows is a gap, ⟦name⟧: a reply that still has one is refused.'),
  gaps: z.array(z.string()),
  suggested: z.boolean(),
  uses: z.number(),
})

const written = z.object({
  name: z.string().max(120),
  team: z.uuid().nullable().optional().describe('Left out or null: everybody’s, which asks for `saved-replies`.'),
  texts,
})

/** Saved replies: writing them, and having them filled in where one answers. */
export const savedReplies: readonly Operation[] = [
  {
    method: 'get',
    path: '/saved-replies',
    about: 'Saved replies by name',
    scope: 'reply',
    query: z.object({
      q: z.string().max(200).optional().describe('Words of its name or text, or how they begin.'),
      team: z.string().optional().describe('A team’s id, or `everybody`.'),
      removed: z.literal('1').optional().describe('Those that were removed, instead.'),
      after: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(100).optional(),
    }),
    answer: z.object({ saved_replies: z.array(savedReply), after: z.string().nullable() }),
  },
  {
    method: 'post',
    path: '/saved-replies',
    about: 'Writes one, for a team of the token’s own person or, with `saved-replies`, for everybody or any team',
    scope: 'team-replies',
    body: written,
    answer: savedReply,
    status: 201,
  },
  {
    method: 'get',
    path: '/saved-replies/:id',
    about: 'One of them, with its versions and where it was used last',
    scope: 'reply',
    answer: told,
  },
  {
    method: 'patch',
    path: '/saved-replies/:id',
    about:
      'Changes what is given; `texts` are given whole. With `version`, refuses (409) when it is no longer that one',
    scope: 'team-replies',
    body: written.partial().extend({ version: z.number().int().optional() }),
    answer: savedReply,
  },
  {
    method: 'put',
    path: '/saved-replies/:id/removal',
    about: 'Removes it: nobody is offered it any more',
    scope: 'team-replies',
    answer: savedReply,
  },
  {
    method: 'delete',
    path: '/saved-replies/:id/removal',
    about: 'Brings it back',
    scope: 'team-replies',
    answer: savedReply,
  },
  {
    method: 'get',
    path: '/conversations/:id/saved-replies',
    about: 'Those at hand at a conversation, filled in: the best for what was said first, then those in their language',
    scope: 'reply',
    query: z.object({
      q: z.string().max(200).optional(),
      to: z.uuid().optional().describe('The message that is answered. Default: what was said to us last.'),
    }),
    answer: z.object({ saved_replies: z.array(offered) }),
  },
  {
    method: 'post',
    path: '/conversations/:id/saved-replies/:saved/insertion',
    about: 'Fills one in for a conversation. It counts as used once a reply that still says it has left',
    scope: 'reply',
    body: z.object({ language: z.string().optional(), in_reply_to: z.uuid().optional() }),
    answer: offered,
    status: 201,
  },
]
