import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { createLog } from '../core/log.ts'
import { abuses, depths, intents, type Reading, sentiments, urgencies } from '../reading/index.ts'
import { tinyProgram, tinyReader } from './understand.test-kit.ts'
import { createUnderstanding, NotUnderstood } from './understand.ts'
import { pack, unpack } from './understand-pack.ts'

const patience = { perQuestionMs: 1_500, perBatchMs: 30_000, toBeginMs: 30_000, toLearnMs: 60_000 }
const understanding = createUnderstanding(createLog('silent'), { program: tinyProgram, patience })
after(() => understanding.stop())

const rec = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record<T>(model, { noNullPrototype: true })
const p = fc.integer({ min: 0, max: 200 }).map((n) => n / 200)
const held = fc
  .subarray([...intents], { minLength: 1 })
  .chain((values) =>
    fc.tuple(...values.map((value) => fc.integer({ min: 1, max: 200 }).map((n) => ({ value, p: n / 200 })))),
  )
const anyReading: fc.Arbitrary<Reading> = rec({
  language: rec({ value: fc.constantFrom('es', 'en', 'und', 'pt'), p }),
  depth: fc.constantFrom(...depths),
  sentiment: rec({
    value: fc.constantFrom(...sentiments),
    p,
    score: fc.integer({ min: -100, max: 100 }).map((n) => n / 100),
  }),
  intents: held.map((all) => all.sort((a, b) => b.p - a.p || intents.indexOf(a.value) - intents.indexOf(b.value))),
  urgency: rec({ value: fc.constantFrom(...urgencies), p }),
  abuse: rec({ value: fc.constantFrom(...abuses), p }),
})

test('what travels between threads is what was read', () => {
  fc.assert(
    fc.property(fc.array(anyReading, { maxLength: 20 }), (readings) => {
      assert.deepEqual(unpack(pack(readings)), readings)
    }),
  )
})

test('a batch is read in its order, whatever its length', async () => {
  const said = Array.from({ length: 150 }, (_, at) => ({ text: at % 3 === 0 ? 'va mal' : 'gracias' }))
  assert.deepEqual(
    (await understanding.read(said)).map((one) => one?.reading),
    tinyReader().read(said),
  )
  assert.deepEqual(await understanding.read([]), [])
  assert.equal(await understanding.version(), 'tiny-1')
})

test('why it is read so is told by the same reader', async () => {
  assert.deepEqual(await understanding.explain({ text: 'va mal' }), tinyReader().explain({ text: 'va mal' }))
})

test('a message that kills the reader, or that it hangs on, stays unread; who asks next finds another reader', async () => {
  for (const deadly of ['muere', 'cuelga']) {
    assert.deepEqual(await understanding.read([{ text: deadly }, { text: 'hola' }]), [undefined, undefined])
    const [one] = await understanding.read([{ text: 'va mal' }])
    assert.equal(one?.reading.sentiment.value, 'negative')
  }
})

test('what was taught is used, also by the thread that comes after one that died; and forgotten', async () => {
  const { layer } = await understanding.learn([{ text: 'x', language: 'es', what: 'topic:t1', becomes: 'yes' }])
  assert.ok(layer)
  const topics = async () => (await understanding.read([{ text: 'el molino' }]))[0]?.topics
  assert.deepEqual(await topics(), [])
  await understanding.teach(layer)
  assert.deepEqual(await topics(), [{ value: 't1', p: 0.75 }])
  await understanding.read([{ text: 'muere' }])
  assert.deepEqual(await topics(), [{ value: 't1', p: 0.75 }])
  assert.equal(await understanding.version(), 'tiny-1+1')
  await understanding.teach(undefined)
  assert.deepEqual(await topics(), [])
})

test('without a reader nothing is understood, and nothing fails', async () => {
  const none = createUnderstanding(createLog('silent'), { program: new URL('./no-such-program.ts', import.meta.url) })
  assert.deepEqual(await none.read([{ text: 'hola' }]), [undefined])
  assert.equal(await none.version(), undefined)
  await assert.rejects(none.explain({ text: 'hola' }), NotUnderstood)
  await none.stop()
  await understanding.stop()
  assert.deepEqual(await understanding.read([{ text: 'hola' }]), [undefined])
})
