import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { signedIn } from '../../../test/cast.ts'
import { someConversation } from '../../../test/talk.ts'
import { assign } from '../../conversations/assign.ts'
import type { Core } from '../../core/core.ts'
import { createWorld, type World } from '../world.test-kit.ts'
import type { Pushing } from './message.ts'
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
  for (const table of ['notifications', 'push_devices', 'summaries_due'] as const)
    await world.app.core.db.deleteFrom(table).execute()
})

const pushing = (more: Partial<Pushing> = {}): Pushing => {
  const { core, translator } = world.app
  return { core, translator, networkName: (network) => network, ...more }
}
const wordless = (): Pushing =>
  pushing({
    translator: {
      ...world.app.translator,
      for: () => {
        throw new Error('no words today')
      },
    },
  })

/** A browser of hers, signed in by itself. */
async function add(name: string): Promise<string> {
  const { core } = world.app
  const cookie = await signedIn(core, world.cast.marta.id)
  const headers = { ...world.cast.marta.headers, cookie, accept: 'application/json' }
  const body = JSON.stringify({ endpoint: service.endpoint(name), ...service.browser.keys })
  const added = await world.app.request('/me/devices', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  })
  assert.equal(added.status, 201)
  const device = core.db.selectFrom('push_devices').select('id').where('endpoint', '=', service.endpoint(name))
  return (await device.executeTakeFirstOrThrow()).id
}
async function given(): Promise<string> {
  const { db } = world.app.core
  const { id } = await someConversation(db)
  await world.tx((tx) => assign(tx, id, { userId: world.cast.marta.id }, world.cast.nico))
  return (await db.selectFrom('notifications').select('id').where('about', '=', id).executeTakeFirstOrThrow()).id
}
const told = () => service.told.map(({ path }) => path)

test('a line that cannot be put into words is told by the next try, once', async () => {
  await add('phone')
  const id = await given()
  await assert.rejects(pushNotification(wordless(), id), /no words today/)
  assert.equal(await pushNotification(pushing(), id), 'told')
  assert.equal(await pushNotification(pushing(), id), 'needless')
  assert.deepEqual(told(), ['/phone'])
})

test('what waited for quiet to end is still owed, later, when it cannot be put into words', async () => {
  await add('phone')
  await given()
  const { db } = world.app.core
  await sql`insert into summaries_due (user_id, what, due_at)
    values (${world.cast.marta.id}, 'push', now() - interval '1 second')`.execute(db)
  await assert.rejects(pushSummary(wordless(), world.cast.marta.id), /no words today/)
  const { rows } = await sql`select what, tries, due_at > now() as later from summaries_due`.execute(db)
  assert.deepEqual(rows, [{ what: 'push', tries: 1, later: true }])
  await sql`update summaries_due set due_at = now() - interval '1 second'`.execute(db)
  assert.equal(await pushSummary(pushing(), world.cast.marta.id), 'told')
  assert.deepEqual(told(), ['/phone'])
})

test('a device that cannot be told keeps no other from it', async () => {
  const broken = await add('broken')
  await add('phone')
  const nowhere = `B${'A'.repeat(86)}`
  await world.app.core.db.updateTable('push_devices').set({ p256dh: nowhere }).where('id', '=', broken).execute()
  assert.equal(await pushNotification(pushing(), await given()), 'told')
  assert.deepEqual(told(), ['/phone'])
})

test('a device that was told is not told again because that could not be noted', async () => {
  const id = await add('phone')
  const again = { what: { notification: await given() }, tries: 1 }
  await pushAgain(pushing({ core: unwritable(world.app.core) }), id, again)
  assert.deepEqual(told(), ['/phone'])
})

test('what a service wants later is asked of it later, also when the database was away for a moment', async () => {
  const id = await add('phone')
  service.answer = { status: 503 }
  const line = await given()
  const core = unwritable(world.app.core, { code: '57P01', times: 1 })
  await pushAgain(pushing({ core }), id, { what: { notification: line }, tries: 1 })
  const { rowCount } = await world.app.core.pool.query(
    `select 1 from graphile_worker.jobs where key like 'push:' || $1 || ':%'`,
    [id],
  )
  assert.equal(rowCount, 1)
})

/** No transaction begins, so often or ever. */
function unwritable(core: Core, { code = 'XX000', times = Number.POSITIVE_INFINITY } = {}): Core {
  let left = times
  const db = new Proxy(core.db, {
    get(target, name) {
      if (name === 'transaction' && left-- > 0) throw Object.assign(new Error('gone'), { code })
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { ...core, db }
}
