import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testUsers } from '../../test/cast.ts'
import { testHouse } from './access.test-kit.ts'
import { accessJobs, accessRecurring } from './jobs.ts'
import { countTry, forgetTries } from './rate-limit.ts'

const clock = { ahead: 0, now: () => new Date(Date.now() + clock.ahead) }
const house = await testHouse({ clock })
after(() => house.drop())
const cast = await testUsers(house.core)
const { db } = house.core

test('tries are counted per person and thing, and begin anew when their time is over', async () => {
  const tries = async (n: number, whose = 'marta') => {
    for (let i = 0; i < n; i++) await countTry(house.core, 'password-of', whose)
  }
  await tries(10)
  await assert.rejects(tries(1), { status: 429, retryAfterS: 900 })
  await tries(1, 'nico')
  clock.ahead = 15 * 60_000 + 1000
  await tries(10)
  await assert.rejects(tries(1))
  await forgetTries(house.core, 'password-of', 'marta')
  await tries(1)
})

test('many at the same moment are all counted', async () => {
  const all = await Promise.allSettled(Array.from({ length: 25 }, () => countTry(house.core, 'password-of', 'vera')))
  assert.equal(all.filter((one) => one.status === 'fulfilled').length, 10)
})

test('an operator can turn the limits off', async () => {
  const core = { ...house.core, config: { ...house.core.config, rateLimits: false } }
  for (let i = 0; i < 12; i++) await countTry(core, 'password-of', 'olga')
})

test('what is over is forgotten, and what is not stays', async () => {
  await db
    .updateTable('sessions')
    .set({ expires_at: new Date(0) })
    .where('user_id', '=', cast.vera.id)
    .execute()
  clock.ahead = 24 * 3_600_000
  await accessJobs(house.core)['access.tidy']?.({})
  const users = await db.selectFrom('sessions').select('user_id').execute()
  assert.equal(users.length, 3)
  assert.deepEqual(await db.selectFrom('rate_limits').selectAll().execute(), [])
})

test('every recurring job exists', () => {
  const jobs = accessJobs(house.core)
  for (const { job } of accessRecurring) assert.ok(jobs[job], job)
})
