import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someChannel } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { noteFailure } from '../channels/index.ts'
import { ConnectorFailure } from '../connectors/index.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { claimTurns, endTurn } from './claim.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

const claimed = async (channelId: string) => {
  const turns = await claimTurns(database.db, newId(), 100, [])
  return turns.some((turn) => turn.channelId === channelId)
}

test('a window is heard by one process at a time', async () => {
  const { id } = await someChannel(database.db)
  const mine = newId()
  await database.db.insertInto('processes').values({ id: mine, role: 'all' }).execute()
  assert.equal((await claimTurns(database.db, mine, 100, [])).length, 1)
  assert.equal(await claimed(id), false)
  await endTurn(database.db, mine, id, new Date())
  assert.equal(await claimed(id), true)
})

test('a window that was taken down stays down, whatever its last turn has to say', async () => {
  const { db } = database
  const { id } = await someChannel(db)
  await db.insertInto('channel_removals').values({ channel_id: id, removed_by: null }).execute()
  const past = new Date(Date.now() - 3_600_000)
  const failure = new ConnectorFailure('temporary', words('http.timeout', { host: 'a\0b' }))
  await db.transaction().execute((tx) => noteFailure(tx, id, failure, past))
  assert.equal(await claimed(id), false)
})
