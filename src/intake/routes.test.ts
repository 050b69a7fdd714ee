import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { testApp } from '../../test/app.ts'
import { sign } from '../connectors/api/index.ts'

let app: Awaited<ReturnType<typeof testApp>>
let channel: string
let secret: string
const headers = () => ({ authorization: `Bearer ${app.token}`, 'content-type': 'application/json' })

before(async () => {
  app = await testApp()
  const settings = { name: 'Mostrador' }
  const made = await app.request('/api/v1/channels', {
    method: 'POST',
    headers: headers(),
    body: JSON.stringify({ network: 'api', settings }),
  })
  channel = z.object({ id: z.string() }).parse(await made.json()).id
  const { openSettings } = await import('../channels/index.ts')
  secret = z.string().parse((await openSettings(app.core.db, app.core.cipher, channel)).secret)
})
after(() => app.stop())

const say = (id: string, more: object = {}) => ({
  id,
  author: { id: 'lucas', name: 'Lucas' },
  text: `Hola ${id}`,
  ...more,
})
const post = (body: unknown, with_: Record<string, string> = headers()) =>
  app.request(`/api/v1/channels/${channel}/messages`, {
    method: 'POST',
    headers: with_,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const counts = z.object({
  taken: z.number(),
  edited: z.number(),
  deleted: z.number(),
  refused: z.array(z.object({ id: z.string().nullable(), reason: z.string() })),
})

const signed = (body: string, timestamp = Math.floor(Date.now() / 1000), key = secret) => ({
  'content-type': 'application/json',
  'webhook-id': 'w1',
  'webhook-timestamp': String(timestamp),
  'webhook-signature': sign(key, 'w1', timestamp, body),
})

test('without a token or the window’s signature nothing is taken', async () => {
  assert.equal((await post(say('x'), { 'content-type': 'application/json' })).status, 401)
  const body = JSON.stringify(say('x'))
  assert.equal((await post(body, signed(body, 1_000_000))).status, 401, 'an old signature')
  assert.equal((await post(body, signed(body, undefined, `whsec_${'A'.repeat(32)}`))).status, 401, 'another secret')
  assert.equal((await post(JSON.stringify(say('y')), signed(body))).status, 401, 'another body')
  assert.equal((await post(body, signed(body))).status, 201)
})

test('what is no JSON is refused whole; what cannot be taken is named and holds up nothing', async () => {
  assert.equal((await post('{"id":')).status, 400)
  const answer = await post({ messages: [say('ok'), { id: 'bad', text: 'nobody said it' }, say(' ')] })
  assert.equal(answer.status, 207)
  const { taken, refused } = counts.parse(await answer.json())
  assert.equal(taken, 1)
  assert.deepEqual(
    refused.map(({ id }) => id),
    ['bad', ' '],
  )
})

test('two hundred small posts at once are each taken once, and each is told its own', async () => {
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, at) =>
      post(say(`many-${at % 150}`)).then(async (it) => counts.parse(await it.json())),
    ),
  )
  assert.equal(
    answers.reduce((sum, { taken }) => sum + taken, 0),
    150,
  )
  const rows = await app.core.db.selectFrom('messages').select('id').where('external_id', 'like', 'many-%').execute()
  assert.equal(rows.length, 150)
})

test('an edit and a deletion are told as such', async () => {
  await post(say('e'))
  const edit = counts.parse(
    await (await post(say('e', { text: 'corregido', edited_at: '2030-01-01T00:00:00Z' }))).json(),
  )
  assert.deepEqual([edit.taken, edit.edited], [0, 1])
  const deletion = counts.parse(await (await post(say('e', { deleted: true }))).json())
  assert.deepEqual([deletion.edited, deletion.deleted], [0, 1])
})

test('a paused window takes nothing, and says so', async () => {
  await app.request(`/api/v1/channels/${channel}/pause`, { method: 'PUT', headers: headers() })
  assert.equal((await post(say('p'))).status, 409)
  await app.request(`/api/v1/channels/${channel}/pause`, { method: 'DELETE', headers: headers() })
  assert.equal((await post(say('p'))).status, 201)
})

test('what cannot be taken is refused by its field, in the language of the request', async () => {
  const messages = [
    { id: 'r1', author: { id: 'lucas' } },
    { id: 'r2', author: { id: 'a', name: 'A' }, said_at: 'ayer' },
    7,
  ]
  const answer = await post({ messages }, { ...headers(), 'accept-language': 'es' })
  assert.equal(answer.status, 207)
  const { refused } = counts.parse(await answer.json())
  assert.deepEqual(
    refused.map(({ reason }) => reason),
    [
      'El campo author.name no se puede usar. Hace falta.',
      'El campo said_at no se puede usar. Escribe un momento con su zona, como 2026-11-22T09:30:00Z.',
      'Tiene que ser un objeto con campos.',
    ],
  )
})
