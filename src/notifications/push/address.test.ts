import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createWorld, type World } from '../world.test-kit.ts'
import { type PushService, someBrowser, startPushService } from './push.test-kit.ts'

// Addresses come from browsers, hence from anybody. Nothing private may be reached here.
let world: World
let service: PushService
before(async () => {
  service = await startPushService()
  world = await createWorld()
})
after(async () => {
  await world.drop()
  await service[Symbol.asyncDispose]()
})

const add = (body: object) =>
  world.as('marta').json('POST', '/me/devices', {
    ...{ endpoint: 'https://push.example/1', ...service.browser.keys },
    ...body,
  })

test('what nobody should be sent to, and what is no key, is refused', async () => {
  const long = `https://x/${'y'.repeat(1_000)}`
  for (const endpoint of ['javascript:alert(1)', 'ftp://x/y', 'x', 'https://me:secret@push.example/', long])
    assert.equal((await add({ endpoint })).status, 422, endpoint)
  assert.equal((await add({ endpoint: service.endpoint('open') })).status, 422, 'not in the open')
  assert.equal((await add({ p256dh: someBrowser().keys.p256dh.replace(/^.{9}/, 'AAAAAAAAA') })).status, 422)
  assert.equal((await add({ auth: 'x' })).status, 422)
})

test('an address inside our own network is not reached', async () => {
  assert.equal((await add({ endpoint: service.endpoint('inside').replace('http:', 'https:') })).status, 201)
  const [device] = (await (await world.as('marta').json('GET', '/me/devices')).json()).devices
  const trial = await world.as('marta').json('POST', `/me/devices/${device.id}/trial`)
  assert.deepEqual(await trial.json(), { told: false, outcome: 'later' })
  assert.equal(service.reached, 0)
})
