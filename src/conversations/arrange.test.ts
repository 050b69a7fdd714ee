import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Arrangeable, arrange } from './arrange.ts'

const said = (externalId: string, parent: string | null, at: number, root: string | null = null): Arrangeable => ({
  externalId,
  parentExternalId: parent,
  rootExternalId: root,
  saidAt: new Date(at),
})

const drawn = (messages: readonly Arrangeable[], elsewhere: string[] = []) =>
  arrange(messages, new Set(elsewhere)).map(({ message, depth, answers, missing }) =>
    [missing && `(${missing})`, `${'  '.repeat(depth)}${message.externalId}`, answers && `→${answers}`]
      .filter(Boolean)
      .join(' '),
  )

test('answers are set in, and say what they answer when it does not stand right above', () => {
  assert.deepEqual(drawn([said('a', null, 1), said('b', 'a', 2), said('c', 'a', 3), said('d', 'c', 4)]), [
    'a',
    '  b',
    '  c →a',
    '    d',
  ])
})

test('a place is kept once for what was not heard, and none for what stands elsewhere', () => {
  assert.deepEqual(drawn([said('b', 'x', 1), said('c', 'x', 2), said('d', 'y', 3)], ['y']), [
    '(x)   b',
    '  c →x',
    '  d →y',
  ])
})

test('a root alone is what is answered; a message that names itself begins', () => {
  assert.deepEqual(drawn([said('a', null, 1, 'a'), said('b', null, 2, 'a')]), ['a', '  b'])
})

test('ten thousand answers to answers are drawn side by side, at once', () => {
  const chain = Array.from({ length: 10_000 }, (_, at) => said(`${at}`, at ? `${at - 1}` : null, at))
  const began = performance.now()
  const depths = arrange(chain, new Set()).map((one) => one.depth)
  assert.ok(performance.now() - began < 500)
  assert.deepEqual([depths[0], depths[1], depths[2], depths[3], depths[9_999]], [0, 1, 2, 3, 3])
})

test('answers that answer each other in a circle are drawn all the same', () => {
  assert.equal(drawn([said('a', 'b', 1), said('b', 'a', 2), said('c', 'c', 3)]).length, 3)
})

test('the same messages are drawn the same in whatever order they come', () => {
  const message = fc.record({
    externalId: fc.integer({ min: 0, max: 12 }).map(String),
    parentExternalId: fc.option(fc.integer({ min: 0, max: 15 }).map(String)),
    rootExternalId: fc.option(fc.constant('0')),
    // Few moments, so that many are equal.
    saidAt: fc.integer({ min: 0, max: 3 }).map((at) => new Date(at)),
  })
  const thread = fc.uniqueArray(message, { selector: (one) => one.externalId, maxLength: 12 })
  fc.assert(
    fc.property(
      thread.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => assert.deepEqual(drawn(shuffled), drawn(all)),
    ),
  )
})
