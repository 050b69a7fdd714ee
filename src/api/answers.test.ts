import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { testApp } from '../../test/app.ts'
import { scripted, someChannel } from '../../test/channel.ts'
import { lucas, said } from '../../test/talk.ts'
import { registry } from '../connectors/index.ts'
import { take } from '../intake/index.ts'
import { tinyInPlace } from '../intake/understand.test-kit.ts'
import { newId } from '../lib/ids.ts'
import type { Operation } from './operation.ts'
import { house } from './operations-house.ts'
import { imports } from './operations-imports.ts'
import { learning } from './operations-learning.ts'
import { listening } from './operations-listening.ts'
import { news } from './operations-news.ts'
import { writing } from './operations-writing.ts'

// Real answers about the team and its work, held against what the document promises: in this order, each once at least.

let app: Awaited<ReturnType<typeof testApp>>
let folder: string
let conversation: string
let message: string
let channel: string
let marta: string
const asked = new Set<Operation>()

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'answers-'))
  const moderating = { ...scripted, moderate: { hold: async () => {} } }
  app = await testApp({ connectors: registry([moderating]) }, { TERTULIA_DATA: folder })
  const { db } = app.core
  const window = await someChannel(db)
  channel = window.id
  await take(
    db,
    moderating,
    window,
    { heard: [said('1', { author: lucas })], cursor: 1 },
    { moves: 'newest', now: new Date(), understanding: tinyInPlace },
  )
  const row = await db.selectFrom('messages').select(['id', 'conversation_id']).executeTakeFirstOrThrow()
  ;[message, conversation] = [row.id, row.conversation_id]
  marta = newId()
  const user = { name: 'Marta', email: 'marta@example.org', role: 'agent', deactivated_at: null, image: null } as const
  await db
    .insertInto('users')
    .values({ id: marta, ...user })
    .execute()
})
after(async () => {
  await app.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Asks for an operation; its answer is what the document says, and no more. */
async function hold(all: readonly Operation[], deed: string, where: Record<string, string> = {}, body?: unknown) {
  const [method = '', path = ''] = deed.split(' ')
  const operation = all.find((one) => one.method === method && one.path === path)
  assert.ok(operation, deed)
  asked.add(operation)
  const query = where.query ?? ''
  const real = path.replace(/:(\w+)/g, (_, name: string) => where[name] ?? '')
  const answer = await app.request(`/api/v1${real}${query}`, {
    method: method.toUpperCase(),
    headers: { authorization: `Bearer ${app.token}`, 'content-type': operation.bodyType ?? 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  assert.equal(answer.status, operation.status ?? 200, `${deed}: ${text}`)
  const schema = operation.answer instanceof z.ZodObject ? operation.answer.strict() : operation.answer
  const parsed = schema.safeParse(operation.type ? text : JSON.parse(text))
  assert.ok(parsed.success, `${deed}: ${parsed.error?.message} ${text}`)
  return z.object({ id: z.string() }).safeParse(parsed.data).data?.id ?? ''
}

const wasAllAsked = (all: readonly Operation[]) =>
  assert.deepEqual(
    all.filter((one) => !asked.has(one)).map(({ method, path }) => `${method} ${path}`),
    [],
  )

test('writing', async () => {
  const at = { id: conversation }
  await hold(writing, 'put /conversations/:id/draft', at, { text: 'Hola' })
  await hold(writing, 'delete /conversations/:id/draft', at)
  const note = await hold(writing, 'post /conversations/:id/notes', at, { text: 'Es cliente' })
  await hold(writing, 'delete /notes/:id', { id: note })
  await hold(writing, 'put /notes/:id', { id: note })
  await hold(writing, 'post /conversations/:id/tags', at, { name: 'molienda' })
  await hold(writing, 'put /conversations/:id/read', at)
  await hold(writing, 'delete /conversations/:id/read', at)
  await hold(writing, 'put /messages/:id/moderation', { id: message }, { as: 'hold' })
  wasAllAsked(writing)
})

test('listening', async () => {
  const asked = { name: 'Domingo', text: 'hola', group: 'Nosotros', fill: true }
  await hold(listening, 'post /listening/check', {}, { text: '(hola' })
  await hold(listening, 'post /listening/preview', {}, { text: 'hola 1' })
  const id = await hold(listening, 'post /listening/queries', {}, asked)
  await app.core.db
    .insertInto('mentions')
    .columns(['query_id', 'message_id', 'said_at', 'channel_id', 'identity_id'])
    .expression((eb) =>
      eb.selectFrom('messages').select([eb.val(id).as('q'), 'id', 'said_at', 'channel_id', 'identity_id']),
    )
    .execute()
  await hold(listening, 'get /listening')
  await hold(listening, 'get /listening/queries/:id', { id })
  await hold(listening, 'get /listening/queries/:id/figures', { id })
  await hold(listening, 'get /listening/queries/:id/mentions.csv', { id, query: '?days=7' })
  await hold(listening, 'get /listening/queries/:id/mentions.json', { id })
  await hold(listening, 'get /listening/share')
  await hold(listening, 'post /listening/queries/:id/alerts', { id }, { to: 'me' })
  await hold(listening, 'get /listening/queries/:id/alerts', { id })
  const alert = await app.core.db.selectFrom('query_alerts').select('id').executeTakeFirstOrThrow()
  await hold(listening, 'delete /listening/alerts/:id', { id: alert.id })
  await hold(listening, 'delete /listening/messages/:id/conversation', { id: message })
  await hold(listening, 'put /listening/messages/:id/conversation', { id: message })
  await hold(listening, 'patch /listening/queries/:id', { id }, { text: 'adiós' })
  await hold(listening, 'get /listening/queries/:id/text', { id })
  await hold(listening, 'put /listening/queries/:id/pause', { id })
  await hold(listening, 'delete /listening/queries/:id/pause', { id })
  await hold(listening, 'put /listening/queries/:id/removal', { id })
  await hold(listening, 'delete /listening/queries/:id/removal', { id })
  wasAllAsked(listening)
})

test('how messages are read, and what is learned', async () => {
  const at = { id: message }
  await hold(learning, 'get /messages/:id/reading', at)
  await hold(learning, 'put /messages/:id/reading', at, { mood: 'positive', intents: ['praise'] })
  await hold(learning, 'delete /messages/:id/reading', { ...at, query: '?what=mood' })
  await hold(learning, 'post /messages/:id/topics', at, { name: 'Envíos' })
  await hold(learning, 'put /messages/:id/topics/:name', { ...at, name: 'Horarios' })
  await hold(learning, 'delete /messages/:id/topics/:name', { ...at, name: 'Horarios' })
  const id = await hold(learning, 'post /settings/learning/topics', {}, { name: 'La mezcla' })
  await hold(learning, 'put /settings/learning/topics/:id', { id }, { name: 'La mezcla nueva' })
  await hold(learning, 'delete /settings/learning/topics/:id', { id })
  await hold(learning, 'get /settings/learning')
  await hold(learning, 'get /settings/learning/export')
  wasAllAsked(learning)
})

test('news, and how letters leave', async () => {
  const { db } = app.core
  const olga = await db.selectFrom('users').select('id').where('role', '=', 'owner').executeTakeFirstOrThrow()
  const id = newId()
  await db
    .insertInto('notifications')
    .values({
      ...{ id, user_id: olga.id, kind: 'assigned', about: conversation, event_seq: 1, by_user: marta },
      ...{ conversation_id: conversation, channel_id: null, missing: null, read_at: null, mailed_at: null },
    })
    .execute()
  await hold(news, 'get /notifications')
  await hold(news, 'get /notifications/:id', { id })
  await hold(news, 'put /notifications/:id/reading', { id })
  await hold(news, 'put /notifications/reading')
  await hold(news, 'get /notifications/settings')
  await hold(news, 'put /notifications/settings', {}, { mail_assigned: true })
  await hold(news, 'get /settings/mail')
  const mail = { host: '127.0.0.1', port: 1, security: 'none', sender: 'hola@example.org' }
  await hold(news, 'put /settings/mail', {}, mail)
  await hold(news, 'get /settings/mail')
  await hold(news, 'post /settings/mail/test')
  await hold(news, 'delete /settings/mail')
  wasAllAsked(news)
})

test('imports', async () => {
  const file = 'fecha,autor,mensaje\n2026-01-02T10:00:00Z,Lucas,Hola\n'
  const query = `?channel=${channel}&name=a.csv`
  const id = await hold(imports, 'post /imports', { query }, file)
  await hold(imports, 'get /imports')
  await hold(imports, 'get /imports/:id', { id })
  const map = { said_at: 'fecha', author_name: 'autor', text: 'mensaje' }
  await hold(imports, 'patch /imports/:id', { id }, { deed: 'start', map, time_zone: 'Europe/Madrid' })
  await hold(imports, 'put /imports/:id/stop', { id })
  await hold(imports, 'delete /imports/:id/stop', { id })
  await hold(imports, 'put /imports/:id/stop', { id })
  await hold(imports, 'get /imports/:id/refused.csv', { id })
  await hold(imports, 'delete /imports/:id', { id })
  wasAllAsked(imports)
})

test('the house', async () => {
  const invited = await hold(house, 'post /team/invitations', {}, { email: 'ines@example.org', role: 'agent' })
  await hold(house, 'get /team')
  await hold(house, 'post /team/invitations/:id/link', { id: invited })
  await hold(house, 'delete /team/invitations/:id', { id: invited })
  await hold(house, 'put /team/:id/role', { id: marta }, { role: 'manager' })
  await hold(house, 'put /team/:id/deactivation', { id: marta })
  await hold(house, 'delete /team/:id/deactivation', { id: marta })
  const team = await hold(house, 'post /teams', {}, { name: 'Tarde' })
  await hold(house, 'patch /teams/:id', { id: team }, { name: 'Noche' })
  await hold(house, 'put /teams/:id/members', { id: team }, { user_id: [marta] })
  await hold(house, 'get /teams')
  await hold(house, 'delete /teams/:id', { id: team })
  const token = await hold(house, 'post /tokens', {}, { name: 'Tienda', scopes: ['read'] })
  await hold(house, 'get /tokens')
  await hold(house, 'delete /tokens/:id', { id: token })
  await hold(house, 'get /audit')
  await hold(house, 'get /settings/organisation')
  await hold(house, 'put /settings/organisation', {}, { name: 'Café Alameda 2' })
  wasAllAsked(house)
})
