import { createHmac } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { type ErrorHandler, Hono } from 'hono'
import { testCore } from '../../test/cast.ts'
import { testDatabase } from '../../test/database.ts'
import { type Clock, systemClock } from '../core/clock.ts'
import type { Core } from '../core/core.ts'
import { transaction } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { createTranslator } from '../core/i18n/translator.ts'
import { type Ctx, type Env, wantsJson } from '../core/web.ts'
import { dictionary } from '../lib/words.ts'
import type { Shell } from '../ui/desk.tsx'
import { words as uiWords } from '../ui/words.ts'
import { type Access, createAccess, type Mailer } from './access.ts'
import { methodOverride } from './method-override.ts'
import { originCheck } from './origin-check.ts'
import { viewerOf } from './policy.ts'
import { accessRoutes, doorRoutes } from './routes.tsx'
import { setPassword } from './user.ts'
import { whoIsThere } from './who-is-there.ts'
import { words } from './words.ts'

const coreWords = dictionary({
  en: { 'core.not-found': 'This page does not exist.', 'core.forbidden': 'Your role does not allow this.' },
  es: { 'core.not-found': 'Esta página no existe.', 'core.forbidden': 'Tu papel no permite esto.' },
})

export interface House {
  core: Core
  access: Access
  app: Hono<Env>
  /** A GET that wants a page. */
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** A form, sent as a browser sends it. `_method` says what it does. */
  send(path: string, fields: Record<string, string | string[]>, headers?: Record<string, string>): Promise<Response>
  /** The same with JSON, as a program does it. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  drop(): Promise<void>
}

export interface HouseOptions {
  env?: Record<string, string>
  clock?: Clock
  mailer?: Mailer
  /** What the app mounts before this room. */
  before?: (app: Hono<Env>) => unknown
  /** How refusals are told; by their keys, unless this says otherwise. */
  onError?: ErrorHandler<Env>
}

/** This room's pages on a real database, wired as the app wires them. */
export async function testHouse(options: HouseOptions = {}): Promise<House> {
  const database = await testDatabase()
  const core = testCore(database, options.env ?? {}, options.clock ?? systemClock)
  const translator = createTranslator([words, uiWords, coreWords])
  const access = createAccess(core, { translator, ...(options.mailer ? { mailer: options.mailer } : {}) })
  const app = assemble(access, options)
  const origin = 'http://localhost'
  const get = async (path: string, headers = {}) => app.request(path, { headers: { accept: 'text/html', ...headers } })
  const send: House['send'] = async (path, fields, headers = {}) => {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
    return app.request(path, { method: 'POST', body, headers: { accept: 'text/html', origin, ...headers } })
  }
  const call: House['call'] = async (method, path, body, headers = {}) =>
    app.request(path, {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return { core, access, app, get, send, call, drop: () => database.drop() }
}

function assemble(access: Access, { before, onError }: HouseOptions): Hono<Env> {
  const app = new Hono<Env>()
  before?.(app)
  app.onError(onError ?? ((error, c) => answerError(c, error)))
  app.use(methodOverride(app))
  app.use(whoIsThere(access))
  app.use(originCheck(access))
  const shellOf = async (c: Ctx): Promise<Shell> => ({ t: c.var.t, viewer: viewerOf(c), nav: [], menu: [] })
  const routes = accessRoutes(access, { shellOf })
  app.route('/', doorRoutes(access))
  app.route('/', routes)
  app.route('/api/v1', routes)
  app.get('/', (c) => c.text(c.var.viewer ? `Hello ${c.var.viewer.name}` : 'Nobody'))
  return app
}

function answerError(c: Ctx, error: Error): Response {
  if (!(error instanceof Refusal)) throw error
  if (wantsJson(c)) return c.json({ key: error.words.key, fields: Object.keys(error.fields) }, error.status)
  return c.text(c.var.t.words(error.words), error.status)
}

/** What a browser keeps: each cookie by its name, as one header. */
export function cookiesOf(...responses: Response[]): string {
  const jar = new Map<string, string>()
  for (const cookie of responses.flatMap((response) => response.headers.getSetCookie())) {
    const [pair = '', ...attributes] = cookie.split('; ')
    const name = pair.slice(0, pair.indexOf('='))
    if (attributes.includes('Max-Age=0')) jar.delete(name)
    else jar.set(name, pair)
  }
  return [...jar.values()].join('; ')
}

/** The kinds of what happened, in order. */
export const kindsIn = async ({ db }: Core): Promise<string[]> =>
  (await db.selectFrom('events').select('kind').orderBy('seq').execute()).map((event) => event.kind)

/** Somebody with a password of their own, not signed in. */
export async function withPassword({ core }: House, user: { id: string }, password: string): Promise<void> {
  const hash = await hashPassword(password)
  await transaction(core.db, (tx) => setPassword(tx, user.id, hash))
}

/** The code an authenticator app shows (RFC 6238) for a key in base32. */
export function totp(key: string, at = Date.now()): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', fromBase32(key)).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0xf
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
