import assert from 'node:assert/strict'
import { test } from 'node:test'
import { oneAtATime } from './one-at-a-time.ts'

test('calls meanwhile are answered at once, and lead to one more round', async () => {
  const ends: (() => void)[] = []
  const work = oneAtATime(() => new Promise<void>((end) => ends.push(end)))
  const first = work()
  await Promise.all([work(), work(), work()])
  assert.equal(ends.length, 1)
  ends[0]?.()
  await new Promise((next) => setImmediate(next))
  assert.equal(ends.length, 2)
  ends[1]?.()
  await first
  assert.equal(ends.length, 2)
})

test('a failure is told to who called, and the next call works again', async () => {
  let tries = 0
  const work = oneAtATime(async () => {
    tries += 1
    if (tries === 1) throw new Error('Not now')
  })
  await assert.rejects(work(), /Not now/)
  await work()
  assert.equal(tries, 2)
})
