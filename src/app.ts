import { join } from 'node:path'
import { accessWords, createAccess, isSealedWith } from './access/index.ts'
import { apiDocsWords } from './api/words.ts'
import {
  automationFillings,
  automationFragments,
  automationJobs,
  automationSubscribers,
  automationWords,
  deedKinds,
  drafting,
  ownDeeds,
} from './automations/index.ts'
import { channelFragments, channelsWords } from './channels/index.ts'
import { allConnectors } from './connectors/all.ts'
import { type Connectors, connectorsWords, createHttp, httpWords } from './connectors/index.ts'
import {
  approvalFragments,
  assignmentSubscribers,
  bulkFragments,
  bulkSigns,
  conversationFillings,
  conversationWords,
  fillListening,
  keepForgetting,
  liveFragments,
  presenceSigns,
  promiseFragments,
  promiseSubscribers,
  responseFragments,
  savedReplySubscribers,
  sendLaterSubscribers,
  serviceLevelSubscribers,
  storedMessages,
  surveySubscribers,
} from './conversations/index.ts'
import { createCipher } from './core/cipher.ts'
import { type Clock, systemClock } from './core/clock.ts'
import type { Config } from './core/config.ts'
import type { Core } from './core/core.ts'
import { type Connection, openDatabase } from './core/database.ts'
import { subscribe } from './core/events.ts'
import { loadLanguages } from './core/i18n/languages.ts'
import { createTranslator, type Translator } from './core/i18n/translator.ts'
import { migrateJobs, useWorkerSchema } from './core/jobs.ts'
import { startLive } from './core/live.ts'
import { type Broadcast, createBroadcast, type DrawLive, type DrawSigns } from './core/live-stream.ts'
import { createLog, type Logger } from './core/log.ts'
import { migrate } from './core/migrate.ts'
import { settledKey } from './core/next-key.ts'
import { root } from './core/root.ts'
import { coreWords } from './core/words.ts'
import {
  createUnderstanding,
  type Intake,
  importFragments,
  importWords,
  intakeSubscribers,
  intakeWords,
  type Understanding,
} from './intake/index.ts'
import { installGuard } from './lib/http/guard.ts'
import { privateNetworks } from './lib/http/private-networks.ts'
import type { Dictionary } from './lib/words.ts'
import {
  createMatching,
  listeningFragments,
  listeningJobs,
  listeningSubscribers,
  listeningWords,
} from './listening/index.ts'
import {
  bellFragments,
  createMailer,
  notificationJobs,
  notificationSubscribers,
  notificationWords,
} from './notifications/index.ts'
import { outboxSubscribers, outboxWords } from './outbox/index.ts'
import { peopleWords } from './people/index.ts'
import { readingWords } from './reading/index.ts'
import { createRoutes } from './routes.ts'
import { createSlots } from './ui/slots.ts'
import { words as uiWords } from './ui/words.ts'
import { startWork, type Work } from './work.ts'

/** What a test may replace. */
export interface Overrides {
  connection?: Connection
  connectors?: Connectors
  clock?: Clock
  log?: Logger
  understanding?: Understanding
}

export interface App {
  core: Core
  board: Intake
  translator: Translator
  /** Answers a request without a server, as tests do. */
  request(input: string | Request, init?: RequestInit): Promise<Response>
  fetch(request: Request, env?: object): Response | Promise<Response>
  /** Every URL, with its method; a guard of `can` stands as a handler of its own. */
  routes: readonly { method: string; path: string; handler: unknown }[]
  /** Hears, speaks and does jobs in this process, as its role says. `alone`: nobody else uses this database. */
  work(alone: boolean): Promise<Work>
  /** Ends the live streams; requests can still be answered. */
  stop(): Promise<void>
  /** Closes the database. */
  close(): Promise<void>
}

/** The only wiring. Opens the database, brings it up to date, and joins the rooms. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const log = overrides.log ?? createLog(config.logLevel)
  const dispatcher = installGuard(privateNetworks(config.allowPrivateNetworks))
  const connection = overrides.connection ?? { connectionString: config.databaseUrl, schema: config.databaseSchema }
  useWorkerSchema(config.databaseSchema)
  const database = openDatabase(connection)
  await migrate(database.pool)
  await migrateJobs(database.pool)
  const cipher = createCipher(await settledKey(config, (keyId) => isSealedWith(database.db, keyId)))
  const core: Core = {
    config,
    db: database.db,
    pool: database.pool,
    log,
    clock: overrides.clock ?? systemClock,
    cipher,
  }

  const connectors = overrides.connectors ?? allConnectors
  const now = () => core.clock.now()
  const understanding = overrides.understanding ?? createUnderstanding(log)
  const matching = createMatching(log)
  const board: Intake = {
    core,
    connectors,
    understanding,
    matching,
    http: (signal) => createHttp({ dispatcher, userAgent: 'Tertulia (+https://tertulia.example)', now, signal }),
  }
  const translator = createTranslator(dictionaries(connectors), { languages: loadLanguages(join(root, 'languages')) })
  const levels = serviceLevelSubscribers(core.clock)
  const hearing = [
    outboxSubscribers,
    savedReplySubscribers,
    sendLaterSubscribers,
    promiseSubscribers,
    levels,
    assignmentSubscribers,
    notificationSubscribers,
    listeningSubscribers(matching, storedMessages),
  ]
  subscribe({
    inTx: joined(hearing.map(({ inTx }) => inTx)),
    together: joined([
      surveySubscribers(connectors).together,
      levels.together,
      notificationSubscribers.together,
      automationSubscribers.together,
    ]),
    later: intakeSubscribers.later,
  })

  const deeds = deedKinds([...ownDeeds, drafting(core, connectors)])
  const slots = createSlots([
    ...conversationFillings(core, connectors),
    fillListening(core.db, connectors),
    ...automationFillings(core),
  ])
  const live = await startLive(core.db, connection, log)
  const drawers = [
    liveFragments(core, connectors),
    channelFragments(core.db),
    bellFragments(core.db),
    importFragments(core),
    listeningFragments(core.db, slots),
    bulkFragments,
    approvalFragments(core.db),
    promiseFragments(core),
    responseFragments(core),
    automationFragments(core.db, connectors),
  ]
  const broadcast: Broadcast = createBroadcast(live, drawnBy(drawers), log, {
    drawSigns: signsBy([presenceSigns(core.db), bulkSigns(core.db)]),
  })
  const forgetting = keepForgetting(core.db, log)
  const mailer = createMailer(core)
  const access = createAccess(core, { translator, mailer })
  const routes = createRoutes({
    core,
    board,
    access,
    explain: (said) => understanding.explain(said),
    mailer,
    keys: keysOf(dictionaries(connectors)),
    broadcast,
    live,
    translator,
    slots,
    deeds,
  })
  return {
    core,
    board,
    translator,
    request: async (input, init) => routes.request(input, init),
    fetch: (request, env) => routes.fetch(request, env),
    routes: routes.routes,
    work: (alone) =>
      startWork(board, alone, (signal) => ({
        ...notificationJobs(core, mailer, translator, (network) => connectors.get(network)?.name ?? network),
        ...listeningJobs(core, storedMessages, signal),
        ...automationJobs(core, deeds, signal),
      })),
    async stop() {
      broadcast.stop()
      await forgetting.stop()
      await live.stop()
    },
    async close() {
      await Promise.all([understanding.stop(), matching.stop()])
      await database.close()
    },
  }
}

/** What several rooms want to know, in their order. */
function joined<Hear>(maps: readonly Map<string, Hear[]>[]): Map<string, Hear[]> {
  const all = new Map<string, Hear[]>()
  for (const [kind, hear] of maps.flatMap((map) => [...map])) all.set(kind, [...(all.get(kind) ?? []), ...hear])
  return all
}

const drawnBy =
  (drawers: readonly DrawLive[]): DrawLive =>
  async (events, t, mayReply) =>
    (await Promise.all(drawers.map((draw) => draw(events, t, mayReply)))).join('')

const signsBy =
  (drawers: readonly DrawSigns[]): DrawSigns =>
  async (about, t) =>
    (await Promise.all(drawers.map((draw) => draw(about, t)))).join('')

const keysOf = (all: readonly Dictionary[]): ReadonlySet<string> => new Set(all.flatMap(({ en }) => Object.keys(en)))

/** The sentences of all rooms and connectors. */
export const dictionaries = (connectors: Connectors) => [
  coreWords,
  apiDocsWords,
  uiWords,
  accessWords,
  peopleWords,
  channelsWords,
  listeningWords,
  conversationWords,
  intakeWords,
  importWords,
  outboxWords,
  notificationWords,
  automationWords,
  connectorsWords,
  httpWords,
  readingWords,
  ...[...connectors.values()].map((connector) => connector.words),
]
