import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from '../log.ts'
import { keep } from './keep.ts'
import type { Postmaster } from './postmaster.ts'

const log = createLog('silent')

interface Mortal extends Postmaster {
  die(): void
}

/** A server that nobody started: there is no such process, and it ends when it is told to. */
function mortal(): Mortal {
  const { promise: ended, resolve: die } = Promise.withResolvers<void>()
  return { pid: 0x7fff_fffe, ended, die }
}

test('a server that dies again and again is there again within a second or so', async () => {
  const first = mortal()
  let started = Promise.withResolvers<Mortal>()
  const kept = keep(
    first,
    async () => {
      const next = mortal()
      started.resolve(next)
      return next
    },
    log,
  )
  let running = first
  for (let death = 1; death <= 4; death++) {
    const died = performance.now()
    running.die()
    running = await started.promise
    started = Promise.withResolvers<Mortal>()
    const waited = performance.now() - died
    assert.ok(waited < 1_700, `after death ${death} it waited ${waited} ms`)
  }
  const released = kept.release()
  assert.equal(await released, running)
})

test('a server that does not start is tried again, later each time, until it does', async () => {
  const first = mortal()
  const tries: number[] = []
  const started = Promise.withResolvers<Postmaster>()
  const kept = keep(
    first,
    async () => {
      tries.push(performance.now())
      if (tries.length < 4) throw new Error('the disk is full')
      const next = mortal()
      started.resolve(next)
      return next
    },
    log,
  )
  first.die()
  assert.equal(await started.promise, await kept.release())
  const pauses = tries.slice(1).map((at, nth) => at - (tries[nth] ?? 0))
  assert.deepEqual(
    pauses.map((pause) => [450, 950, 1_900].findLastIndex((least) => pause >= least)),
    [0, 1, 2],
  )
})
