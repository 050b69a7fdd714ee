import { z } from 'zod'
import type { Operation } from './operation.ts'

const id = z.uuid()
const at = z.iso.datetime()
const line = z
  .object({ id, kind: z.string(), text: z.string(), at, read_at: at.nullable(), href: z.string() })
  .meta({ id: 'Notification', description: 'Something that the token’s own person should know.' })
const choices = z.object({ mail_assigned: z.boolean(), mail_reply_failed: z.boolean(), mail_mentions: z.boolean() })
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
    about: 'Changes that; what is left out is off',
    scope: 'read',
    body: choices.partial(),
    answer: choices,
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
