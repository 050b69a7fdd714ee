import assert from 'node:assert/strict'
import { getPriority } from 'node:os'
import { after, test } from 'node:test'
import { createThread, ThreadLost } from './thread.ts'

/** Doubles numbers; dies of 13, hangs at 14. */
const program = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ([id, number]) => {
      if (number === 13) process.exit(1)
      if (number === 14) for (;;) {}
      parentPort.postMessage([id, number * 2])
    })`)}`,
)
const memory = { maxOldGenerationSizeMb: 32 }
const patience = { toBeginMs: 10_000, perQuestionMs: 300 }
const deaths: boolean[] = []
const thread = createThread<number, number>({ program, memory, patience, onDeath: (began) => deaths.push(began) })
after(() => thread.stop())

test('questions are answered, each its own', async () => {
  assert.deepEqual(await Promise.all([1, 2, 3].map((one) => thread.ask(one))), [2, 4, 6])
})

test('a thread that dies or hangs loses its questions, and is begun again with the next', async () => {
  for (const [nth, fatal] of [13, 14].entries()) {
    const lost = await Promise.allSettled([thread.ask(fatal), thread.ask(1)])
    for (const one of lost) assert.ok(one.status === 'rejected' && one.reason instanceof ThreadLost)
    assert.equal(deaths.length, nth + 1)
    assert.equal(await thread.ask(5), 10)
  }
  assert.deepEqual(deaths, [true, true])
})

test('a thread that cannot begin is not tried again at once', async () => {
  const none = createThread<number, number>({ program: new URL('data:text/javascript,throw 1'), memory, patience })
  await assert.rejects(none.ask(1), ThreadLost)
  const began = performance.now()
  await assert.rejects(none.ask(1), ThreadLost)
  assert.ok(performance.now() - began < 50)
})

test('what is asked after the end is lost', async () => {
  const ended = createThread<number, number>({ program, memory, patience })
  assert.equal(await ended.ask(1), 2)
  await ended.stop()
  await assert.rejects(ended.ask(1), ThreadLost)
})

test('threads let the rest of the process pass, where threads can be ranked', async () => {
  const answering = new URL('./answering.ts', import.meta.url)
  const asked = new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { getPriority } from 'node:os'
      const { answering } = (await import(${JSON.stringify(answering.href)}))
      answering(() => ({ answer: getPriority(0) }))`)}`,
  )
  const ours = getPriority(0)
  const polite = createThread<null, number>({ program: asked, memory, patience })
  const theirs = await polite.ask(null)
  await polite.stop()
  assert.equal(theirs, process.platform === 'linux' ? Math.min(ours + 10, 19) : ours)
  assert.equal(getPriority(0), ours)
})
