import { Hono } from 'hono'
import { z } from 'zod'
import { type Again, blank, can, type HousePage, type Mailer, readGiven, viewerOf } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { transaction } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import type { Translator } from '../core/i18n/translator.ts'
import { answer, type Ctx, done, type Env, wantsJson } from '../core/web.ts'
import type { ShellOf } from '../ui/shell.ts'
import { choose, findChoices } from './choices.ts'
import { choicesAsJson, readChoices } from './choices-given.ts'
import { unknownLetters } from './letter.ts'
import { mailRoutes } from './mail-routes.tsx'
import { findNotification, findNotifications, markRead, type Notification } from './notification.ts'
import { findDevices } from './push/device.ts'
import { publicPushKey } from './push/keys.ts'
import { deviceRoutes } from './push/routes.ts'
import { findQuietHours } from './quiet.ts'
import { quietRoutes } from './quiet-routes.ts'
import { sentence } from './sentence.ts'
import { ChoicesPage } from './views/choices-page.tsx'
import { NotificationsPage } from './views/notifications-page.tsx'

export interface NotificationRoutes {
  mailer: Mailer
  translator: Translator
  /** How a network is called on screen. */
  networkName(network: string): string
  shellOf: ShellOf
  /** Every page about the house, for the tabs. */
  housePages: readonly HousePage[]
}

/** The bell, what each of us wants by mail, and how letters leave. */
export function notificationRoutes(core: Core, options: NotificationRoutes): Hono<Env> {
  const { mailer, shellOf } = options
  const routes = new Hono<Env>()
  routes.route('/', mailRoutes(core, options))
  routes.route('/', deviceRoutes({ core, ...options }))

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
    return answer(c, {
      json: () => ({ ...choicesAsJson(choices), mail_is_on: isMailOn }),
      html: () => choicesPage(c, blank),
    })
  })

  routes.route('/', quietRoutes(core, choicesPage))

  routes.put('/notifications/settings', can('read'), async (c) => {
    const choices = readChoices(await readGiven(c))
    await transaction(core.db, (tx) => choose(tx, viewerOf(c).id, choices))
    return done(c, choicesAsJson(choices), '/notifications/settings?done=saved')
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

  /** `again`: their quiet hours, to be filled in once more. */
  async function choicesPage(c: Ctx, again: Again) {
    const viewer = viewerOf(c)
    const isMailOn = await mailer.isOn()
    const [choices, quiet] = [await findChoices(core.db, viewer.id), await findQuietHours(core.db, viewer.id)]
    const unknown = await unknownLetters(core, viewer.id)
    const devices = await findDevices(core.db, viewer.id, c.var.session?.id)
    const about = { viewer, choices, quiet, again, unknown, isMailOn, devices, pushKey: await publicPushKey(core) }
    return <ChoicesPage shell={await shellOf(c)} {...about} done={c.req.query('done')} />
  }

  return routes
}

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
