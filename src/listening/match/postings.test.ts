import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { offsetOf } from './blocks.ts'
import { Postings } from './postings.ts'

const pairsOf = (postings: Postings, sign: number): string[] => {
  const count = postings.count[sign] ?? 0
  if (count === 0) return []
  const at = postings.at[sign] ?? 0
  const page = postings.blocks.pageOf(at)
  return Array.from({ length: count }, (_, index) =>
    page.subarray(offsetOf(at) + 2 * index, offsetOf(at) + 2 * index + 2).join(' '),
  ).toSorted()
}

test('keeps under each sign the pairs that were added and not removed', () => {
  const step = fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 30 }), fc.nat({ max: 3 }))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const postings = new Postings()
      const kept = new Map<number, Set<string>>()
      for (const [sign, program, guard] of steps) {
        const pairs = kept.get(sign) ?? new Set()
        kept.set(sign, pairs)
        if (pairs.delete(`${program} ${guard}`)) postings.remove(sign, program, guard)
        else {
          pairs.add(`${program} ${guard}`)
          postings.add(sign, program, guard)
        }
      }
      for (const [sign, pairs] of kept) assert.deepEqual(pairsOf(postings, sign), [...pairs].toSorted())
    }),
  )
})

test('lists that grow and shrink for ever take no more room than they did once', () => {
  const postings = new Postings()
  const round = (): void => {
    for (let program = 0; program < 5_000; program += 1) postings.add(1, program, 0)
    for (let program = 4_999; program >= 0; program -= 1) postings.remove(1, program, 0)
  }
  round()
  const { bytes } = postings.blocks
  for (let again = 0; again < 20; again += 1) round()
  assert.equal(postings.blocks.bytes, bytes)
})

test('says so when it is asked to remove what it does not have', () => {
  const postings = new Postings()
  postings.add(1, 2, 3)
  assert.throws(() => postings.remove(1, 2, 4), /not kept under sign 1/)
})
