import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { testApp } from '../../test/app.ts'
import { urlsOf } from '../command/routes.ts'
import { openapi } from './openapi.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations.ts'
import { approvals } from './operations-approval.ts'
import { assignment } from './operations-assignment.ts'
import { attaching, attachingToNotes } from './operations-attachments.ts'
import { automations } from './operations-automations.ts'
import { bulk } from './operations-bulk.ts'
import { coaching } from './operations-coach.ts'
import { house } from './operations-house.ts'
import { imports } from './operations-imports.ts'
import { learning } from './operations-learning.ts'
import { listening } from './operations-listening.ts'
import { news } from './operations-news.ts'
import { promises } from './operations-promises.ts'
import { rearranging } from './operations-rearrange.ts'
import { responding } from './operations-response.ts'
import { savedReplies } from './operations-saved-replies.ts'
import { savedViews } from './operations-saved-views.ts'
import { serviceLevels } from './operations-service-levels.ts'
import { surveys } from './operations-surveys.ts'
import { writing } from './operations-writing.ts'

let app: Awaited<ReturnType<typeof testApp>>
let ids: Record<string, string>

const call = (method: string, path: string, body?: unknown) =>
  app.request(`/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${app.token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

before(async () => {
  app = await testApp()
  const made = await call('POST', '/channels', {
    network: 'api',
    settings: { name: 'Mostrador', webhook: 'http://127.0.0.1:9/hook' },
  })
  const channel = z.object({ id: z.string() }).parse(await made.json()).id
  await call('POST', `/channels/${channel}/messages`, {
    messages: [
      { id: '1', author: { id: 'lucas', name: 'Lucas' }, text: '¿Abren el domingo?' },
      {
        id: '2',
        parent_id: '1',
        author: { id: 'rosa', name: 'Rosa' },
        html: '<p>Eso <b>mismo</b></p>',
        media: [{ kind: 'image', url: 'https://example.org/a.png' }],
      },
      {
        id: '2',
        parent_id: '1',
        author: { id: 'rosa', name: 'Rosa' },
        text: 'Eso mismo digo',
        edited_at: '2030-01-01T00:00:00Z',
      },
    ],
  })
  const list = z.object({
    conversations: z.array(z.object({ id: z.string(), people: z.array(z.object({ id: z.string() })) })),
  })
  const { conversations } = list.parse(await (await call('GET', '/conversations')).json())
  const conversation = conversations[0]?.id ?? ''
  const { messages } = z
    .object({ messages: z.array(z.object({ id: z.string() })) })
    .parse(await (await call('GET', `/conversations/${conversation}`)).json())
  ids = {
    channels: channel,
    conversations: conversation,
    messages: messages[0]?.id ?? '',
    people: conversations[0]?.people[0]?.id ?? '',
  }
})
after(() => app.stop())

test('nobody without a token, nothing without the scope', async () => {
  const open = await app.request('/api/v1/conversations')
  assert.equal(open.status, 401)
  assert.equal(open.headers.get('content-type'), 'application/problem+json')
  const wrong = await app.request('/api/v1/conversations', { headers: { authorization: 'Bearer nonsense' } })
  assert.equal(wrong.status, 401)
})

test('every operation of the document is a route', () => {
  const routed = new Set(app.routes.map(({ method, path }) => `${method} ${path}`))
  const missing = operations.filter(({ method, path }) => !routed.has(`${method.toUpperCase()} /api/v1${path}`))
  assert.deepEqual(
    missing.map(({ method, path }) => `${method} ${path}`),
    [],
  )
})

/** What answers a browser alone: pages, frames and forms, a file's bytes, and what needs its session. */
const onlyPages =
  /^\/$|^\/api\/v1$|^\/me(\/|$)|^\/files\/|\/(settings|seen)$(?<=:id\/.*)|^\/imports\/new$|^\/settings\/(calendars|service-levels|assignment|approval|automations)\/new$|^\/macros\/new$|^\/listening\/new$|^\/listening\/queries\/:id\/edit$|^\/channels\/consents\/back$|^\/saved-replies\/(new|:id\/edit)$/
const onlyForms = new Set(['POST /channels/new/:network', 'POST /conversations/:id/saved-replies'])

test('every route that a program may ask for is an operation of the document', () => {
  const told = new Set(operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`))
  const missing = urlsOf(app.routes)
    .filter(({ ability, path }) => ability !== undefined && !onlyPages.test(path))
    .map(({ method, path }) => `${method} ${path}`)
    .filter((url) => !told.has(url) && !onlyForms.has(url))
  assert.deepEqual(missing, [])
})

test('the ability that a route asks for is the scope that the document says', () => {
  const asked = new Map(urlsOf(app.routes).map(({ method, path, ability }) => [`${method} ${path}`, ability]))
  for (const { method, path, scope } of operations) {
    const ability = asked.get(`${method.toUpperCase()} ${path}`)
    assert.equal(ability ?? scope, scope, `${method} ${path}`)
  }
})

test('the document is OpenAPI 3.1 and every reference in it leads somewhere', () => {
  const document = openapi('https://example.org')
  assert.equal(document.openapi, '3.1.0')
  const text = JSON.stringify(document)
  const { components } = z
    .object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) })
    .parse(document)
  for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    assert.ok(name in components.schemas, name)
  assert.ok(Object.keys(components.schemas).length >= 6)
})

const bodies: Record<string, unknown> = {
  'put /conversations/:id/snooze': { until: new Date(Date.now() + 86_400_000).toISOString() },
  'put /conversations/:id/assignment': { to: 'me' },
  'post /conversations/:id/replies': { text: 'Sí, hasta las 8.' },
  'post /channels/:id/messages': { id: '9', author: { id: 'ana', name: 'Ana' }, text: 'Hola' },
}
const needsMore = /replies\/:id|^(post|patch) \/channels(\/:id)?$|^delete \/channels\/:id$|\/events$/

test('real answers have the shapes that the document promises, and no more', async () => {
  // Those that need more have a test of their own.
  const apart = [
    writing,
    attaching,
    attachingToNotes,
    listening,
    news,
    imports,
    house,
    learning,
    coaching,
    promises,
    responding,
    surveys,
    savedReplies,
    rearranging,
    bulk,
    savedViews,
    serviceLevels,
    approvals,
    assignment,
    automations,
  ]
  const elsewhere = new Set(apart.flat())
  for (const operation of operations.filter(
    (one) => !elsewhere.has(one) && !needsMore.test(`${one.method} ${one.path}`),
  )) {
    const path = operation.path
      .replace(/^\/(\w+)\/:id/, (_, kind: string) => `/${kind}/${ids[kind]}`)
      .replace(':name', 'molienda')
      .replace(':network', 'api')
    const answer = await call(operation.method.toUpperCase(), path, bodies[`${operation.method} ${operation.path}`])
    assert.equal(answer.status, operation.status ?? 200, `${operation.method} ${path}`)
    const parsed = strict(operation).safeParse(await answer.json())
    assert.ok(parsed.success, `${operation.method} ${path}: ${parsed.error?.message}`)
  }
})

const strict = ({ answer }: Operation): z.ZodType => (answer instanceof z.ZodObject ? answer.strict() : answer)

test('a request that names JSON and sends nothing asks for what its address says', async () => {
  const bare = (method: string, path: string, body?: string) =>
    app.request(`/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    })
  for (const [kind, state] of [
    ['conversations', 'closure'],
    ['channels', 'pause'],
  ] as const)
    for (const method of ['PUT', 'DELETE'])
      assert.equal((await bare(method, `/${kind}/${ids[kind]}/${state}`)).status, 200, `${method} ${state}`)
  const path = `/conversations/${ids.conversations}/assignment`
  assert.equal((await bare('PUT', path)).status, 422, 'an empty object names nobody')
  assert.equal((await bare('PUT', path, ' ')).status, 422)
  assert.equal((await bare('PUT', path, '{')).status, 400)
  assert.equal((await bare('DELETE', path)).status, 200)
})

const told = async (path: string, language: string | undefined, body?: unknown) => {
  const answer = await app.request(`/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${app.token}`,
      'content-type': 'application/json',
      ...(language ? { 'accept-language': language } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return z
    .object({
      title: z.string(),
      status: z.number(),
      errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    })
    .parse(await answer.json())
}

test('problems are told in the language of the request, and in the house’s where it names none', async () => {
  const path = `/conversations/${crypto.randomUUID()}`
  const [en, es, none] = [await told(path, 'en-GB'), await told(path, 'es'), await told(path, undefined)]
  assert.equal(en.status, 404)
  assert.match(en.title, /There is nothing/)
  assert.match(es.title, /No hay nada/)
  assert.equal(none.title, es.title)
})

test('what is wrong is told field by field, in plain sentences', async () => {
  const wrong = { network: 7, settings: 'x', history_days: 4000 }
  assert.deepEqual((await told('/channels', 'en', wrong)).errors, [
    { field: 'network', message: 'It must be a text.' },
    { field: 'settings', message: 'It must be an object with fields.' },
    { field: 'history_days', message: 'It must be 3,650 or less.' },
  ])
  const settings = { webhook: 'somewhere' }
  assert.deepEqual((await told('/channels', undefined, { network: 'api', settings })).errors, [
    { field: 'name', message: 'Hace falta.' },
    { field: 'webhook', message: 'Escribe una dirección completa, con https:// al principio.' },
  ])
  const reply = { id: '7', text: 7, in_reply_to: 'x' }
  const { status, errors } = await told(`/conversations/${ids.conversations}/replies`, 'es', reply)
  assert.equal(status, 422)
  assert.deepEqual(
    errors?.map(({ field }) => field),
    ['id', 'text', 'in_reply_to'],
  )
  for (const { message } of errors ?? []) assert.match(message, /identificador|un texto/)
})

test('the page for people lists every operation', async () => {
  const page = await (await app.request('/api/docs')).text()
  for (const { path } of operations) assert.ok(page.includes(`<code>${path}</code>`), path)
})
