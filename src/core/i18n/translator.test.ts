import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dictionary, words } from '../../lib/words.ts'
import { createTranslator } from './translator.ts'

const said = dictionary({
  en: {
    'x.hello': 'Hello, {name}',
    'x.many': '{count, plural, one {# message} other {# messages}}',
    'x.because': 'Not sent: {reason}',
    'x.late': 'the network is late by {count, number}',
    'x.plain': 'Don’t <b>worry</b>',
  },
  es: {
    'x.hello': 'Hola, {name}',
    'x.many': '{count, plural, one {# mensaje} other {# mensajes}}',
    'x.because': 'No se envió: {reason}',
    'x.late': 'la red tarda {count, number}',
    'x.plain': 'No te <b>preocupes</b>',
  },
})
const translator = createTranslator([said])
const es = translator.for('es', 'Europe/Madrid')
const en = translator.for('en', 'America/Mexico_City')

describe('what it refuses', () => {
  test('a key that nobody wrote fails a test', (t) => {
    const before = process.env.NODE_ENV
    t.after(() => {
      process.env.NODE_ENV = before
    })
    process.env.NODE_ENV = 'test'
    assert.throws(() => es('x.nothing'), /x\.nothing/)
  })

  test('outside of tests the key is shown, and told once', () => {
    const told: string[] = []
    const t = createTranslator([said], { onUnknownKey: (key) => told.push(key) }).for('es')
    assert.equal(t('x.nothing'), 'x.nothing')
    assert.deepEqual(told, ['x.nothing'])
  })

  test('two rooms with the same key and other words', () => {
    const other = { en: { 'x.hello': 'Hi' }, es: { 'x.hello': 'Buenas' } }
    assert.throws(() => createTranslator([said, other]), /x\.hello/)
  })

  test('a dictionary that lacks a key in one language does not compile', () => {
    // @ts-expect-error the Spanish sentence is missing
    dictionary({ en: { 'x.a': 'A' }, es: {} })
    // @ts-expect-error the English sentence is missing
    dictionary({ en: { 'x.b': 'B' }, es: { 'x.a': 'A', 'x.b': 'B' } })
  })
})

test('a sentence is said in the language of the person, with its blanks filled', () => {
  assert.equal(es('x.hello', { name: 'Lucía' }), 'Hola, Lucía')
  assert.equal(es('x.many', { count: 1 }), '1 mensaje')
  assert.equal(es('x.many', { count: 12_345 }), '12.345 mensajes')
  assert.equal(en('x.many', { count: 12_345 }), '12,345 messages')
})

test('what looks like markup is text', () => {
  assert.equal(es('x.plain'), 'No te <b>preocupes</b>')
  assert.equal(es('x.hello', { name: '<b>{name}</b>' }), 'Hola, <b>{name}</b>')
})

test('a sentence inside a sentence is translated first', () => {
  assert.equal(
    es.words(words('x.because', { reason: words('x.late', { count: 1_000_000 }) })),
    'No se envió: la red tarda 1.000.000',
  )
})

test('a language that we lack is answered in English', () => {
  assert.equal(translator.for('fi')('x.hello', { name: 'Aino' }), 'Hello, Aino')
  assert.equal(translator.for('fi').language, 'en')
})

test('a further language is one more file; what it lacks is said in English', () => {
  const more = createTranslator([said], { languages: { pt: { 'x.hello': 'Olá, {name}' } } })
  assert.deepEqual(more.languages, ['en', 'es', 'pt'])
  assert.equal(more.for('pt')('x.hello', { name: 'Rui' }), 'Olá, Rui')
  assert.equal(more.for('pt')('x.because', { reason: 'x' }), 'Not sent: x')
})

describe('times', () => {
  const now = new Date('2025-10-14T16:00:00Z')
  const before = (minutes: number) => es.relative(new Date(now.getTime() - minutes * 60_000), now)

  test('are told by their distance', () => {
    assert.deepEqual([0, 0.5, 0.9, 12, 59, 61, 5 * 60].map(before), [
      'ahora',
      'ahora',
      'hace 1 min',
      'hace 12 min',
      'hace 59 min',
      'hace 1 h',
      'hace 5 h',
    ])
  })

  test('by the day as the person’s own clock has it', () => {
    const evening = new Date('2025-10-13T23:30:00Z')
    assert.equal(translator.for('es', 'Europe/Madrid').relative(evening, now), 'hace 17 h')
    assert.equal(translator.for('es', 'America/Mexico_City').relative(evening, now), 'ayer')
  })

  test('beyond a week by the day itself, and its year when it is another', () => {
    assert.deepEqual(
      [3, 6, 7, 400].map((days) => before(days * 24 * 60)),
      ['hace 3 d', 'hace 6 d', '7 oct', '9 sept 2024'],
    )
  })

  test('to come are told likewise', () => {
    assert.deepEqual([-18, -60 * 24, -60 * 24 * 2].map(before), ['dentro de 18 min', 'mañana', 'pasado mañana'])
    assert.equal(en.relative(new Date(now.getTime() + 18 * 60_000), now), 'in 18 min')
  })

  test('exactly, with the zone of the person', () => {
    assert.equal(es.exact(now), 'martes, 14 de octubre de 2025, 18:00 CEST')
    assert.equal(en.exact(now).replaceAll('\u202f', ' '), 'Tuesday, October 14, 2025 at 10:00 AM CST')
    assert.equal(es.date(now), '14 de octubre de 2025')
    assert.equal(es.hour(now), '18:00')
  })
})

test('numbers, sizes and lists are written as the language writes them', () => {
  assert.equal(es.number(1_234_567.5), '1.234.567,5')
  assert.equal(es.list(['Rosa', 'Iñaki', 'Ana']), 'Rosa, Iñaki y Ana')
  assert.equal(en.list(['Rosa', 'Iñaki', 'Ana']), 'Rosa, Iñaki, and Ana')
  assert.deepEqual([0, 999, 1_500, 20_000_000].map(en.bytes), ['0 bytes', '999 bytes', '1.5 kB', '20 MB'])
})
