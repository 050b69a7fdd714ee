import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseWeights } from '../src/reading/model/weights.ts'
import { createReader } from '../src/reading/read.ts'
import type { Row } from './corpus.ts'
import { parseCsv } from './csv.ts'
import { learn } from './learn.ts'

/** Forty messages that could not be clearer. */
const rows = [
  'la luz',
  'el agua',
  'mi tren',
  'la puerta',
  'el pan',
  'mi cuenta',
  'la sopa',
  'el gato',
  'mi primo',
  'la radio',
].flatMap((about): Row[] => [
  row(`No funciona ${about}, qué desastre`, { sentiment: 0, urgency: 1, abuse: 0, intent: [1, 0, 0, 0, 0, 0, 0] }),
  row(`¿Cuándo abre ${about}?`, { sentiment: 1, urgency: 1, abuse: 0, intent: [0, 1, 0, 0, 0, 0, 0] }),
  row(`Me encanta ${about}, qué maravilla`, { sentiment: 2, urgency: 0, abuse: 0, intent: [0, 0, 0, 1, 0, 0, 0] }),
  row(`Voy a quemar ${about}, imbéciles`, { sentiment: 0, urgency: 3, abuse: 4, intent: [0, 0, 0, 0, 0, 0, 0] }),
])

function row(text: string, labels: Partial<Row>): Row {
  return { text, language: 'es', source: 'ours', ...labels }
}

test('the same messages give the same weights, byte for byte, and they read', () => {
  const learned = learn(rows)
  assert.ok(learned.equals(learn(rows)))
  const reader = createReader(parseWeights(learned))
  const [broken, lovely] = reader.read(
    ['No funciona el ascensor', 'Me encanta el ascensor'].map((text) => ({ text, language: 'es', usual: { es: 1 } })),
  )
  assert.equal(broken?.intents[0]?.value, 'complaint')
  assert.equal(lovely?.sentiment.value, 'positive')
})

test('rows of comma-separated values are cut at commas and lines that no quotes hold', () => {
  assert.deepEqual(parseCsv('a,"b, ""c""\nd"\r\ne,\n'), [
    ['a', 'b, "c"\nd'],
    ['e', ''],
  ])
  assert.deepEqual(parseCsv('a,b'), [['a', 'b']])
  assert.deepEqual(parseCsv(''), [])
})
