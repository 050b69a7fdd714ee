import { z } from 'zod'
import { leaves, remarkKinds } from '../conversations/index.ts'
import type { Operation } from './operation.ts'

const kind = z.enum(remarkKinds)
const place = z.object({ from: z.number().int(), to: z.number().int() })

const remark = z.object({
  kind,
  place: place.nullable().describe('Where in the text, in UTF-16 units; null where it is about what is not there.'),
  quote: z.string().nullable(),
  of_theirs: z.boolean().describe('The quote is of what they said.'),
  why: z.string(),
  mend: z.string().describe('What would mend it.'),
})

const found = z.object({
  place,
  quote: z.string(),
  due_at: z.iso.datetime().nullable().describe('By when; null where it names no date.'),
  promise_id: z.uuid().nullable().describe('As which it is kept.'),
})

const tally = z.object({ kind, language: z.string(), said: z.number().int(), dismissed: z.number().int() })

const leafTally = z.object({
  proposed: z.enum(leaves).nullable().describe('Null where it was still asked.'),
  decided: z.number().int(),
  otherwise: z.number().int(),
})

/** What the coach says of a draft, and how often people wave it away. */
export const coaching: readonly Operation[] = [
  {
    method: 'post',
    path: '/conversations/:id/coach',
    about: 'Reads a draft against the conversation and says what could be better; nothing is kept of it',
    scope: 'reply',
    body: z.object({ text: z.string(), in_reply_to: z.uuid().optional() }),
    answer: z.object({
      language: z.string().describe('Of the draft, or `und`.'),
      untold: z.string().nullable().describe('Who would not be told of it, since it does not name their account.'),
      remarks: z.array(remark),
      promises: z.array(found),
    }),
  },
  {
    method: 'post',
    path: '/conversations/:id/coach/dismissals',
    about: 'Waves a kind of remark away, until the token’s own person has answered there',
    scope: 'reply',
    body: z.object({ kind, language: z.string().optional().describe('Of the draft.') }),
    answer: z.object({ kind }),
    status: 201,
  },
  {
    method: 'delete',
    path: '/conversations/:id/coach/dismissals/:kind',
    about: 'Lets it speak again',
    scope: 'reply',
    answer: z.object({ kind }),
  },
  {
    method: 'get',
    path: '/settings/coach',
    about: 'How often each remark was made and waved away in the last ninety days',
    scope: 'settings',
    answer: z.object({ remarks: z.array(tally), responses: z.array(leafTally) }),
  },
]
