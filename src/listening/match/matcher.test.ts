import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Document } from '../query/document.ts'
import { matches } from '../query/matches.ts'
import { messages, queries } from '../query/query.test-kit.ts'
import type { Query, Term } from '../query/query.ts'
import { toDocument } from '../query/to-document.ts'
import { createMatcher, type Matcher } from './matcher.ts'

const word = (key: string): Term => ({ kind: 'term', how: 'folded', key })
const say = (text: string): Document => toDocument({ text, network: 'mastodon', channel: 'w1' })

/** The law: every query by itself. */
const law = (kept: ReadonlyMap<string, Query>, document: Document): string[] =>
  [...kept].flatMap(([id, query]) => (matches(query, document) ? [id] : [])).toSorted()

function change(matcher: Matcher, kept: Map<string, Query>, id: string, query: Query | null): void {
  if (query === null) {
    assert.equal(matcher.remove(id), kept.delete(id))
    return
  }
  matcher.set(id, query)
  kept.set(id, query)
}

test('answers as asking every query by itself does, whatever comes, changes and goes in between', () => {
  const deeds = fc.array(fc.tuple(fc.nat({ max: 59 }), fc.option(queries, { freq: 5 })), {
    minLength: 1,
    maxLength: 40,
  })
  const heard = fc.array(messages.map(toDocument), { maxLength: 8 })
  const steps = fc.array(fc.record({ deeds, heard }), { minLength: 1, maxLength: 12 })
  let pairs = 0
  const property = fc.property(steps, (all) => {
    const matcher = createMatcher()
    const kept = new Map<string, Query>()
    for (const { deeds, heard } of all) {
      for (const [number, query] of deeds) change(matcher, kept, `q${number}`, query)
      matcher.match(heard).forEach((found, index) => {
        assert.deepEqual(found.toSorted(), law(kept, heard[index] ?? say('')))
      })
      pairs += heard.length * kept.size
      assert.equal(matcher.size, kept.size)
    }
  })
  fc.assert(property, { numRuns: 350 })
  assert.ok(pairs >= 100_000, `${pairs} pairs`)
})

test('and still does after it has learned from many messages which words are rare', () => {
  const matcher = createMatcher()
  const kept = new Map<string, Query>()
  const asked = fc.sample(queries, 250)
  const said = fc.sample(messages, 700).map(toDocument)
  for (const [index, document] of said.entries()) {
    for (const number of [index, index + 91]) change(matcher, kept, `q${number % 170}`, asked[index % 250] ?? null)
    if (index % 3 === 0) change(matcher, kept, `q${(index * 7) % 170}`, null)
    assert.deepEqual(matcher.match([document])[0]?.toSorted(), law(kept, document))
  }
})

test('gives the same answer twice, in the same order, together or one by one', () => {
  const matcher = createMatcher()
  for (const [number, query] of fc.sample(queries, 300).entries()) matcher.set(`q${number}`, query)
  const said = fc.sample(messages, 100).map(toDocument)
  const first = matcher.match(said)
  assert.deepEqual(matcher.match(said), first)
  assert.deepEqual(
    said.flatMap((document) => matcher.match([document])),
    first,
  )
  assert.ok(first.some((found) => found.length > 1))
})

test('a query that is changed matches as it now is, and one that is removed no more', () => {
  const matcher = createMatcher()
  matcher.set('one', word('averia'))
  matcher.set('two', word('averia'))
  matcher.set('one', word('gracias'))
  assert.deepEqual(matcher.match([say('Avería'), say('¡Gracias!')]), [['two'], ['one']])
  assert.equal(matcher.remove('two'), true)
  assert.equal(matcher.remove('two'), false)
  assert.deepEqual(matcher.match([say('Avería')]), [[]])
  assert.equal(matcher.size, 1)
})

test('a message ends where it ends, though the one before was longer', () => {
  const matcher = createMatcher()
  for (const key of ['one', 'two', 'three', 'four']) matcher.set(key, word(key))
  matcher.set('phrase', { kind: 'phrase', terms: [word('three'), word('four')] })
  const answers = matcher.match([say('one two one four'), say('four two three')])
  assert.deepEqual(answers, [
    ['one', 'two', 'four'],
    ['two', 'three', 'four'],
  ])
})

test('asks nothing of nothing', () => {
  assert.deepEqual(createMatcher().match([say('hola'), say('')]), [[], []])
  assert.deepEqual(createMatcher().match([]), [])
})

test('a new beginning of words is found in words that were met before', () => {
  const matcher = createMatcher()
  matcher.set('word', word('hola'))
  assert.deepEqual(matcher.match([say('hola, fallando')]), [['word']])
  matcher.set('beginning', { kind: 'term', how: 'prefix', key: 'falla' })
  assert.deepEqual(matcher.match([say('hola, fallando')]), [['word', 'beginning']])
})

test('takes queries of ten thousand terms and messages of 100 kB in bounded time', () => {
  const keys = Array.from({ length: 10_000 }, (_, number) => `w${number}`)
  const asked: Record<string, Query> = {
    any: { kind: 'or', of: keys.map(word) },
    all: { kind: 'and', of: keys.map(word) },
    none: { kind: 'not', of: { kind: 'or', of: keys.map(word) } },
    phrase: { kind: 'phrase', terms: keys.map(word) },
    together: { kind: 'together', others: 50, terms: keys.map(word) },
    near: { kind: 'near', distance: 100, left: keys.slice(0, 5_000).map(word), right: keys.slice(5_000).map(word) },
    again: { kind: 'phrase', terms: [...keys.map((_, number) => word('ab'.charAt(number % 2))), word('b')] },
    pairs: {
      kind: 'near',
      distance: 3,
      left: [{ kind: 'phrase', terms: [word('a'), word('b')] }],
      right: [word('w1')],
    },
  }
  const matcher = createMatcher()
  const began = process.cpuUsage()
  for (const [id, query] of Object.entries(asked)) matcher.set(id, query)
  const said = [say(keys.join(' ')), say('a b '.repeat(25_000)), say('😡👍'.repeat(5_000)), say('w1')]
  assert.deepEqual(matcher.match(said), [['any', 'all', 'phrase', 'together', 'near'], ['none'], ['none'], ['any']])
  const { user, system } = process.cpuUsage(began)
  assert.ok(user + system < 3_000_000, `${user + system} µs`)
})
