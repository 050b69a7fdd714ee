import { z } from 'zod'
import type { Operation } from './operation.ts'

const at = z.iso.datetime()
const id = z.uuid()
const text = z.string().max(100_000).describe('What to look for: docs/queries.md.')

const query = z
  .object({
    id,
    name: z.string(),
    text: z.string(),
    version: z.number().int().describe('How often its text was written anew.'),
    group: z.object({ id, name: z.string() }).nullable(),
    takes_up: z.boolean().describe('Each mention waits for us, as if it had been said to us.'),
    created_at: at,
    created_by: z.string().nullable(),
    written_at: at,
    written_by: z.string().nullable(),
    paused_at: at.nullable(),
    removed_at: at.nullable(),
  })
  .meta({ id: 'Query', description: 'A saved search that watches everything heard.' })

const body = z.object({
  name: z.string().max(120),
  text,
  group: z.string().max(80).optional().describe('The name of a group; a new one is made.'),
  takes_up: z.boolean().optional().describe('Each mention waits for us.'),
  fill: z.boolean().optional().describe('Look through the last 30 days too. It goes on by itself.'),
})
const mention = z.object({ message_id: id, said_at: at })
const remark = z.object({
  from: z.number().int().describe('Where in the text, in UTF-16 units.'),
  to: z.number().int(),
  text: z.string(),
  mended: z.array(z.string()).describe('The whole text with this mended, the likeliest way first.'),
})
const filters = {
  day: z.iso.date().optional(),
  days: z.coerce.number().int().min(1).max(366).optional().describe('The last so many, today included.'),
  mood: z.enum(['negative', 'neutral', 'positive']).optional(),
  who: id.optional().describe('An identity.'),
  window: id.optional().describe('A channel.'),
}
const period = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) })
const page = { after: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).optional() }

const person = z.object({ id, name: z.string() }).nullable()
const alerts = z.object({
  alerts: z.array(z.object({ id, user: person, team: person, times: z.number().int(), minutes: z.number().int() })),
})

/** Saved searches: writing them, trying them, and what they found. */
export const listening: readonly Operation[] = [
  {
    method: 'get',
    path: '/listening',
    about: 'The saved searches by name, a page at a time',
    scope: 'read',
    query: z.object({ group: id.optional(), ...page }),
    answer: z.object({ queries: z.array(query), after: z.string().nullable() }),
  },
  {
    method: 'post',
    path: '/listening/check',
    about: 'What is wrong with a text, at its place and with ways to mend it',
    scope: 'listen',
    body: z.object({ text }),
    answer: z.object({ mistakes: z.array(remark), warnings: z.array(remark) }),
  },
  {
    method: 'post',
    path: '/listening/preview',
    about: 'What a text would have found in the last 30 days, as far as some seconds reach',
    scope: 'listen',
    body: z.object({ text }),
    answer: z.object({
      since: at,
      reached: at.describe('How far back it looked.'),
      is_whole: z.boolean(),
      looked: z.number().int(),
      found: z.number().int(),
      days: z.array(z.object({ day: z.iso.date(), found: z.number().int() })),
      samples: z.array(id).describe('Messages, the newest first.'),
      near: z
        .array(z.object({ without: z.string(), missed: z.number().int(), samples: z.array(id) }))
        .describe('Messages that failed by one condition alone.'),
      warnings: z.array(z.string()),
    }),
  },
  {
    method: 'post',
    path: '/listening/queries',
    about: 'Saves a search. It watches from the next message on',
    scope: 'listen',
    body,
    answer: query,
    status: 201,
  },
  {
    method: 'get',
    path: '/listening/queries/:id',
    about: 'A search with what it found, the latest first',
    scope: 'read',
    query: z.object({ ...filters, word: z.string().max(70).optional(), ...page }),
    answer: query.extend({ mentions: z.array(mention), after: z.string().nullable() }),
  },
  {
    method: 'patch',
    path: '/listening/queries/:id',
    about: 'Changes its name, text or group. What it found stays',
    scope: 'listen',
    body: body.partial().extend({
      version: z.number().int().optional().describe('Refuses (409) when its text is another by now.'),
    }),
    answer: query,
  },
  {
    method: 'get',
    path: '/listening/queries/:id/figures',
    about: 'What its mentions come to by day, mood, person and window, and the words on the rise this week',
    scope: 'read',
    query: period,
    answer: z.object({
      since: at,
      until: at,
      total: z.number().int(),
      people: z.number().int(),
      days: z.array(
        z.object({
          day: z.iso.date(),
          negative: z.number().int(),
          neutral: z.number().int(),
          positive: z.number().int(),
          unread: z.number().int(),
        }),
      ),
      who: z.array(z.object({ identity_id: id, person_id: id, name: z.string(), mentions: z.number().int() })),
      where: z.array(z.object({ channel_id: id, name: z.string(), network: z.string(), mentions: z.number().int() })),
      rising: z.array(z.object({ word: z.string(), now: z.number().int(), before: z.number().int(), z: z.number() })),
    }),
  },
  {
    method: 'get',
    path: '/listening/queries/:id/mentions.csv',
    about: 'Its mentions as a file for spreadsheets, the latest first',
    scope: 'read',
    query: z.object(filters),
    answer: z.string(),
    type: 'text/csv',
  },
  {
    method: 'get',
    path: '/listening/queries/:id/mentions.json',
    about: 'Its mentions with what was said, the latest first',
    scope: 'read',
    query: z.object(filters),
    answer: z.array(
      z.object({
        said_at: at,
        person: z.string(),
        window: z.string(),
        network: z.string(),
        mood: z.enum(['negative', 'neutral', 'positive']).nullable(),
        text: z.string(),
        message_id: id,
      }),
    ),
  },
  {
    method: 'get',
    path: '/listening/share',
    about: 'How much is said of each group of searches; a message that two of a group find counts once',
    scope: 'read',
    query: period,
    answer: z.object({
      since: at,
      until: at,
      groups: z.array(
        z.object({
          group_id: id,
          name: z.string(),
          total: z.number().int(),
          negative: z.number().int(),
          positive: z.number().int(),
          days: z.array(z.number().int()),
        }),
      ),
    }),
  },
  {
    method: 'get',
    path: '/listening/queries/:id/text',
    about: 'A search with every text it had',
    scope: 'read',
    answer: query.extend({
      texts: z.array(
        z.object({ version: z.number().int(), text: z.string(), written_at: at, written_by: z.string().nullable() }),
      ),
    }),
  },
  { method: 'put', path: '/listening/queries/:id/pause', about: 'Stops watching', scope: 'listen', answer: query },
  {
    method: 'delete',
    path: '/listening/queries/:id/pause',
    about: 'Watches again, from the next message on',
    scope: 'listen',
    answer: query,
  },
  {
    method: 'put',
    path: '/listening/queries/:id/removal',
    about: 'Removes a search; for 30 days it can come back with all that it found',
    scope: 'listen',
    answer: query,
  },
  {
    method: 'delete',
    path: '/listening/queries/:id/removal',
    about: 'Brings a removed search back',
    scope: 'listen',
    answer: query,
  },
  {
    method: 'put',
    path: '/listening/messages/:id/conversation',
    about: 'Takes a mention up: it waits for us, as if it had been said to us',
    scope: 'close',
    answer: z.object({ message_id: id, concerns_us: z.boolean() }),
  },
  {
    method: 'delete',
    path: '/listening/messages/:id/conversation',
    about: 'Lets it go again: nobody waits for an answer',
    scope: 'close',
    answer: z.object({ message_id: id, concerns_us: z.boolean() }),
  },
  {
    method: 'get',
    path: '/listening/queries/:id/alerts',
    about: 'Who is told when it finds something',
    scope: 'read',
    answer: alerts,
  },
  {
    method: 'post',
    path: '/listening/queries/:id/alerts',
    about: 'Tells somebody, or a team, when it finds so many mentions within so many minutes, and then not for as long',
    scope: 'listen',
    body: z.object({
      to: z.string().describe('`me`, `user:ID` or `team:ID`.'),
      times: z.number().int().min(1).max(1000).default(1),
      minutes: z.number().int().min(5).max(1440).default(60),
    }),
    answer: alerts,
    status: 201,
  },
  {
    method: 'delete',
    path: '/listening/alerts/:id',
    about: 'Tells them no more',
    scope: 'listen',
    answer: alerts,
  },
]
