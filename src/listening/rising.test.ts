import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Counted, risingWords } from './rising.ts'

const counted = (counts: Record<string, number>, total: number): Counted => ({
  counts: new Map(Object.entries(counts)),
  total,
})

test('what is said more than before rises; what was always said, or is said twice, does not', () => {
  const now = counted({ línea: 80, avería: 40, retraso: 10, tarde: 2, nuevo: 6 }, 1_000)
  const before = counted({ línea: 320, avería: 5, retraso: 40 }, 4_000)
  const words = risingWords(now, before).map(({ word }) => word)
  assert.equal(words[0], 'avería')
  assert.ok(words.includes('nuevo'))
  for (const word of ['línea', 'retraso', 'tarde']) assert.ok(!words.includes(word), word)
})

test('the figure of the paper’s formula, computed by hand', () => {
  // a = 500 × 45 / 5,000 = 4.5; δ = ln(44.5 / 1455.5) − ln(9.5 / 4490.5); σ² = 1 / 44.5 + 1 / 9.5
  const [rising] = risingWords(counted({ avería: 40 }, 1_000), counted({ avería: 5 }, 4_000))
  const delta = Math.log(44.5 / 1455.5) - Math.log(9.5 / 4490.5)
  assert.ok(Math.abs((rising?.z ?? 0) - delta / Math.sqrt(1 / 44.5 + 1 / 9.5)) < 1e-12)
})

test('nothing before and nothing now rises to nothing', () => {
  assert.deepEqual(risingWords(counted({}, 0), counted({}, 0)), [])
})

test('the same times have no rising words', () => {
  const counts = fc.dictionary(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 500 }))
  fc.assert(
    fc.property(counts, (some) => {
      const total = Object.values(some).reduce((sum, count) => sum + count, 0)
      assert.deepEqual(risingWords(counted(some, total), counted(some, total)), [])
    }),
  )
})
