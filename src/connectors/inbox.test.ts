import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Inbox } from './inbox.ts'

test('ends when more waits than it may hold, and gives what it has first', async () => {
  const inbox = new Inbox<number>(3)
  for (const one of [1, 2, 3, 4]) inbox.add(one)
  assert.deepEqual(await inbox.take(0), [1, 2, 3])
  assert.equal(await inbox.take(0), undefined)
})

test('gives nothing when nothing came for so long', async () => {
  assert.deepEqual(await new Inbox(10).take(5), [])
})

test('wakes whoever waits', async () => {
  const inbox = new Inbox<string>(10)
  const taken = inbox.take(60_000)
  inbox.add('here')
  assert.deepEqual(await taken, ['here'])
  const ended = inbox.take(60_000)
  inbox.end()
  assert.equal(await ended, undefined)
})

test('whoever can wait is let in when half of it is empty again', async () => {
  const inbox = new Inbox<number>(4)
  await inbox.room()
  inbox.add(1)
  inbox.add(2)
  let isIn = false
  const waits = inbox.room().then(() => {
    isIn = true
  })
  await Promise.resolve()
  assert.equal(isIn, false)
  assert.deepEqual(await inbox.take(0), [1, 2])
  await waits
  inbox.add(3)
  inbox.add(4)
  const ended = inbox.room()
  inbox.end()
  await ended
})
