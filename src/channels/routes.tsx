import { Hono } from 'hono'
import { z } from 'zod'
import { can, viewerOf } from '../access/index.ts'
import { notFound, Refusal } from '../core/errors.ts'
import { leadingElsewhere } from '../core/headers.ts'
import { answer, type Ctx, done, type Env, wantsJson } from '../core/web.ts'
import { words } from '../lib/words.ts'
import { wrongFields } from '../lib/wrong-fields.ts'
import type { ShellOf } from '../ui/shell.ts'
import { type Channel, findChannel, findChannels } from './channel.ts'
import { connect, reconnect } from './connect.ts'
import { beginConsent, completeConsent } from './consent.ts'
import { connectorOf, type Switchboard } from './context.ts'
import { findDetails } from './details.ts'
import { pause, resume } from './pause.ts'
import { presentChannel } from './present.ts'
import { remove } from './remove.ts'
import { openSettings } from './settings.ts'
import { parseSettings, type Settings, trySettings } from './try-settings.ts'
import { ChannelPage, type Incoming } from './views/channel-page.tsx'
import { ChannelsPage } from './views/channels-page.tsx'
import { ConnectPage, type Draft } from './views/connect-page.tsx'
import { NetworksPage } from './views/networks-page.tsx'

const connection = z.object({
  network: z.string(),
  settings: z.record(z.string(), z.unknown()).default({}),
  history_days: z.coerce.number().int().min(0).max(3650).default(30),
})

/** Windows: adding one, its page, pausing, reconnecting, taking it down. */
export function channelRoutes(board: Switchboard, shellOf: ShellOf): Hono<Env> {
  const { db } = board.core
  const routes = new Hono<Env>()

  routes.get('/channels', can('read'), async (c) => {
    const channels = await findChannels(db)
    return answer(c, {
      json: () => ({ channels: channels.map((channel) => presentChannel(channel)) }),
      html: async () => (
        <ChannelsPage shell={await shellOf(c)} may={mayChange(c)} channels={channels} connectors={board.connectors} />
      ),
    })
  })

  routes.get('/channels/new', can('channels'), async (c) =>
    answer(c, {
      json: () => ({ networks: [...board.connectors.values()].map(({ network, name }) => ({ network, name })) }),
      html: async () => <NetworksPage shell={await shellOf(c)} connectors={board.connectors} />,
    }),
  )

  routes.get('/channels/new/:network', can('channels'), async (c) => {
    const connector = offered(board, c.req.param('network'))
    if (connector.consent) c.header('content-security-policy', leadingElsewhere)
    return answer(c, {
      json: () => ({ network: connector.network, settings: z.toJSONSchema(connector.settings, { io: 'input' }) }),
      html: async () => (
        <ConnectPage shell={await shellOf(c)} connector={connector} draft={{ settings: {}, historyDays: 30 }} />
      ),
    })
  })

  routes.get('/channels/consents/back', can('channels'), async (c) => {
    const { state, ...params } = z.object({ state: z.string() }).catchall(z.string()).parse(c.req.query())
    const by = viewerOf(c)
    const back = await completeConsent(board, { state, params, redirectUri: redirectUri(c), by })
    const { id } = await connect(board, back.connector, back.tried, { historyDays: back.historyDays, by })
    return c.redirect(`/channels/${id}`, 303)
  })

  // "Test", "Connect" and "Connect with the network" are three buttons of one form.
  routes.post('/channels/new/:network', can('channels'), async (c) => {
    const connector = offered(board, c.req.param('network'))
    const { deed: asked, historyDays, given } = await readForm(c)
    const draft: Draft = { settings: given, historyDays }
    if (connector.consent) c.header('content-security-policy', leadingElsewhere)
    try {
      const settings = parseSettings(connector, given)
      if (asked === 'consent') {
        const how = { historyDays, redirectUri: redirectUri(c), by: viewerOf(c) }
        return c.redirect(await beginConsent(board, connector, settings, how), 303)
      }
      const tried = await trySettings(board, connector, settings)
      if (asked === 'connect') {
        const { id } = await connect(board, connector, tried, { historyDays, by: viewerOf(c) })
        return c.redirect(`/channels/${id}`, 303)
      }
      draft.found = tried.found
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      draft.refusal = error
    }
    const page = <ConnectPage shell={await shellOf(c)} connector={connector} draft={draft} />
    return c.html(String(await page), draft.refusal ? 422 : 200)
  })

  routes.post('/channels', can('channels'), async (c) => {
    const { network, settings, history_days } = parse(connection, await c.req.json().catch(() => ({})))
    const connector = offered(board, network)
    const tried = await trySettings(board, connector, parseSettings(connector, settings))
    const { id } = await connect(board, connector, tried, { historyDays: history_days, by: viewerOf(c) })
    return c.json(presentChannel(await findChannel(db, id)), 201)
  })

  routes.get('/channels/:id', can('read'), async (c) => {
    const channel = await findChannel(db, id(c))
    const details = await findDetails(db, channel.id)
    return answer(c, {
      json: () => presentChannel(channel, details),
      html: async () => (
        <ChannelPage
          incoming={await incomingOf(c, channel)}
          mayImport={viewerOf(c).can.has('import')}
          shell={await shellOf(c)}
          may={mayChange(c)}
          channel={channel}
          details={details}
          connectors={board.connectors}
        />
      ),
    })
  })

  routes.get('/channels/:id/settings', can('channels'), async (c) => {
    const channel = await standing(c)
    const settings = await openSettings(db, board.core.cipher, channel.id)
    const draft = { settings, historyDays: 0, channel }
    const page = <ConnectPage shell={await shellOf(c)} connector={connectorOf(board, channel.network)} draft={draft} />
    return c.html(String(await page))
  })

  routes.patch('/channels/:id', can('channels'), async (c) => {
    const channel = await standing(c)
    const connector = connectorOf(board, channel.network)
    const before = await openSettings(db, board.core.cipher, channel.id)
    const { given } = await readForm(c)
    try {
      await reconnect(board, channel, await trySettings(board, connector, parseSettings(connector, given, before)), {
        before,
        by: viewerOf(c),
      })
    } catch (error) {
      if (!(error instanceof Refusal) || wantsJson(c)) throw error
      const draft = { settings: { ...before, ...given }, historyDays: 0, channel, refusal: error }
      return c.html(String(await (<ConnectPage shell={await shellOf(c)} connector={connector} draft={draft} />)), 422)
    }
    return done(c, presentChannel(await findChannel(db, channel.id)), `/channels/${channel.id}`)
  })

  routes.put('/channels/:id/pause', can('channels'), (c) => deed(c, (tx, channel) => pause(tx, channel, viewerOf(c))))
  routes.delete('/channels/:id/pause', can('channels'), (c) =>
    deed(c, (tx, channel) => resume(tx, channel, viewerOf(c))),
  )
  routes.delete('/channels/:id', can('channels'), async (c) => {
    const channel = await findChannel(db, id(c))
    await db.transaction().execute((tx) => remove(tx, board.core.cipher, channel, viewerOf(c)))
    return done(c, presentChannel(await findChannel(db, channel.id)), '/channels')
  })

  async function incomingOf(c: Ctx, channel: Channel): Promise<Incoming> {
    const address = `${c.var.publicUrl}/api/v1/channels/${channel.id}/messages`
    const connector = board.connectors.get(channel.network)
    if (!connector?.toCopy || !mayChange(c) || channel.removedAt) return { address, toCopy: [] }
    return { address, toCopy: connector.toCopy(await openSettings(db, board.core.cipher, channel.id)) }
  }

  /** A window that was taken down has no settings to change; it comes back when its account is connected. */
  async function standing(c: Ctx): Promise<Channel> {
    const channel = await findChannel(db, id(c))
    if (channel.removedAt) throw new Refusal(409, words('channels.taken-down'))
    return channel
  }

  async function deed(c: Ctx, verb: (tx: Parameters<typeof pause>[0], channel: { id: string }) => Promise<void>) {
    const channel = await standing(c)
    await db.transaction().execute((tx) => verb(tx, channel))
    return done(c, presentChannel(await findChannel(db, channel.id)), `/channels/${channel.id}`)
  }

  return routes
}

const mayChange = (c: Ctx) => viewerOf(c).can.has('channels')

const redirectUri = (c: Ctx) => `${c.var.publicUrl}/channels/consents/back`

function offered(board: Switchboard, network: string) {
  const connector = board.connectors.get(network)
  if (!connector) throw notFound()
  return connector
}

function id(c: Ctx): string {
  const parsed = z.uuid().safeParse(c.req.param('id'))
  if (!parsed.success) throw notFound()
  return parsed.data
}

function parse<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Refusal(422, words('channels.settings-wrong'), { fields: wrongFields(parsed.error, given) })
}

const formHead = z.object({
  deed: z.enum(['test', 'connect', 'consent', 'save']).default('connect'),
  history_days: z.coerce.number().int().min(0).max(3650).catch(30),
})

/** A form's fields are strings; a program's `settings` are what they are. */
async function readForm(c: Ctx): Promise<{ deed: string; historyDays: number; given: Settings }> {
  if (c.req.header('content-type')?.includes('application/json')) {
    const body = parse(
      z.object({ settings: z.record(z.string(), z.unknown()).default({}) }),
      await c.req.json().catch(() => ({})),
    )
    return { deed: 'save', historyDays: 0, given: body.settings }
  }
  const form = await c.req.parseBody({ all: true })
  const head = formHead.parse({ deed: form.deed, history_days: form.history_days })
  const texts = Object.entries(form).flatMap(([name, value]) =>
    name.startsWith('s.') ? [[name.slice(2), Array.isArray(value) ? value.at(-1) : value]] : [],
  )
  // A box that is not ticked does not travel: the form says which ones it has.
  const boxes = [form.box ?? []].flat().map((name) => [name, form[`s.${name}`] !== undefined])
  return { deed: head.deed, historyDays: head.history_days, given: Object.fromEntries([...texts, ...boxes]) }
}
