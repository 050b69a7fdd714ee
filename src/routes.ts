import { Hono } from 'hono'
import {
  type Access,
  accessRoutes,
  can,
  doorRoutes,
  type Mailer,
  methodOverride,
  originCheck,
  viewerOf,
  whoIsThere,
} from './access/index.ts'
import { apiRoutes } from './api/routes.tsx'
import {
  automationRoutes,
  automationsHousePage,
  type DeedKinds,
  macroRoutes,
  macrosHousePage,
} from './automations/index.ts'
import { channelRoutes, type Switchboard } from './channels/index.ts'
import {
  approvalHousePage,
  approvalNav,
  assignmentHousePage,
  calendarsHousePage,
  coachHousePage,
  conversationRoutes,
  countNeeding,
  learningHousePage,
  levelsHousePage,
  promisesOf,
  savedRepliesHousePage,
  storedMessages,
  surveysHousePage,
} from './conversations/index.ts'
import type { Core } from './core/core.ts'
import { notFound } from './core/errors.ts'
import { fileRoutes } from './core/files/routes.ts'
import { securityHeaders } from './core/headers.ts'
import { healthRoutes } from './core/health.ts'
import type { Translator } from './core/i18n/translator.ts'
import type { Live } from './core/live.ts'
import type { Broadcast } from './core/live-stream.ts'
import { pagesFirst } from './core/pages-first.ts'
import { onError } from './core/problem.ts'
import type { Ctx, Env, Viewer } from './core/web.ts'
import { importHousePage, importRoutes, intakeRoutes, type Understanding } from './intake/index.ts'
import { listeningRoutes } from './listening/index.ts'
import { bellOf, mailHousePage, notificationRoutes } from './notifications/index.ts'
import { peopleRoutes } from './people/index.ts'
import { drawProblem } from './problem-page.tsx'
import { shellWith } from './shell.ts'
import { serveAssets } from './ui/assets.ts'
import type { Slots } from './ui/slots.ts'

export interface Wired {
  core: Core
  board: Switchboard
  access: Access
  /** Why a text is read as it is. */
  explain: Understanding['explain']
  mailer: Mailer
  /** Every message key there is. */
  keys: ReadonlySet<string>
  translator: Translator
  live: Live
  broadcast: Broadcast
  slots: Slots
  /** What automations and macros can do. */
  deeds: DeedKinds
}

/** Mounts the rooms. Pages and the API are the same routes: `/api/v1/x` answers JSON where `/x` answers a page. */
export function createRoutes(wired: Wired): Hono<Env> {
  const { core, access, broadcast } = wired
  const app = new Hono<Env>()
  app.onError(onError(core.log, drawProblem(wired.translator)))
  app.notFound(() => {
    throw notFound()
  })
  app.get('/assets/*', serveAssets())
  app.route('/', healthRoutes(core, broadcast.count))
  app.use(pagesFirst, securityHeaders, methodOverride(app), whoIsThere(access), originCheck(access))
  app.route('/', apiRoutes())
  const rooms = createRooms(wired)
  app.route('/', rooms)
  app.route('/api/v1', rooms)
  return app
}

function createRooms({
  core,
  board,
  access,
  explain,
  mailer,
  translator,
  keys,
  live,
  broadcast,
  slots,
  deeds,
}: Wired): Hono<Env> {
  const housePages = [
    savedRepliesHousePage,
    macrosHousePage,
    levelsHousePage,
    assignmentHousePage,
    approvalHousePage,
    automationsHousePage,
    calendarsHousePage,
    learningHousePage,
    coachHousePage,
    surveysHousePage,
    importHousePage,
    mailHousePage,
  ]
  const numbers = {
    bellOf: (viewer: Viewer) => bellOf(core.db, viewer),
    promisesOf: (viewer: Viewer) => promisesOf(core.db, viewer),
    approvals: (viewer: Viewer) => approvalNav(core.db, viewer),
    needing: () => countNeeding(core.db),
  }
  const shellOf = shellWith(live, numbers, housePages)
  const { connectors } = board
  const networkName = (network: string): string => connectors.get(network)?.name ?? network
  const rooms = new Hono<Env>()
  // Before any row is read: whatever comes while a page is drawn reaches it live.
  rooms.use(async (c, next) => {
    c.set('livePlace', live.place())
    await next()
  })
  rooms.get('/', can('read'), (c) => c.redirect('/conversations', 303))
  rooms.get('/events', can('read'), (c) => events(c, broadcast))
  rooms.route('/', fileRoutes(core, can('read')))
  rooms.route('/', doorRoutes(access))
  rooms.route('/', accessRoutes(access, { shellOf, housePages, keys }))
  rooms.route('/', channelRoutes(board, shellOf))
  rooms.route('/', listeningRoutes(core, { slots, shellOf, stored: storedMessages, networkName }))
  rooms.route('/', intakeRoutes(board))
  rooms.route('/', importRoutes(board, shellOf, housePages))
  rooms.route(
    '/',
    conversationRoutes(core, { connectors, slots, shellOf, explain, keys, housePages, http: board.http }),
  )
  rooms.route('/', peopleRoutes(core, { connectors, shellOf, slots }))
  rooms.route('/', macroRoutes(core, { connectors, kinds: deeds, shellOf, housePages }))
  rooms.route('/', automationRoutes(core, { connectors, kinds: deeds, shellOf, housePages }))
  rooms.route('/', notificationRoutes(core, { mailer, translator, networkName, shellOf, housePages }))
  return rooms
}

/** Live changes: drawn for a browser, as they are for a program. Resumes where Last-Event-ID (or `after`) says. */
function events(c: Ctx, broadcast: Broadcast): Response {
  const { can } = viewerOf(c)
  const from = c.req.header('last-event-id') ?? c.req.query('after')
  const { signal } = c.req.raw
  const isApi = c.req.path.startsWith('/api/')
  const stream = isApi
    ? broadcast.events(from, signal)
    : broadcast.pages({ t: c.var.t, mayReply: can.has('reply') }, from, signal)
  return new Response(stream, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  })
}
