import { z } from 'zod'
import type { Operation } from './operation.ts'

const id = z.uuid()
const at = z.iso.datetime()
const line = z
  .object({ id, kind: z.string(), text: z.string(), at, read_at: at.nullable(), href: z.string() })
  .meta({ id: 'Notification', description: 'Something that the token’s own person should know.' })
const pace = z.enum(['at-once', 'hourly', 'daily', 'never']).describe('How soon a letter tells of it.')
const onDevices = z.boolean().describe('Told on the browsers that they have added; left out, it is.')
const choices = z.object({
  mail_assigned: pace,
  mail_reply_failed: pace,
  mail_approval: pace,
  mail_mentions: pace,
  mail_due: pace,
  mail_named: pace,
  mail_followed: pace,
  push_assigned: onDevices,
  push_reply_failed: onDevices,
  push_approval: onDevices,
  push_mentions: onDevices,
  push_due: onDevices,
  push_named: onDevices,
  push_followed: onDevices,
  push_words: z.boolean().describe('There with its words too; else only who and where.'),
  daily_at: z.string().describe('When the letter of a day leaves, by that person’s own clock: 08:00.'),
  working_days: z.boolean().describe('Not on Saturdays and Sundays.'),
})
const day = z.number().int().min(0).max(6).describe('0 is Sunday.')
const quietHours = z.object({
  days: z.array(day).describe('It begins on these.'),
  from: z.string().describe('22:00, as that person’s clock has it.'),
  until: z.string().describe('08:00; before `from`: of the day after.'),
  whole_days: z.array(day).describe('Quiet from midnight to midnight.'),
  even_late: z.boolean().describe('What is late by its service level is told all the same.'),
  even_now: z.boolean().describe('So is what reads as urgent now.'),
})
const quiet = quietHours.extend({
  time_zone: z.string(),
  quiet_until: at.nullable().describe('It is quiet now, by these hours or because they are away, and until when.'),
})
const mail = z.object({
  is_on: z.boolean(),
  host: z.string().optional(),
  port: z.number().int().optional(),
  security: z.enum(['tls', 'starttls', 'none']).optional(),
  user: z.string().nullable().optional(),
  has_password: z.boolean().optional(),
  sender: z.string().optional(),
  from_environment: z.boolean().optional().describe('SMTP_URL says it, and it cannot be changed here.'),
})

/** What reaches the person a token belongs to, and how letters leave. */
export const news: readonly Operation[] = [
  {
    method: 'get',
    path: '/notifications',
    about: 'What the token’s own person should know, the newest first',
    scope: 'read',
    answer: z.object({ notifications: z.array(line) }),
  },
  {
    method: 'put',
    path: '/notifications/reading',
    about: 'Marks all of it as read',
    scope: 'read',
    answer: z.object({ read: z.literal(true) }),
  },
  { method: 'get', path: '/notifications/:id', about: 'One of them', scope: 'read', answer: line },
  {
    method: 'put',
    path: '/notifications/:id/reading',
    about: 'Marks one as read',
    scope: 'read',
    answer: z.object({ id, read: z.literal(true) }),
  },
  {
    method: 'get',
    path: '/notifications/settings',
    about: 'What that person wants by mail too',
    scope: 'read',
    answer: choices.extend({ mail_is_on: z.boolean() }),
  },
  {
    method: 'put',
    path: '/notifications/settings',
    about: 'Changes that; what is left out is never. `true` is at once',
    scope: 'read',
    body: choices.partial(),
    answer: choices,
  },
  {
    method: 'get',
    path: '/notifications/quiet-hours',
    about: 'When that person wants quiet: what rings then waits behind the bell and is told in one when it ends',
    scope: 'read',
    answer: quiet,
  },
  {
    method: 'put',
    path: '/notifications/quiet-hours',
    about: 'Changes that; what is left out is off',
    scope: 'read',
    body: quietHours.partial(),
    answer: quiet,
  },
  {
    method: 'delete',
    path: '/notifications/quiet-hours',
    about: 'No quiet hours',
    scope: 'read',
    answer: quiet,
  },
  { method: 'get', path: '/settings/mail', about: 'How letters leave', scope: 'settings', answer: mail },
  {
    method: 'put',
    path: '/settings/mail',
    about: 'Changes that. Without a password the kept one stays, if server and user do',
    scope: 'settings',
    body: z.object({
      host: z.string(),
      port: z.number().int().min(1).max(65535),
      security: z.enum(['tls', 'starttls', 'none']),
      user: z.string().optional(),
      password: z.string().optional(),
      sender: z.string().describe('hola@example.org, or Café Alameda <hola@example.org>'),
    }),
    answer: mail,
  },
  {
    method: 'delete',
    path: '/settings/mail',
    about: 'Letters leave no more, and the password is forgotten',
    scope: 'settings',
    answer: z.object({ is_on: z.literal(false) }),
  },
  {
    method: 'post',
    path: '/settings/mail/test',
    about: 'Sends a letter to the token’s own person',
    scope: 'settings',
    answer: z.object({ sent: z.boolean(), to: z.string(), reason: z.string().optional() }),
  },
]
