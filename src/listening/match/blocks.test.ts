import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Blocks, offsetOf, roomFor } from './blocks.ts'

test('no two blocks that are taken share room, whatever is taken and given back', () => {
  const sizes = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 40 }) }, fc.constantFrom(3_000, 70_000))
  fc.assert(
    fc.property(fc.array(fc.tuple(sizes, fc.boolean()), { maxLength: 200 }), (steps) => {
      const blocks = new Blocks()
      const taken: { at: number; size: number; mark: number }[] = []
      steps.forEach(([size, givesBack], mark) => {
        const at = blocks.take(size)
        blocks.pageOf(at).fill(mark, offsetOf(at), offsetOf(at) + roomFor(size))
        taken.push({ at, size, mark })
        const oldest = givesBack ? taken.shift() : undefined
        if (oldest) blocks.give(oldest.at, oldest.size)
      })
      for (const { at, size, mark } of taken) {
        const content = blocks.pageOf(at).subarray(offsetOf(at), offsetOf(at) + size)
        assert.ok(content.length === size && content.every((one) => one === mark))
      }
    }),
    { numRuns: 50 },
  )
})

test('uses what was given back', () => {
  const blocks = new Blocks()
  for (let round = 0; round < 100_000; round += 1) blocks.give(blocks.take(100), 100)
  assert.equal(blocks.pages.length, 1)
})

test('wastes a third at most', () => {
  for (let size = 2; size < 5_000; size += 1)
    assert.ok(roomFor(size) >= size && roomFor(size) < 1.5 * size, `${size}: ${roomFor(size)}`)
})
