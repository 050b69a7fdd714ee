import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { addJob } from './jobs.ts'

test('what waits under a key is replaced, or keeps its moment where that is sooner', async () => {
  const database = await testDatabase()
  try {
    const [soon, late] = [new Date(Date.now() + 60_000), new Date(Date.now() + 3_600_000)]
    const wake = async (runAt: Date, sooner: boolean) => {
      const more = { key: 'one', runAt, sooner }
      await database.db.transaction().execute((tx) => addJob(tx, 'nothing', {}, more))
      const { rows } = await database.pool.query<{ run_at: Date }>(
        `select run_at from graphile_worker.jobs where key = 'one'`,
      )
      return rows.map((row) => row.run_at)
    }
    assert.deepEqual(await wake(late, true), [late])
    assert.deepEqual(await wake(soon, true), [soon])
    assert.deepEqual(await wake(late, true), [soon])
    assert.deepEqual(await wake(late, false), [late])
  } finally {
    await database.drop()
  }
})
