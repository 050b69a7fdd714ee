import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testApp } from '../../test/app.ts'
import { scripted, someChannel } from '../../test/channel.ts'
import { said } from '../../test/talk.ts'
import type { Connector } from '../connectors/index.ts'
import { schedule } from '../schedule.ts'
import { intakeJobs } from './jobs.ts'
import { take } from './take.ts'

const day = 86_400_000
const asked: Connector = { ...scripted, newest: async () => ({ heard: [], cursor: null, more: false }) }
const posted: Connector = { ...scripted, network: 'posted' }

test('deletions of what was never heard are forgotten after ninety days, except where messages are posted to us', async () => {
  const clock = { aheadMs: 0, now: () => new Date(Date.now() + clock.aheadMs) }
  const connectors = new Map([asked, posted].map((one) => [one.network, one]))
  const app = await testApp({ clock, connectors })
  try {
    const { db } = app.core
    const [asking, posting] = [await someChannel(db), await someChannel(db, 'posted')]
    const bury = (channel: { id: string }, prefix: string, count: number, ageDays: number) =>
      sql`insert into message_tombstones (channel_id, external_id, deleted_at)
        select ${channel.id}, ${prefix} || n, now() - make_interval(days => ${ageDays}) from generate_series(1, ${count}) n`.execute(
        db,
      )
    await bury(asking, 'old', 5_001, 91)
    await bury(asking, 'young', 1, 89)
    await bury(posting, 'old', 1, 1_000)
    const left = async () =>
      (await db.selectFrom('message_tombstones').select('external_id').orderBy('external_id').execute()).map(
        (row) => row.external_id,
      )
    const job = intakeJobs(app.board, new AbortController().signal)['intake.forget-deletions']
    await job?.({})
    assert.deepEqual(await left(), ['old1', 'young1'])
    const heard = [said('young1'), said('old2')]
    await take(db, asked, asking, { heard, cursor: 1 }, { moves: 'newest', now: new Date() })
    const rows = await db.selectFrom('messages').select(['external_id', 'deleted_at']).orderBy('external_id').execute()
    assert.deepEqual(
      rows.map((row) => [row.external_id, row.deleted_at !== null]),
      [
        ['old2', false],
        ['young1', true],
      ],
    )
    clock.aheadMs = 2 * day
    await job?.({})
    assert.deepEqual(await left(), ['old1'])
    assert.ok(schedule.some((one) => one.job === 'intake.forget-deletions'))
  } finally {
    await app.stop()
  }
})
