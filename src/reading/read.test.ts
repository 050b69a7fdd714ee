import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createReader, readingWords, shippedWeights } from './index.ts'

const reader = createReader()
const read = (text: string) => {
  const [reading] = reader.read([{ text }])
  assert.ok(reading)
  return reading
}

test('a message is read, and the reader says why', () => {
  const thanks = { text: 'Muchas gracias por la ayuda de ayer', language: 'es' }
  const [reading] = reader.read([thanks])
  assert.equal(reading?.sentiment.value, 'positive')
  assert.deepEqual(
    reading?.intents.map(({ value }) => value),
    ['thanks'],
  )
  const reasons = reader.explain(thanks)
  assert.ok(reasons.some(({ of, words, weight }) => of === 'intent:thanks' && words === 'gracias' && weight > 0))
})

test('plain messages are read as anybody would', () => {
  for (const [text, intent, mood] of [
    ['El wifi no funciona desde el martes y nadie me contesta', 'complaint', 'negative'],
    ['¿A qué hora cierran los domingos?', 'question', 'neutral'],
    ['Estaría bueno que la aplicación tuviera modo oscuro', 'suggestion', 'neutral'],
    ['La mejor paella que he probado, una maravilla de sitio', 'praise', 'positive'],
    ['Muchísimas gracias por resolverlo tan rápido', 'thanks', 'positive'],
    ['Quiero comprar dos entradas para el sábado', 'purchase', 'neutral'],
    ['My parcel never arrived and nobody answers the phone', 'complaint', 'negative'],
    ['What time do you open on Sundays?', 'question', 'neutral'],
    ['It would be great if you added a dark mode', 'suggestion', 'neutral'],
    ['Best coffee in town, the staff are wonderful', 'praise', 'positive'],
    ['Thank you so much for sorting it out', 'thanks', 'positive'],
    ['I want to book a table for four tonight', 'purchase', 'neutral'],
  ] as const) {
    const reading = read(text)
    assert.equal(reading.intents[0]?.value, intent, text)
    assert.equal(reading.sentiment.value, mood, text)
    assert.equal(reading.depth, 'whole')
  }
})

test('danger is for now, thanks can wait; harsh criticism is no abuse', () => {
  assert.equal(read('Hay una fuga de gas en el portal y mi bebé está mareado, ayuda').urgency.value, 3)
  assert.equal(read('Gracias por todo, sois un encanto').urgency.value, 0)
  assert.equal(read('La peor compañía de este país, un robo a mano armada').abuse.value, 'none')
  assert.equal(read('You are all useless idiots').abuse.value, 'insult')
})

test('what is read only in part says so, with no certainty about the rest', () => {
  const french = read('Le service est vraiment excellent, je suis très content de cet achat')
  assert.deepEqual(
    [french.depth, french.sentiment.value, french.intents, french.urgency.p],
    ['mood', 'positive', [], 0],
  )
  const japanese = read('これは日本語の文章です。とても長いです。')
  assert.deepEqual([japanese.depth, japanese.sentiment.p], ['language', 0])
})

test('any text at all has a reading whose probabilities are some, the same twice', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
  fc.assert(
    fc.property(text, (text) => {
      const reading = read(text)
      assert.deepEqual(read(text), reading)
      const { language, sentiment, urgency, abuse, intents } = reading
      for (const { p } of [language, sentiment, urgency, abuse, ...intents]) assert.ok(p >= 0 && p <= 1)
      assert.ok(Math.abs(sentiment.score) <= 1)
      reader.explain({ text })
    }),
    { numRuns: 25 },
  )
})

test('a message of 100 kB takes no longer than what is read of it', () => {
  for (const text of ['no funciona '.repeat(9000), '😡'.repeat(25_000), 'a'.repeat(100_000), 'g.'.repeat(50_000)]) {
    const began = performance.now()
    read(text)
    assert.ok(performance.now() - began < 1500, text.slice(0, 12))
  }
})

test('every rule that is given as a reason has its sentence in both languages', () => {
  const { cues } = shippedWeights()
  const missing = (keys: object) => cues.filter((name) => !(`reading.cue.${name}` in keys))
  assert.deepEqual([missing(readingWords.en), missing(readingWords.es)], [[], []])
})

test('the weights are few, and are there at once', () => {
  const began = performance.now()
  const { table, version } = shippedWeights()
  assert.ok(performance.now() - began < 100)
  assert.ok(table.length < 3_500_000)
  assert.match(version, /^[0-9a-f]{12}$/)
})
