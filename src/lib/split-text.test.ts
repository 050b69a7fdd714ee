import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { splitText } from './split-text.ts'
import { fits, measure, type TextLimit } from './text-limit.ts'

const tweet: TextLimit = { max: 30, unit: 'graphemes' }
const squeeze = (text: string) => text.replaceAll(/\s+/g, '')
const unnumbered = (parts: string[]) => parts.map((part) => part.replace(/ \d+\/\d+$/, ''))

test('a limit that nothing fits gives the text back whole, for the caller to refuse', () => {
  assert.deepEqual(splitText('hola', { max: 0, unit: 'utf16' }), ['hola'])
})

test('what fits stays one message without a number', () => {
  assert.deepEqual(splitText('  Gracias, Lucía.  ', tweet), ['Gracias, Lucía.'])
  assert.deepEqual(splitText('', tweet), [''])
})

test('sentences stay together where they can', () => {
  assert.deepEqual(splitText('Tienes razón. Lo siento mucho. Mañana queda arreglado.', tweet), [
    'Tienes razón. 1/3',
    'Lo siento mucho. 2/3',
    'Mañana queda arreglado. 3/3',
  ])
})

test('in private every message names those whom the first one names', () => {
  const text = '@ana@y.es @leo Tienes razón. Lo siento. Mañana llega.'
  const limit: TextLimit = { max: 34, unit: 'graphemes' }
  const parts = splitText(text, limit, { nameEach: true })
  assert.ok(parts.length > 1)
  for (const part of parts) {
    assert.match(part, /^@ana@y\.es @leo \S/)
    assert.ok(fits(part, limit), part)
  }
  const said = parts.map((part) => part.replace(/^@\S+ @\S+ /, '').replace(/ \d\/\d$/, ''))
  assert.equal(said.join(' '), 'Tienes razón. Lo siento. Mañana llega.')
})

test('names that leave no room for words give the text back whole', () => {
  const text = `@${'a'.repeat(40)} Tienes razón.`
  assert.deepEqual(splitText(text, tweet, { nameEach: true }), [text])
})

test('a paragraph ends a message before a sentence does', () => {
  const parts = splitText('Uno dos tres.\n\nCuatro. Cinco seis siete.', tweet)
  assert.deepEqual(parts, ['Uno dos tres. 1/2', 'Cuatro. Cinco seis siete. 2/2'])
})

test('a word longer than a message is cut between signs, never inside one', () => {
  const family = '👨‍👩‍👧‍👦'
  const parts = splitText(family.repeat(20), { max: 9, unit: 'graphemes' })
  assert.deepEqual(
    unnumbered(parts)
      .map((part) => measure(part, tweet))
      .slice(0, 3),
    [5, 5, 5],
  )
  assert.equal(unnumbered(parts).join(''), family.repeat(20))
})

test('a link that counts as few is not cut', () => {
  const link = `https://example.org/${'x'.repeat(60)}`
  const parts = splitText(`Mira esto que contamos aquí ${link}`, { ...tweet, linkLength: 23 })
  assert.ok(parts.some((part) => part.includes(link)))
})

test('a limit too small for numbers has none', () => {
  assert.deepEqual(splitText('a bc d', { max: 2, unit: 'utf16' }), ['a', 'bc', 'd'])
})

test('a thread of ten and more counts with two digits', () => {
  const parts = splitText('palabra '.repeat(60), { max: 40, unit: 'codePoints' })
  assert.ok(parts.length > 9)
  assert.equal(parts.at(-1)?.match(/ (\d+)\/(\d+)$/)?.[1], String(parts.length))
})

test('a hundred thousand characters take no more than a moment', () => {
  const started = performance.now()
  const parts = splitText('Una frase cualquiera, ni corta ni larga. '.repeat(2_500), { max: 300, unit: 'graphemes' })
  assert.ok(parts.length > 300)
  assert.ok(performance.now() - started < 3_000)
})

const texts = fc
  .array(
    fc.oneof(
      fc.lorem(),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.webUrl(),
      fc.constantFrom('\n\n', '…', '@lucia@mastodon.example', '¿Sí?', '👩🏽‍🚒'),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(' '))
const limits: fc.Arbitrary<TextLimit> = fc.record(
  {
    max: fc.integer({ min: 40, max: 300 }),
    unit: fc.constantFrom('graphemes' as const, 'codePoints' as const, 'utf16' as const),
    linkLength: fc.constant(23),
    mentionsWithoutHost: fc.boolean(),
    maxBytes: fc.integer({ min: 200, max: 3_000 }),
  },
  { requiredKeys: ['max', 'unit'] },
)

test('every part fits, and nothing that was written is lost or moved', () => {
  fc.assert(
    fc.property(texts, limits, (text, limit) => {
      const parts = splitText(text, limit)
      for (const part of parts) assert.ok(fits(part, limit), part)
      const kept = parts.length === 1 ? parts : unnumbered(parts)
      assert.equal(squeeze(kept.join(' ')), squeeze(text))
    }),
    { numRuns: 300 },
  )
})

test('what was split once and fits is not split again', () => {
  fc.assert(
    fc.property(texts, limits, (text, limit) => {
      for (const part of splitText(text, limit)) assert.deepEqual(splitText(part, limit), [part])
    }),
    { numRuns: 100 },
  )
})
