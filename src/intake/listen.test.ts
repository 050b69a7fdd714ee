import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { scripted, someChannel, testCipher } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import type { Switchboard } from '../channels/index.ts'
import { type Connector, ConnectorFailure } from '../connectors/index.ts'
import { readConfig } from '../core/config.ts'
import { createLog } from '../core/log.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { listen } from './listen.ts'

/** A database whose disk is full: nothing about a window's hearing can be written but who has it. */
async function fill(db: Switchboard['core']['db'], columns: string): Promise<void> {
  await sql`create function disk_full() returns trigger language plpgsql as
    $$ begin raise exception 'no space left on device' using errcode = '53100'; end $$`.execute(db)
  await sql`create trigger disk_full before update of ${sql.raw(columns)} on channel_hearings
    for each statement execute function disk_full()`.execute(db)
}

async function listening(newest: NonNullable<Connector['newest']>, columns: string) {
  const database = await testDatabase()
  const { db, pool } = database
  const channel = await someChannel(db)
  const id = newId()
  await db.insertInto('processes').values({ id, role: 'all' }).execute()
  await fill(db, columns)
  let aheadMs = 0
  const clock = { now: () => new Date(Date.now() + aheadMs) }
  const board: Switchboard = {
    core: { config: readConfig({}), db, pool, log: createLog('silent'), clock, cipher: testCipher },
    connectors: new Map([['scripted', { ...scripted, newest }]]),
    http: () => ({ fetch: globalThis.fetch, request: () => Promise.reject(new Error('unused')) }),
  }
  const { stop } = listen(board, id)
  return {
    db,
    channel,
    later: (ms: number) => (aheadMs += ms),
    async stop() {
      await stop()
      await database.drop()
    },
  }
}

test('a window whose failure cannot be written down rests all the same, later and later, and comes back by itself', async () => {
  let asked = 0
  const window = await listening(async () => {
    asked += 1
    throw new ConnectorFailure('temporary', words('http.timeout', { host: 'a' }))
  }, 'failure, failures')
  try {
    await sleep(2_200)
    assert.equal(asked, 1)
    window.later(5_100)
    await sleep(1_200)
    assert.equal(asked, 2)
    window.later(5_100)
    await sleep(1_200)
    assert.equal(asked, 2, 'the second rest is longer')
    await sql`drop trigger disk_full on channel_hearings`.execute(window.db)
    window.later(10_000)
    await sleep(1_200)
    assert.equal(asked, 3)
    const { failure } = await window.db.selectFrom('channel_hearings').select('failure').executeTakeFirstOrThrow()
    assert.equal(failure?.words.key, 'http.timeout')
  } finally {
    await window.stop()
  }
})

test('a window whose turn cannot be ended rests too', async () => {
  let asked = 0
  const window = await listening(async () => {
    asked += 1
    return { heard: [], cursor: null, more: false }
  }, 'hear_at')
  try {
    await sleep(1_700)
    assert.equal(asked, 1)
  } finally {
    await window.stop()
  }
})

test('what a full disk did not let us store is told as that', async () => {
  const window = await listening(async () => ({ heard: [], cursor: 1, more: false }), 'cursor')
  try {
    await sleep(1_500)
    const { failure } = await window.db.selectFrom('channel_hearings').select('failure').executeTakeFirstOrThrow()
    assert.equal(failure?.words.key, 'core.disk-full')
  } finally {
    await window.stop()
  }
})
