import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { browserOf, can, parseGiven, readGiven, viewerOf } from '../../access/index.ts'
import { transaction } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { type Ctx, done, type Env, wantsJson } from '../../core/web.ts'
import { words } from '../../lib/words.ts'
import { clientScript } from '../../ui/client-script.ts'
import { addDevice, type Device, findDevices, removeDevice } from './device.ts'
import { publicPushKey } from './keys.ts'
import type { Pushing } from './message.ts'
import { pushTrial } from './push.ts'

const page = '/notifications/settings'

/**
 * Somebody's browsers in which they are told. Everything under `/me` needs a browser's session: a program with a token has no
 * browser.
 */
export function deviceRoutes(pushing: Pushing): Hono<Env> {
  const { core } = pushing
  const routes = new Hono<Env>()

  // It reaches all of our pages, since a click opens any of them.
  routes.get('/me/push-worker.js', can('read'), (c) =>
    c.body(clientScript('push-worker'), 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'service-worker-allowed': '/',
    }),
  )

  routes.get('/me/devices', can('read'), async (c) => {
    if (!wantsJson(c)) return c.redirect(`${page}#devices`, 303)
    return c.json(await present(c))
  })

  routes.post('/me/devices', can('read'), async (c) => {
    const { endpoint, p256dh, auth } = parseGiven(address, await readGiven(c), {})
    const given = { endpoint, p256dh, auth, name: nameOf(c), userId: viewerOf(c).id, sessionId: sessionOf(c) }
    const mayBePlain = core.config.allowPrivateNetworks !== ''
    await transaction(core.db, (tx) => addDevice(tx, given, mayBePlain))
    return done(c, { ...(await present(c)), to: `${page}?done=push-added#devices` }, `${page}?done=push-added`, 201)
  })

  routes.delete('/me/devices/:id', can('read'), async (c) => {
    await transaction(core.db, (tx) => removeDevice(tx, viewerOf(c).id, idIn(c)))
    return done(c, await present(c), `${page}?done=push-removed`)
  })

  routes.post('/me/devices/:id/trial', can('read'), async (c) => {
    const device = (await findDevices(core.db, viewerOf(c).id)).find(({ id }) => id === idIn(c))
    if (!device) throw notFound()
    const posted = await pushTrial(pushing, device)
    const to = posted?.to ?? 'failed'
    return done(c, { told: to === 'told', outcome: to }, `${page}?done=push-${to}`)
  })

  async function present(c: Ctx) {
    const devices = await findDevices(core.db, viewerOf(c).id, sessionOf(c))
    return { key: await publicPushKey(core), devices: devices.map(asJson) }
  }

  return routes
}

const asJson = ({ id, name, isThis, addedAt, toldAt }: Device) => ({
  id,
  name,
  this: isThis,
  added_at: addedAt,
  told_at: toldAt,
})

const address = z.object({ endpoint: z.string(), p256dh: z.string().max(200), auth: z.string().max(200) })

/** As the list of sessions calls it. */
function nameOf(c: Ctx): string {
  const browser = browserOf(c.req.header('user-agent') ?? '')
  if (!browser) return c.var.t('access.browser-unknown')
  return c.var.t('access.browser-on', { browser: browser.name, system: browser.system })
}

export function sessionOf(c: Context<Env>): string {
  const id = c.var.session?.id
  if (!id) throw new Refusal(403, words('access.needs-browser'))
  return id
}

function idIn(c: Ctx): string {
  const parsed = z.uuid().safeParse(c.req.param('id'))
  if (!parsed.success) throw notFound()
  return parsed.data
}
