import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Boxes, boxesOf, readBoxes, textOfBoxes } from './boxes.ts'
import { parseQuery } from './query/parse.ts'

const known = { channels: [{ id: '01980000-0000-7000-8000-000000000000', name: 'La tienda' }] }
const queryOf = (text: string) => {
  const parsed = parseQuery(text, known)
  assert.ok('query' in parsed, text)
  return parsed.query
}

test('what the boxes say comes back into the same boxes', () => {
  const boxes: Boxes = {
    all: 'iberia, "lost my suitcase"',
    any: 'delay, strike',
    none: 'express',
    left: 'crew',
    right: 'rude, kind',
    distance: '7',
    from: '@lucas',
    lang: 'es',
    channel: 'La tienda',
    sentiment: 'negative',
    intent: 'complaint, question',
  }
  const text = textOfBoxes(boxes, known)
  const back = boxesOf(queryOf(text), known)
  assert.ok(back)
  assert.equal(textOfBoxes(back, known), text)
  assert.deepEqual(
    [back.all, back.any, back.none, back.distance, back.channel],
    ['iberia, "lost my suitcase"', 'delay, strike', 'express', '7', 'La tienda'],
  )
})

test('several words in one box are a phrase, and empty boxes say nothing', () => {
  assert.equal(textOfBoxes({ all: 'línea tres, ' }, known), '"linea tres"')
  assert.equal(textOfBoxes({}, known), '')
  assert.deepEqual(readBoxes({ 'box.all': '  ', 'box.any': ['x'], other: 'y' }), {})
})

test('what boxes cannot say is left to be written', () => {
  for (const text of ['(a OR b) (c OR d)', 'a NOT (b c)', 'followers:>100 a', 'a -lang:es'])
    assert.equal(boxesOf(queryOf(text), known), undefined, text)
})
