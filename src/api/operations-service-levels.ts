import { z } from 'zod'
import { levelGiven } from '../conversations/index.ts'
import type { Operation } from './operation.ts'

const id = z.uuid()
const hours = z
  .string()
  .describe('`9:00–13:00, 16:00–20:00`; `22:00–6:00` goes on into the next day; nothing is a day off.')
const day = z.string().describe('`2026-12-24`, or `12-25` for every year.')
const named = z.object({
  name: z.string().max(80),
  time_zone: z.string().describe('As the tz database has it: `Europe/Madrid`.'),
  week: z.array(hours).length(7).describe('Sunday first.'),
})
const special = z.object({ day, name: z.string().nullable(), hours })
const calendar = named.extend({ id, days: z.array(special) }).meta({
  id: 'Calendar',
  description: 'When we work. A day that is otherwise is as written, from midnight to midnight.',
})
const target = z.enum(['first-answer', 'next-answer', 'resolution'])
const level = z
  .object({
    id,
    ...levelGiven.shape,
    kept: z
      .array(z.object({ target, in_time: z.number().int(), of: z.number().int() }))
      .describe('Of what ended in 30 days; only in the list.'),
  })
  .meta({ id: 'ServiceLevel', description: 'By when people are answered: times in minutes of working time.' })

const calendars = '/settings/calendars'
const levels = '/settings/service-levels'

/** Working time, and by when people are answered. */
export const serviceLevels: readonly Operation[] = [
  {
    method: 'get',
    path: calendars,
    about: 'The calendars of working time',
    scope: 'settings',
    answer: z.object({ calendars: z.array(calendar) }),
  },
  {
    method: 'post',
    path: calendars,
    about: 'Makes a calendar',
    scope: 'settings',
    body: named,
    answer: calendar,
    status: 201,
  },
  { method: 'get', path: `${calendars}/:id`, about: 'One of them', scope: 'settings', answer: calendar },
  {
    method: 'put',
    path: `${calendars}/:id`,
    about: 'Writes it anew; what is due by it is reckoned again',
    scope: 'settings',
    body: named,
    answer: calendar,
  },
  {
    method: 'delete',
    path: `${calendars}/:id`,
    about: 'Removes it, unless a service level counts by it',
    scope: 'settings',
    answer: calendar,
  },
  {
    method: 'delete',
    path: `${calendars}/:id/removal`,
    about: 'Brings it back',
    scope: 'settings',
    answer: calendar,
  },
  {
    method: 'post',
    path: `${calendars}/:id/days`,
    about: 'Says how a day is: a holiday, or with hours of its own',
    scope: 'settings',
    body: z.object({ day, name: z.string().max(80).optional(), hours: hours.optional() }),
    answer: calendar,
    status: 201,
  },
  {
    method: 'delete',
    path: `${calendars}/:id/days/:day`,
    about: 'The day is like any other again',
    scope: 'settings',
    answer: calendar,
  },
  {
    method: 'get',
    path: levels,
    about: 'The service levels in their order: the first that fits a conversation holds for it',
    scope: 'settings',
    answer: z.object({ levels: z.array(level) }),
  },
  {
    method: 'post',
    path: levels,
    about: 'Makes a service level, the last in order',
    scope: 'settings',
    body: levelGiven,
    answer: level,
    status: 201,
  },
  { method: 'get', path: `${levels}/:id`, about: 'One of them', scope: 'settings', answer: level },
  {
    method: 'put',
    path: `${levels}/:id`,
    about: 'Writes it anew; what is open is reckoned again',
    scope: 'settings',
    body: levelGiven,
    answer: level,
  },
  {
    method: 'put',
    path: `${levels}/:id/place`,
    about: 'Moves it before the one above, or after the one below',
    scope: 'settings',
    body: z.object({ to: z.enum(['up', 'down']) }),
    answer: level,
  },
  { method: 'delete', path: `${levels}/:id`, about: 'It no longer holds', scope: 'settings', answer: level },
  { method: 'delete', path: `${levels}/:id/removal`, about: 'It holds again', scope: 'settings', answer: level },
]
