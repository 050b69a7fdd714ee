import { Hono } from 'hono'
import { type Cast, testCore, testUsers } from '../../test/cast.ts'
import { scripted } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { testHttp } from '../connectors/contract.test-kit.ts'
import { type Connectors, registry } from '../connectors/index.ts'
import type { Clock } from '../core/clock.ts'
import type { Core } from '../core/core.ts'
import type { Db, Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { createTranslator } from '../core/i18n/translator.ts'
import type { Ctx, Env, Viewer } from '../core/web.ts'
import { createSlots } from '../ui/slots.ts'
import { words as ui } from '../ui/words.ts'
import { conversationRoutes } from './routes.tsx'
import { conversationWords } from './words.ts'

/** What the tests of this room share: a database, the team, and one network whose words come from the test. */
export interface World {
  db: Db
  core: Core
  cast: Cast
  connectors: Connectors
  tx<R>(work: (tx: Tx) => Promise<R>): Promise<R>
  /** The kinds of the events of a conversation, in order. */
  eventsOf(conversationId: string): Promise<string[]>
  /** The room's routes as somebody asks them, in a language. */
  as(viewer: Viewer | undefined, language?: 'en' | 'es'): (path: string, init?: RequestInit) => Promise<Response>
  drop(): Promise<void>
}

export async function createWorld(connectors = registry([scripted]), clock?: Clock): Promise<World> {
  const database = await testDatabase()
  const core = testCore(database, {}, clock)
  const cast = await testUsers(core)
  const { db } = database
  return {
    db,
    core,
    cast,
    connectors,
    tx: (work) => db.transaction().execute(work),
    eventsOf: async (conversationId) => {
      const events = await db
        .selectFrom('events')
        .select('kind')
        .where('conversation_id', '=', conversationId)
        .where('kind', '<>', 'message.heard')
        .orderBy('seq')
        .execute()
      return events.map((event) => event.kind)
    },
    as: (viewer, language = 'en') => asker(core, connectors, viewer, language),
    drop: database.drop,
  }
}

const translator = createTranslator([conversationWords, ui], {
  onUnknownKey: (key) => {
    // Refusals of other rooms are told in their own words.
    if (/^(conversations|ui)\./.test(key)) throw new Error(`Nobody wrote the sentence ${key}`)
  },
})

function asker(core: Core, connectors: Connectors, viewer: Viewer | undefined, language: string) {
  const app = new Hono<Env>()
  const t = translator.for(language, viewer?.timeZone)
  app.use(async (c, next) => {
    c.set('t', t)
    c.set('viewer', viewer)
    c.set('publicUrl', 'http://localhost')
    await next()
  })
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error
    const fields = Object.fromEntries(Object.entries(error.fields).map(([name, said]) => [name, t.words(said)]))
    return c.json({ detail: t.words(error.words), fields, ...error.told }, error.status)
  })
  app.route(
    '/',
    conversationRoutes(core, {
      connectors,
      slots: createSlots([]),
      shellOf,
      explain: tinyExplain,
      keys: new Set(),
      http: (signal) => testHttp({ signal }),
      housePages: [],
    }),
  )
  return async (path: string, init?: RequestInit) => app.request(path, init)
}

/** Everything is read so because of its first word. */
const tinyExplain = async ({ text }: { text: string }) => [
  { of: 'sentiment:negative', words: text.split(' ')[0] ?? '', weight: 1.5 },
  { of: 'intent:complaint', words: text, rule: 'reading.cue.no-such-rule', weight: -0.5 },
]

const shellOf = async (c: Ctx) => {
  const { t, viewer } = c.var
  if (!viewer) throw new Error('The desk was drawn for nobody.')
  return { t, viewer, nav: [], menu: [] }
}

/** The fields of a form, as a browser posts them. */
export const form = (method: string, fields: Record<string, string> = {}): RequestInit => ({
  method,
  headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

/** The same as a program says it. */
export const json = (method: string, body?: unknown): RequestInit => ({
  method,
  headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
})
