import { z } from 'zod'
import { leaves, questions } from '../conversations/index.ts'
import type { Operation } from './operation.ts'
import { at, who } from './schemas/common.ts'

const leaf = z.enum(leaves)
const question = z.enum(questions)

const response = z
  .object({
    proposes: leaf.nullable().describe('Null while one of us is to answer a question first, or nothing waits for us.'),
    asks: question.nullable(),
    why: z.string().nullable(),
    steps: z.array(
      z.object({
        asks: z.enum(['about-us', 'abuse', 'claims', 'is-so', 'harmed', 'wants']),
        answer: z.boolean(),
        by: z.enum(['reading', 'us']),
      }),
    ),
    answers: z.array(
      z.object({
        question,
        answer: z.boolean(),
        by: who,
        at,
        counts: z.boolean().describe('False where it is of what they said before: it is asked again.'),
      }),
    ),
    choice: z.object({ leaf, proposed: leaf.nullable(), by: who, at }).nullable(),
  })
  .meta({ id: 'Response', description: 'What to do about what was said, and why: truth first.' })

const hidden = z.object({ hidden: z.boolean() })

/** What to do about what was said. */
export const responding: readonly Operation[] = [
  {
    method: 'get',
    path: '/conversations/:id/response',
    about: 'What is proposed to do about what was said, with the questions that led there',
    scope: 'read',
    answer: response,
  },
  {
    method: 'put',
    path: '/conversations/:id/response',
    about: 'Says what is done about it, also something else than was proposed',
    scope: 'reply',
    body: z.object({ leaf }),
    answer: response,
  },
  {
    method: 'put',
    path: '/conversations/:id/response/answers',
    about: 'Says whether it is about us, or whether what they say is so',
    scope: 'reply',
    body: z.object({ question, answer: z.boolean() }),
    answer: response,
  },
  {
    method: 'delete',
    path: '/conversations/:id/response/answers/:question',
    about: 'Nobody knows it after all',
    scope: 'reply',
    answer: response,
  },
  {
    method: 'put',
    path: '/response-tree',
    about: 'Shows it to the token’s own person',
    scope: 'reply',
    answer: hidden,
  },
  {
    method: 'delete',
    path: '/response-tree',
    about: 'Shows it to them no more',
    scope: 'reply',
    answer: hidden,
  },
]
