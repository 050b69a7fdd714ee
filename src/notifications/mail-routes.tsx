import { Hono } from 'hono'
import { z } from 'zod'
import { type Again, blank, can, type Given, orAgain, parseGiven, viewerOf } from '../access/index.ts'
import type { Core } from '../core/core.ts'
import { transaction } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { answer, type Ctx, done, type Env, wantsJson } from '../core/web.ts'
import { type Words, words } from '../lib/words.ts'
import { MailFailure } from './mail-failure.ts'
import type { MailRoad } from './mail-road.ts'
import { findMailRoad, forgetMailSettings, keepMailSettings, type MailChange } from './mail-settings.ts'
import type { NotificationRoutes } from './routes.tsx'
import { MailPage } from './views/mail-page.tsx'

const path = '/settings/mail'

/** How letters leave the house: looked at, changed, tried. */
export function mailRoutes(core: Core, { mailer, shellOf, housePages }: NotificationRoutes): Hono<Env> {
  const routes = new Hono<Env>()

  routes.get(path, can('settings'), async (c) => {
    const road = await findMailRoad(core)
    return answer(c, { json: () => present(road), html: () => page(c, {}) })
  })

  routes.put(path, can('settings'), (c) =>
    orAgain(
      c,
      async (given) => {
        const before = await changeable(core)
        const change = parseChange(before, given)
        await transaction(core.db, (tx) => keepMailSettings(tx, core.cipher, change, viewerOf(c)))
        return done(c, present({ ...change, fixed: false }), `${path}?done=saved`)
      },
      (again) => page(c, { again }),
    ),
  )

  routes.delete(path, can('settings'), async (c) => {
    await changeable(core)
    await transaction(core.db, (tx) => forgetMailSettings(tx, viewerOf(c)))
    return done(c, { is_on: false }, `${path}?done=forgotten`)
  })

  routes.post(`${path}/test`, can('settings'), async (c) => {
    const { t } = c.var
    const to = await addressOf(core, viewerOf(c).id)
    try {
      await mailer.send({ to, subject: t('notifications.test-subject'), text: t('notifications.test-letter') })
    } catch (error) {
      if (!(error instanceof MailFailure)) throw error
      if (wantsJson(c)) return c.json({ sent: false, to, reason: t.words(error.words) })
      return c.html(String(await page(c, { failure: error.words })), 422)
    }
    return done(c, { sent: true, to }, `${path}?done=sent`)
  })

  const page = async (c: Ctx, { again = blank, failure }: { again?: Again; failure?: Words }) => {
    const viewer = viewerOf(c)
    const said = doneThings.find((it) => it === c.req.query('done'))
    const [shell, road, myAddress] = await Promise.all([shellOf(c), findMailRoad(core), addressOf(core, viewer.id)])
    return <MailPage {...{ shell, viewer, more: housePages, road, again, myAddress, done: said, failure }} />
  }

  return routes
}

const doneThings = ['saved', 'forgotten', 'sent'] as const

/** What the form may change; refused when SMTP_URL says it. */
async function changeable(core: Core): Promise<MailRoad | undefined> {
  const road = await findMailRoad(core)
  if (road?.fixed) throw new Refusal(409, words('notifications.mail-fixed'))
  return road
}

// Nothing with a line break: it would end up in the head of a letter.
const line = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}]*$/u)
const schema = z.object({
  host: line.pipe(
    z
      .string()
      .regex(/^[^\s/@]+$/)
      .max(253),
  ),
  port: z.coerce.number().int().min(1).max(65535),
  security: z.enum(['tls', 'starttls', 'none']),
  user: line.pipe(z.string().max(320)).default(''),
  password: z.string().max(1000).default(''),
  sender: line.pipe(
    z
      .string()
      .max(320)
      .regex(/^([^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/),
  ),
})

function parseChange(before: MailRoad | undefined, given: Given): MailChange {
  const asked = parseGiven(schema, given, {
    host: 'notifications.host-wrong',
    port: 'notifications.port-wrong',
    sender: 'notifications.sender-wrong',
  })
  const { host, port, security, sender } = asked
  const user = asked.user || undefined
  const change = { host, port, security, sender, user, password: user && (asked.password || undefined) }
  if (change.password !== undefined || user === undefined || before?.password === undefined) return change
  // The kept password is for the server and the user it was given for: it is not shown to another.
  if (before.host === host && before.user === user && before.security === security)
    return { ...change, password: before.password }
  const again = words('notifications.password-again')
  throw new Refusal(422, again, { fields: { password: again } })
}

async function addressOf({ db }: Core, userId: string): Promise<string> {
  const { email } = await db.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirstOrThrow()
  return email
}

const present = (road: MailRoad | undefined) =>
  road === undefined
    ? { is_on: false }
    : {
        is_on: true,
        host: road.host,
        port: road.port,
        security: road.security,
        user: road.user ?? null,
        has_password: road.password !== undefined,
        sender: road.sender,
        from_environment: road.fixed,
      }
