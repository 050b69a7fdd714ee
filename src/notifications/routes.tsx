import { Hono } from 'hono'
import { z } from 'zod'
import { can, type HousePage, type Mailer, parseGiven, readGiven, viewerOf } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { transaction } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { answer, type Ctx, done, type Env, wantsJson } from '../core/web.ts'
import type { ShellOf } from '../ui/shell.ts'
import { type Choices, choose, findChoices } from './choices.ts'
import { mailRoutes } from './mail-routes.tsx'
import { findNotification, findNotifications, markRead, type Notification } from './notification.ts'
import { sentence } from './sentence.ts'
import { ChoicesPage } from './views/choices-page.tsx'
import { NotificationsPage } from './views/notifications-page.tsx'

export interface NotificationRoutes {
  mailer: Mailer
  shellOf: ShellOf
  /** Every page about the house, for the tabs. */
  housePages: readonly HousePage[]
}

/** The bell, what each of us wants by mail, and how letters leave. */
export function notificationRoutes(core: Core, options: NotificationRoutes): Hono<Env> {
  const { mailer, shellOf } = options
  const routes = new Hono<Env>()
  routes.route('/', mailRoutes(core, options))

  routes.get('/notifications', can('read'), async (c) => {
    const viewer = viewerOf(c)
    const lines = await findNotifications(core.db, viewer.id)
    return answer(c, {
      json: () => ({ notifications: lines.map((line) => present(c, line)) }),
      html: async () => <NotificationsPage shell={await shellOf(c)} viewer={viewer} lines={lines} />,
    })
  })

  routes.put('/notifications/reading', can('read'), async (c) => {
    await transaction(core.db, (tx) => markRead(tx, viewerOf(c).id))
    return done(c, { read: true }, '/notifications')
  })

  routes.get('/notifications/settings', can('read'), async (c) => {
    const viewer = viewerOf(c)
    const [choices, isMailOn] = await Promise.all([findChoices(core.db, viewer.id), mailer.isOn()])
    const isSaved = c.req.query('done') === 'saved'
    return answer(c, {
      json: () => ({ ...asJson(choices), mail_is_on: isMailOn }),
      html: async () => <ChoicesPage shell={await shellOf(c)} {...{ viewer, choices, isMailOn, isSaved }} />,
    })
  })

  routes.put('/notifications/settings', can('read'), async (c) => {
    const asked = parseGiven(wanted, await readGiven(c), {})
    const choices = {
      mailAssigned: asked.mail_assigned,
      mailReplyFailed: asked.mail_reply_failed,
      mailMentions: asked.mail_mentions,
    }
    await transaction(core.db, (tx) => choose(tx, viewerOf(c).id, choices))
    return done(c, asJson(choices), '/notifications/settings?done=saved')
  })

  routes.get('/notifications/:id', can('read'), async (c) => {
    const { id } = viewerOf(c)
    const line = await findNotification(core.db, idIn(c), id)
    if (wantsJson(c)) return c.json(present(c, line))
    // Whoever follows it has seen it; a program that reads it has not.
    await transaction(core.db, (tx) => markRead(tx, id, line.id))
    return c.redirect(line.href, 303)
  })

  routes.put('/notifications/:id/reading', can('read'), async (c) => {
    const { id } = viewerOf(c)
    const line = await findNotification(core.db, idIn(c), id)
    await transaction(core.db, (tx) => markRead(tx, id, line.id))
    return done(c, { id: line.id, read: true }, '/notifications')
  })

  return routes
}

// A box that is not ticked is not sent.
const box = z.preprocess((value) => value === true || value === '1' || value === 'true', z.boolean())
const wanted = z.object({ mail_assigned: box, mail_reply_failed: box, mail_mentions: box })

const asJson = (choices: Choices) => ({
  mail_assigned: choices.mailAssigned,
  mail_reply_failed: choices.mailReplyFailed,
  mail_mentions: choices.mailMentions,
})

const present = (c: Ctx, line: Notification) => ({
  id: line.id,
  kind: line.kind,
  text: c.var.t.words(sentence(line)),
  at: line.at.toISOString(),
  read_at: line.readAt?.toISOString() ?? null,
  href: line.href,
})

function idIn(c: Ctx): string {
  const parsed = z.uuid().safeParse(c.req.param('id'))
  if (!parsed.success) throw notFound()
  return parsed.data
}
