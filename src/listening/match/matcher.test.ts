import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { matches } from '../query/matches.ts'
import { messages, queries } from '../query/query.test-kit.ts'
import type { Query } from '../query/query.ts'
import { toDocument } from '../query/to-document.ts'
import { createMatcher } from './matcher.ts'

/** What happens to a matcher: queries come, change and go between messages. */
const deeds = fc.array(fc.tuple(fc.nat({ max: 59 }), fc.option(queries, { freq: 5 })), { minLength: 1, maxLength: 40 })
const steps = fc.array(fc.record({ deeds, heard: fc.array(messages.map(toDocument), { maxLength: 8 }) }), {
  minLength: 1,
  maxLength: 12,
})

test('answers as asking every query by itself does, whatever comes, changes and goes in between', () => {
  let pairs = 0
  const property = fc.property(steps, (all) => {
    const matcher = createMatcher()
    const kept = new Map<string, Query>()
    for (const { deeds, heard } of all) {
      for (const [number, query] of deeds) change(matcher, kept, `q${number}`, query)
      const answers = matcher.match(heard)
      heard.forEach((document, index) => {
        const expected = [...kept].filter(([, query]) => matches(query, document)).map(([id]) => id)
        assert.deepEqual(answers[index]?.toSorted(), expected.toSorted())
        pairs += kept.size
      })
      assert.equal(matcher.size, kept.size)
    }
  })
  fc.assert(property, { numRuns: 450 })
  assert.ok(pairs >= 100_000, `${pairs} pairs`)
})

function change(
  matcher: ReturnType<typeof createMatcher>,
  kept: Map<string, Query>,
  id: string,
  query: Query | null,
): void {
  if (query === null) {
    assert.equal(matcher.remove(id), kept.delete(id))
    return
  }
  matcher.set(id, query)
  kept.set(id, query)
}
