import { z } from 'zod'
import type { Operation } from './operation.ts'
import { at, id, share } from './schemas/common.ts'

const setting = z.object({
  channel_id: id,
  on: z.boolean(),
  on_since: at.nullable(),
  question_en: z.string(),
  question_es: z.string(),
  after_minutes: z.number().int().describe('How long after closing.'),
  every_days: z.number().int().describe('Each person is asked at most once in so many days.'),
  in_public: z.boolean().describe('Also where everybody reads the question, and the link to answer it.'),
  calendar_id: id.nullable().describe('Whose hours are kept; null: from 9 to 20, where the organisation is.'),
})

const interval = z.object({
  of: z.number().int(),
  n: z.number().int(),
  share: share.nullable(),
  from: share.nullable(),
  to: share.nullable().describe('With `from`: the Wilson score interval at 95 %.'),
})
const figure = z.object({
  satisfied: interval.describe('Marks of 4 and 5, of all answers.'),
  answered: interval.describe('Answers, of all who were asked.'),
  comparable: z.boolean().describe('False below ten answers.'),
})
const named = figure.extend({ id: id.nullable(), name: z.string().nullable() })
const thing = z.object({ id, name: z.string() })
const marked = z.object({
  id,
  conversation_id: id,
  person: thing,
  window: thing,
  team: thing.nullable(),
  answered_by: thing.nullable().describe('Of colleagues only for those who lead.'),
  mark: z.number().int().min(1).max(5),
  words: z.string().nullable(),
  asked_at: at,
  marked_at: at,
})

const query = z.object({
  days: z.number().int().optional().describe('How far back; 90 unless said.'),
  window: id.optional(),
  team: id.optional(),
  person: id.optional().describe('Who of us answered.'),
  week: z.string().optional().describe('The Monday on which it begins: `2026-05-04`.'),
  mood: z.enum(['good', 'bad']).optional(),
  words: z.literal('1').optional().describe('Only answers with words.'),
  after: z.string().optional(),
  limit: z.number().int().optional(),
})

const state = (name: string) => z.object({ id, state: z.literal(name) })
const refused = z.object({ refused: z.boolean() })

/** Asking people after a conversation was closed, and what they answer. */
export const surveys: readonly Operation[] = [
  {
    method: 'get',
    path: '/settings/surveys',
    about: 'How people are asked at each window that can ask',
    scope: 'settings',
    answer: z.object({ surveys: z.array(setting), refused: z.number().int().describe('Who asked not to be asked.') }),
  },
  {
    method: 'get',
    path: '/settings/surveys/:id',
    about: 'How people are asked at a window',
    scope: 'settings',
    answer: setting,
  },
  {
    method: 'put',
    path: '/settings/surveys/:id',
    about: 'Says how people are asked at a window; what is closed from now on is asked after so',
    scope: 'settings',
    body: setting.omit({ channel_id: true, on_since: true }).partial({ calendar_id: true }),
    answer: setting,
  },
  {
    method: 'delete',
    path: '/surveys/:id',
    about: 'Calls off a question that was not asked yet',
    scope: 'close',
    answer: state('called-off'),
  },
  { method: 'put', path: '/surveys/:id', about: 'Asks all the same', scope: 'close', answer: state('planned') },
  {
    method: 'get',
    path: '/people/:id/survey-refusal',
    about: 'Whether a person asked not to be asked',
    scope: 'read',
    answer: refused,
  },
  {
    method: 'put',
    path: '/people/:id/survey-refusal',
    about: 'Notes that a person is not to be asked any more',
    scope: 'people',
    answer: refused,
  },
  {
    method: 'delete',
    path: '/people/:id/survey-refusal',
    about: 'They may be asked again',
    scope: 'people',
    answer: refused,
  },
  {
    method: 'get',
    path: '/satisfaction',
    about: 'How satisfied people are, each figure with its n and its interval; and their answers, the latest first',
    scope: 'read',
    query,
    answer: z.object({
      from: at,
      until: at,
      all: figure,
      windows: z.array(named),
      teams: z.array(named),
      people: z.array(named).describe('By who answered them; others than one’s own only for those who lead.'),
      weeks: z.array(figure.extend({ week: z.string() })),
      answers: z.array(marked),
      after: z.string().nullable(),
    }),
  },
  {
    method: 'get',
    path: '/satisfaction/export',
    about: 'All the answers as a CSV file, or with `format=json` as one list',
    scope: 'team',
    query: query.extend({ format: z.enum(['csv', 'json']).optional() }),
    answer: z.string(),
    type: 'text/csv',
  },
]
