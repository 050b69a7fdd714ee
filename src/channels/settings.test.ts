import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { scripted, someChannel, testCipher } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import type { Connector } from '../connectors/index.ts'
import { readConfig } from '../core/config.ts'
import { createLog } from '../core/log.ts'
import { reconnect } from './connect.ts'
import { contextFor, type Switchboard } from './context.ts'
import { remove } from './remove.ts'
import { openSettings } from './settings.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

const connector: Connector = {
  ...scripted,
  settings: z.object({ password: z.string().optional(), token: z.string().optional() }),
}
const board = (): Switchboard => ({
  core: {
    config: readConfig({}),
    db: database.db,
    pool: database.pool,
    log: createLog('silent'),
    clock: { now: () => new Date() },
    cipher: testCipher,
  },
  connectors: new Map([['scripted', connector]]),
  http: () => ({ fetch: globalThis.fetch, request: () => Promise.reject(new Error('unused')) }),
})

async function window(settings: Record<string, unknown>) {
  const channel = await someChannel(database.db)
  const externalId = channel.account.externalId
  const found = { account: channel.account, hears: [], says: [], limits: [] }
  const give = (tried: Record<string, unknown>, from: Record<string, unknown>) =>
    reconnect(board(), { id: channel.id, externalId }, { settings: tried, found }, { before: from, by: undefined })
  await give(settings, {})
  return {
    ...channel,
    give,
    context: () => contextFor(board(), channel, new AbortController().signal),
    kept: () => openSettings(database.db, testCipher, channel.id),
  }
}

test('what a connector renews is kept, beside what another turn of the same window renewed', async () => {
  const { context, kept } = await window({ password: 'a', token: '1' })
  const [one, other] = [await context(), await context()]
  await one.keepSettings({ token: '2' })
  await other.keepSettings({ token: '3' })
  assert.deepEqual(await kept(), { password: 'a', token: '3' })
  assert.equal(other.settings.token, '3')
})

test('a token renewed from the old settings does not come over newly typed ones', async () => {
  const { context, kept, give } = await window({ password: 'old', token: 'of old' })
  const turn = await context()
  await give({ password: 'new', token: 'of new' }, { password: 'old', token: 'of old' })
  await turn.keepSettings({ token: 'renewed from old' })
  assert.deepEqual(await kept(), { password: 'new', token: 'of new' })
  assert.equal(turn.settings.token, 'renewed from old', 'the turn that is under way goes on with its own')
  await (await context()).keepSettings({ token: 'renewed from new' })
  assert.deepEqual(await kept(), { password: 'new', token: 'renewed from new' })
})

test('a token renewed while other settings were tried is not put back', async () => {
  const from = { password: 'a', token: '1' }
  const { context, kept, give } = await window(from)
  await (await context()).keepSettings({ token: '2' })
  await give({ password: 'a', token: '1' }, from)
  assert.deepEqual(await kept(), { password: 'a', token: '2' }, 'nobody typed the token')
  await give({ password: 'b', token: 'of b' }, { password: 'a', token: '1' })
  assert.deepEqual(await kept(), { password: 'b', token: 'of b' }, 'the trial made its own')
})

test('the credentials of a window that was taken down stay forgotten', async () => {
  const { id, context, kept, give } = await window({ password: 'a', token: '1' })
  const turn = await context()
  await database.db.transaction().execute((tx) => remove(tx, testCipher, { id }, undefined))
  await turn.keepSettings({ token: '2' })
  assert.deepEqual(await kept(), {})
  await assert.rejects(give({ password: 'b' }, { password: 'a', token: '1' }), { status: 409 })
  assert.deepEqual(await kept(), {})
})
