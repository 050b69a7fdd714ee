import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { signedIn } from '../../../test/cast.ts'
import { someConversation } from '../../../test/talk.ts'
import { assign } from '../../conversations/assign.ts'
import { note } from '../../conversations/note.ts'
import { createCipher } from '../../core/cipher.ts'
import { newId } from '../../lib/ids.ts'
import { choose, noLetters } from '../choices.ts'
import { createWorld, type World } from '../world.test-kit.ts'
import { findPushKey, resealPushKey } from './keys.ts'
import { type PushService, startPushService } from './push.test-kit.ts'
import { pushAgain, pushNotification, pushSummary } from './push.ts'

let world: World
let service: PushService
before(async () => {
  service = await startPushService()
  world = await createWorld({ TERTULIA_ALLOW_PRIVATE_NETWORKS: '127.0.0.1' })
})
after(async () => {
  await world.drop()
  await service[Symbol.asyncDispose]()
})
beforeEach(async () => {
  Object.assign(service, { told: [], answer: { status: 201 } })
  for (const table of ['notifications', 'push_devices', 'summaries_due', 'quiet_hours', 'presences'] as const)
    await world.app.core.db.deleteFrom(table).execute()
  await world.tx((tx) => choose(tx, world.cast.marta.id, noLetters))
})

const pushing = () => {
  const { core, translator } = world.app
  return { core, translator, networkName: (network: string) => (network === 'scripted' ? 'Mastodon' : network) }
}
const add = () =>
  world.as('marta').json('POST', '/me/devices', { endpoint: service.endpoint('marta'), ...service.browser.keys })
const devices = async () => (await (await world.as('marta').json('GET', '/me/devices')).json()).devices

async function given(): Promise<string> {
  const { id } = await someConversation(world.app.core.db)
  await world.tx((tx) => assign(tx, id, { userId: world.cast.marta.id }, world.cast.nico))
  return id
}
async function lineAbout(id: string, kind = 'assigned'): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from notifications where kind = ${kind} and user_id = ${world.cast.marta.id}
      and conversation_id = ${id}`.execute(world.app.core.db)
  return rows[0]?.id ?? ''
}
const push = async (id: string, kind?: string) => pushNotification(pushing(), await lineAbout(id, kind))
const queued = async (task: string) => {
  const { rows } = await world.app.core.pool.query<{ payload: object; seconds: number }>(
    `select p.payload, round(extract(epoch from j.run_at - now()))::int as seconds from graphile_worker.jobs j
     join graphile_worker._private_jobs p on p.id = j.id where j.task_identifier = $1`,
    [task],
  )
  return rows
}

test('only a browser that is signed in can be added, each to its own person', async () => {
  const json = { accept: 'application/json' }
  assert.equal((await world.app.request('/me/devices', { headers: json })).status, 401)
  assert.equal((await world.app.request('/me/push-worker.js', { headers: json })).status, 401)
  const worker = await world.as('marta').page('/me/push-worker.js')
  assert.match(worker.headers.get('content-type') ?? '', /^text\/javascript/)
  assert.deepEqual(
    ['cache-control', 'service-worker-allowed'].map((name) => worker.headers.get(name)),
    ['no-cache', '/'],
  )
  assert.equal((await add()).status, 201)
  const [device] = await devices()
  assert.equal(device.this, true)
  assert.deepEqual((await (await world.as('nico').json('GET', '/me/devices')).json()).devices, [])
  assert.equal((await world.as('nico').json('DELETE', `/me/devices/${device.id}`)).status, 404)
  assert.equal((await world.as('nico').json('POST', `/me/devices/${device.id}/trial`)).status, 404)
  assert.equal((await world.as('marta').form('DELETE', `/me/devices/${device.id}`)).status, 303)
  assert.deepEqual(await devices(), [])
})

test('a device is told who and where, sealed for it alone, and no word of what was said', async () => {
  await add()
  const id = await given()
  await world.tx((tx) => note(tx, id, 'Su dirección es Mayor 3', world.cast.nico))
  assert.equal((await queued('notifications.push')).length, 2)
  assert.equal(await push(id, 'noted'), 'told')
  assert.equal(service.reached > 0, true)
  const [told, ...more] = service.told
  assert.deepEqual(more, [])
  assert.deepEqual(told?.message, {
    ...{ title: 'Lucas Prieto, on Mastodon', body: 'Nico wrote a note: Lucas Prieto' },
    ...{ url: `/notifications/${await lineAbout(id, 'noted')}`, tag: told?.headers.topic },
  })
  assert.match(told?.headers.topic ?? '', /^[\w-]{32}$/)
  assert.deepEqual(
    [told?.headers['content-encoding'], told?.headers.ttl, told?.headers.urgency],
    ['aes128gcm', '14400', 'normal'],
  )
  await world.as('marta').json('PUT', '/notifications/settings', { push_words: true })
  assert.equal(await push(id), 'told')
  await world.as('marta').json('PUT', '/notifications/reading')
  await world.tx((tx) => note(tx, id, 'Llama tú', world.cast.nico))
  const { rows } = await sql<{ id: string }>`select id from notifications where read_at is null`.execute(
    world.app.core.db,
  )
  await pushNotification(pushing(), rows[0]?.id ?? '')
  assert.match(service.told.at(-1)?.message.body ?? '', /Llama tú/)
})

test('we say who we are by a signature that the public key fits, for that service alone', async () => {
  await add()
  const id = await given()
  await push(id)
  const [, token = '', key = ''] =
    /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(service.told[0]?.headers.authorization ?? '') ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')]
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  const signed = Buffer.from(`${head}.${claims}`)
  assert.ok(
    verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')),
  )
  const said = JSON.parse(Buffer.from(claims, 'base64url').toString())
  assert.equal(said.aud, new URL(service.endpoint('')).origin)
  const hours = (said.exp - Date.now() / 1000) / 3600
  assert.ok(hours > 11 && hours <= 24)
  assert.equal((await (await world.as('marta').json('GET', '/me/devices')).json()).key, key)
})

test('nothing twice: not again until it was read, nor what was read, nor what stands before them', async () => {
  await add()
  const [id, read, open] = [await given(), await given(), await given()]
  assert.equal(await push(id), 'told')
  assert.equal(await push(id), 'needless')
  await world.as('marta').json('PUT', `/notifications/${await lineAbout(read)}/reading`)
  assert.equal(await push(read), 'needless')
  await world.as('marta').json('PUT', `/conversations/${open}/presence`, { tab: newId(), doing: 'looking' })
  assert.equal(await push(open), 'needless')
  assert.equal(service.told.length, 1)
  await world.as('marta').json('PUT', '/notifications/settings', { push_assigned: false })
  const before = (await queued('notifications.push')).length
  await given()
  assert.equal((await queued('notifications.push')).length, before, 'not wanted')
})

test('a browser that is gone is forgotten; one that signs out too', async () => {
  await add()
  service.answer = { status: 410 }
  await push(await given())
  assert.deepEqual(await devices(), [])
  service.answer = { status: 201 }
  const cookie = await signedIn(world.app.core, world.cast.marta.id)
  const headers = {
    ...world.cast.marta.headers,
    cookie,
    accept: 'application/json',
    'content-type': 'application/json',
  }
  const body = JSON.stringify({ endpoint: service.endpoint('other'), ...service.browser.keys })
  assert.equal((await world.app.request('/me/devices', { method: 'POST', headers, body })).status, 201)
  assert.equal((await devices()).length, 1)
  assert.equal((await world.app.request('/sign-out', { method: 'POST', headers })).status, 200)
  assert.deepEqual(await devices(), [])
})

test('a service that asks us to wait is asked again then, and meanwhile not at all', async () => {
  await add()
  service.answer = { status: 429, headers: { 'retry-after': '120' } }
  const [first, second] = [await given(), await given()]
  await push(first)
  await push(second)
  assert.equal(service.told.length, 1, 'it rests')
  const later = await queued('notifications.push-again')
  assert.equal(later.length, 2)
  for (const { seconds, payload } of later) {
    assert.ok(seconds > 110 && seconds <= 120, String(seconds))
    assert.ok(!JSON.stringify(payload).includes('Lucas'), 'a job says ids and no names')
  }
  service.answer = { status: 201 }
  await sql`update push_devices set rests_until = now() - interval '1 second'`.execute(world.app.core.db)
  const [device] = await devices()
  await pushAgain(pushing(), device.id, { what: { notification: await lineAbout(first) }, tries: 1 })
  assert.equal(service.told.length, 2)
  await world.as('marta').json('PUT', '/notifications/reading')
  await pushAgain(pushing(), device.id, { what: { notification: await lineAbout(second) }, tries: 1 })
  assert.equal(service.told.length, 2, 'what was read meanwhile is not said')
})

test('a redirect is not followed', async () => {
  await add()
  service.answer = { status: 307, headers: { location: service.endpoint('elsewhere') } }
  await push(await given())
  assert.deepEqual(
    service.told.map(({ path }) => path),
    ['/marta'],
  )
})

test('in quiet hours devices are silent, and told once how many waited when they end', async () => {
  await add()
  await sql`insert into quiet_hours (user_id, whole_days) values (${world.cast.marta.id},
    array[extract(dow from now() - interval '1 day'), extract(dow from now()), extract(dow from now() + interval '1 day')]::smallint[])`.execute(
    world.app.core.db,
  )
  for (const id of [await given(), await given()]) assert.equal(await push(id), 'waits')
  assert.equal(service.told.length, 0)
  await world.as('marta').json('DELETE', '/notifications/quiet-hours')
  await sql`update summaries_due set due_at = now() - interval '1 second'`.execute(world.app.core.db)
  assert.equal(await pushSummary(pushing(), world.cast.marta.id), 'told')
  assert.equal(await pushSummary(pushing(), world.cast.marta.id), 'needless')
  assert.deepEqual(
    service.told.map(({ message }) => [message.title, message.body, message.url]),
    [['Your quiet hours are over', '2 notices wait for you', '/notifications']],
  )
})

test('a trial says what became of it', async () => {
  await add()
  const [device] = await devices()
  const trial = async () =>
    (await (await world.as('marta').json('POST', `/me/devices/${device.id}/trial`)).json()).outcome
  assert.equal(await trial(), 'told')
  service.answer = { status: 403 }
  assert.equal(await trial(), 'failed')
  service.answer = { status: 404 }
  assert.equal(await trial(), 'gone')
  const page = await (await world.as('marta').page('/notifications/settings?done=push-gone')).text()
  assert.match(page, /That browser no longer wants to be told/)
})

test('the key is made once, sealed, and sealed anew when the house changes its key', async () => {
  const { core } = world.app
  await add()
  const before = await findPushKey(core)
  const row = await core.db.selectFrom('push_keys').selectAll().executeTakeFirstOrThrow()
  assert.ok(!row.private_key.toString('latin1').includes('"d"'))
  const next = createCipher('22'.repeat(32))
  await world.tx((tx) => resealPushKey(tx, core.cipher, next))
  assert.equal((await findPushKey({ db: core.db, cipher: next }))?.publicKey, before?.publicKey)
  await assert.rejects(findPushKey(core))
  await world.tx((tx) => resealPushKey(tx, next, core.cipher))
})
