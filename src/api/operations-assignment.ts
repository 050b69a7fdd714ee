import { z } from 'zod'
import { personGiven, ruleGiven, skillsGiven } from '../conversations/index.ts'
import type { Operation } from './operation.ts'

const id = z.uuid()
const rule = z
  .object({
    id,
    ...ruleGiven.shape,
    waiting: z.number().int().optional().describe('How many wait until somebody of it has room; only in the list.'),
  })
  .meta({ id: 'AssignmentRule', description: 'To whom conversations go by themselves: the first that fits holds.' })
const person = z
  .object({
    id,
    name: z.string(),
    ...personGiven.shape,
    load: z.number().int().describe('What they have that waits for an answer: urgency 3 counts 3, 2 counts 2, else 1.'),
  })
  .meta({
    id: 'AssignmentPerson',
    description: 'How much somebody is to have at once, and by which calendar they work.',
  })

const named = z.object({ id, name: z.string() })
const at = z.iso.datetime()
const skilled = z
  .object({ user: named, ...skillsGiven.shape })
  .meta({ id: 'Skills', description: 'What somebody is good at: languages, networks, topics by their ids.' })
const absence = z
  .object({ id, user: named, from: at, until: at, note: z.string().nullable(), stand_in: named.nullable() })
  .meta({ id: 'Absence', description: 'Somebody is out of office.' })

const path = '/settings/assignment'

/** To whom conversations go by themselves. */
export const assignment: readonly Operation[] = [
  {
    method: 'get',
    path,
    about: 'The assignment rules in their order, how much everybody can have, and how much nobody has',
    scope: 'settings',
    answer: z.object({
      rules: z.array(rule),
      people: z.array(person),
      unassigned: z.number().int().describe('Of what waits for an answer; counted to a thousand.'),
    }),
  },
  {
    method: 'post',
    path,
    about: 'Makes a rule, the last in order: for what comes in from now on',
    scope: 'settings',
    body: ruleGiven,
    answer: rule,
    status: 201,
  },
  { method: 'get', path: `${path}/:id`, about: 'One of them', scope: 'settings', answer: rule },
  {
    method: 'put',
    path: `${path}/:id`,
    about: 'Writes it anew; what it gave stays where it is',
    scope: 'settings',
    body: ruleGiven,
    answer: rule,
  },
  {
    method: 'put',
    path: `${path}/:id/place`,
    about: 'Moves it before the one above, or after the one below',
    scope: 'settings',
    body: z.object({ to: z.enum(['up', 'down']) }),
    answer: rule,
  },
  { method: 'delete', path: `${path}/:id`, about: 'It gives no more', scope: 'settings', answer: rule },
  { method: 'delete', path: `${path}/:id/removal`, about: 'It gives again', scope: 'settings', answer: rule },
  {
    method: 'post',
    path: `${path}/backlog`,
    about: 'Gives out by rule what waits and nobody has, however old; says how many',
    scope: 'settings',
    answer: z.object({ count: z.number().int() }),
    status: 202,
  },
  {
    method: 'put',
    path: `${path}/people/:id`,
    about: 'Says how much somebody can have at once and when they work',
    scope: 'settings',
    body: personGiven,
    answer: person,
  },
  {
    method: 'get',
    path: '/skills/:id',
    about: 'What one of us is good at; `me` is the token’s own person',
    scope: 'reply',
    answer: skilled,
  },
  {
    method: 'put',
    path: '/skills/:id',
    about: 'Says it anew: of oneself, or, for those who may change settings, of anybody',
    scope: 'reply',
    body: skillsGiven,
    answer: skilled,
  },
  {
    method: 'get',
    path: '/absences',
    about: 'Who is out of office, or will be',
    scope: 'read',
    answer: z.object({ absences: z.array(absence) }),
  },
  {
    method: 'post',
    path: '/absences',
    about: 'Somebody is away: the token’s own person, or, for those who lead the team, anybody',
    scope: 'reply',
    body: z.object({
      user_id: z.uuid().optional(),
      from: z.string().optional().describe('Left out: from now on.'),
      until: z.string(),
      stand_in_id: z.uuid().optional().describe('Who gets what is said to them. Left out: by rule.'),
      note: z.string().max(200).optional(),
    }),
    answer: absence,
    status: 201,
  },
  { method: 'delete', path: '/absences/:id', about: 'They are back', scope: 'reply', answer: absence },
  {
    method: 'delete',
    path: '/absences/:id/ending',
    about: 'They are not back after all',
    scope: 'reply',
    answer: absence,
  },
]
