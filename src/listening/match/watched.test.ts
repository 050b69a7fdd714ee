import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { matches } from '../query/matches.ts'
import { messages, queries } from '../query/query.test-kit.ts'
import type { Query, Term } from '../query/query.ts'
import { documentFor, toDocument } from '../query/to-document.ts'
import { createMatcher } from './matcher.ts'

const term = (key: string, how: Term['how'] = 'folded'): Term => ({ kind: 'term', how, key })
const heard = (text: string) => ({ text, network: 'mastodon', channel: 'w1' })

test('what is left out of a message for certain queries changes none of their answers, whatever comes and goes', () => {
  const changes = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.option(queries, { freq: 5 })), {
    minLength: 1,
    maxLength: 8,
  })
  const steps = fc.array(fc.tuple(changes, fc.array(messages, { maxLength: 6 })), { minLength: 1, maxLength: 6 })
  const property = fc.property(steps, (all) => {
    const matcher = createMatcher()
    const kept = new Map<string, Query>()
    for (const [changes, said] of all) {
      for (const [number, query] of changes) {
        if (query) matcher.set(`q${number}`, query)
        else matcher.remove(`q${number}`)
        if (query) kept.set(`q${number}`, query)
        else kept.delete(`q${number}`)
      }
      const found = matcher.match(said.map((message) => documentFor(message, matcher.watched)))
      const law = said
        .map(toDocument)
        .map((whole) => [...kept].flatMap(([id, query]) => (matches(query, whole) ? [id] : [])))
      assert.deepEqual(
        found.map((ids) => ids.toSorted()),
        law.map((ids) => ids.toSorted()),
      )
    }
  })
  fc.assert(property, { numRuns: 400 })
})

test('words that nobody asks for are left out, and those around them stay in their places', () => {
  const matcher = createMatcher()
  matcher.set('one', { kind: 'and', of: [term('averia'), term('tren', 'prefix'), term('Iberia', 'exact')] })
  const message = heard('La Avería de los trenes de IBERIA: hooolaaa, #tag')
  const { places, facts } = documentFor(message, matcher.watched)
  assert.deepEqual(
    places.map(({ at, key }) => `${at} ${key}`),
    ['1 averia', '4 trenes', '6 iberia', '7 hooolaaa', '8 tag'],
  )
  assert.deepEqual(facts, [])
})

test('whatever was asked for before, what is asked for now is found', () => {
  const matcher = createMatcher()
  for (let nth = 0; nth < 10_000; nth++) matcher.set(`q${nth % 1_500}`, term(`word${nth}`))
  const last = Array.from({ length: 1_500 }, (_, at) => documentFor(heard(`x word${8_500 + at} x`), matcher.watched))
  assert.ok(matcher.match(last).every((ids) => ids.length === 1))
  const others = Array.from({ length: 1_000 }, (_, at) => documentFor(heard(`other${at}`), matcher.watched))
  const seen = others.filter(({ places }) => places.length > 0).length
  assert.ok(seen < 150, `${seen} of a thousand were looked at`)
})
