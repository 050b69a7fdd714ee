import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someChannel } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { newId } from '../lib/ids.ts'
import { claimTurns, endTurn, hearSoon, renewLease } from './claim.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

async function living(): Promise<string> {
  const id = newId()
  await database.db.insertInto('processes').values({ id, role: 'all' }).execute()
  return id
}

const claimed = async (process: string, channelId: string, except: string[] = []) =>
  (await claimTurns(database.db, process, 50, except)).some((turn) => turn.channelId === channelId)

test('a window that a living process hears is left to it', async () => {
  const [one, other] = [await living(), await living()]
  const { id } = await someChannel(database.db)
  assert.ok(await claimed(one, id))
  assert.equal(await claimed(other, id), false)
  assert.equal(await renewLease(database.db, other, id), false)
  assert.ok(await renewLease(database.db, one, id))
})

test('what a process does hear it does not claim again; what it only seems to hear it does', async () => {
  const one = await living()
  const { id } = await someChannel(database.db)
  assert.ok(await claimed(one, id))
  assert.equal(await claimed(one, id, [id]), false)
  assert.ok(await claimed(one, id), 'the answer to the first claim was lost')
})

test('the windows of a dead process are free at once', async () => {
  const [one, other] = [await living(), await living()]
  const { id } = await someChannel(database.db)
  assert.ok(await claimed(one, id))
  await database.db.deleteFrom('processes').where('id', '=', one).execute()
  assert.ok(await claimed(other, id))
})

test('a window is heard again when its turn says', async () => {
  const one = await living()
  const { id } = await someChannel(database.db)
  assert.ok(await claimed(one, id))
  await endTurn(database.db, one, id, new Date(Date.now() + 60_000))
  assert.equal(await claimed(one, id), false)
})

test('when a process begins, what is asked every few seconds is asked at once; what rests or has its own pace is not', async () => {
  const one = await living()
  const [often, seldom, resting] = await Promise.all([1, 2, 3].map(() => someChannel(database.db)))
  assert.ok(often && seldom && resting)
  for (const { id } of [often, seldom, resting]) assert.ok(await claimed(one, id))
  const inS = (seconds: number) => new Date(Date.now() + seconds * 1_000)
  await endTurn(database.db, one, often.id, inS(5))
  await endTurn(database.db, one, seldom.id, inS(60))
  await endTurn(database.db, one, resting.id, inS(5))
  await database.db.updateTable('channel_hearings').set({ failures: 1 }).where('channel_id', '=', resting.id).execute()
  await hearSoon(database.db)
  assert.deepEqual(await Promise.all([often, seldom, resting].map(({ id }) => claimed(one, id))), [true, false, false])
})
