import assert from 'node:assert/strict'
import { test } from 'node:test'
import { someChannel } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { noteFailure } from '../channels/index.ts'
import { ConnectorFailure } from '../connectors/index.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { claimTurns } from './claim.ts'

test('a window that was taken down stays down, whatever its last turn has to say', async () => {
  const database = await testDatabase()
  try {
    const { db } = database
    const [down, up] = [await someChannel(db), await someChannel(db)]
    await db.insertInto('channel_removals').values({ channel_id: down.id, removed_by: null }).execute()
    const failure = new ConnectorFailure('temporary', words('http.timeout', { host: 'a\0b' }))
    const past = new Date(Date.now() - 3_600_000)
    await db.transaction().execute((tx) => noteFailure(tx, down.id, failure, past))
    const turns = await claimTurns(db, newId(), 100, [])
    assert.deepEqual(
      turns.map(({ channelId }) => channelId),
      [up.id],
    )
  } finally {
    await database.drop()
  }
})
