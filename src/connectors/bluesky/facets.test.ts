import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Facet, facetsOf } from './facets.ts'

const everybody = async (handle: string) => `did:plc:${handle.replaceAll('.', '')}`
const nobody = async () => undefined

/** What each facet covers, and what it means. */
const read = (text: string, facets: Facet[]) =>
  facets.map(({ index, features: [feature] }) => {
    assert.ok(feature)
    const covered = Buffer.from(text).toString('utf8', index.byteStart, index.byteEnd)
    return [covered, 'uri' in feature ? feature.uri : 'tag' in feature ? feature.tag : feature.did]
  })
const facetsIn = async (text: string) => read(text, await facetsOf(text, everybody))

test('nothing is found where there is nothing', async () => {
  for (const text of [
    '',
    'Hola',
    '@',
    '#',
    '@lucas',
    'lucas@example.org',
    'a#b',
    '#1',
    '#1.000',
    '#️⃣',
    'uno.dos',
    '# nada',
  ])
    assert.deepEqual(await facetsIn(text), [], text)
})

test('a handle that nobody has stays text', async () => {
  assert.deepEqual(await facetsOf('Hola @nadie.example.org', nobody), [])
})

test('mentions', async () => {
  assert.deepEqual(await facetsIn('Hola @lucas.test, y (@Ana.Example.org).'), [
    ['@lucas.test', 'did:plc:lucastest'],
    ['@Ana.Example.org', 'did:plc:anaexampleorg'],
  ])
  assert.deepEqual(await facetsIn('👩‍👩‍👧 ¡ñandú! @lucas.test'), [['@lucas.test', 'did:plc:lucastest']])
  assert.deepEqual(await facetsIn('@-no.test @a..b @1.2'), [])
})

test('links, whole and bare, without the punctuation around them', async () => {
  assert.deepEqual(await facetsIn('Mira https://example.org/a?b=1#c. Y (http://example.com/x_(y)), ¿vale?'), [
    ['https://example.org/a?b=1#c', 'https://example.org/a?b=1#c'],
    ['http://example.com/x_(y)', 'http://example.com/x_(y)'],
  ])
  assert.deepEqual(await facetsIn('🎉 tertulia.social/ayuda, y bsky.app!'), [
    ['tertulia.social/ayuda', 'https://tertulia.social/ayuda'],
    ['bsky.app', 'https://bsky.app'],
  ])
  assert.deepEqual(await facetsIn('javascript:alert(1) ftp://example.org mailto:a@example.org'), [])
})

test('hashtags, with accents and emoji, without the punctuation behind them', async () => {
  assert.deepEqual(await facetsIn('#Málaga, #2026año y #café☕ ＃日本 #a-b!'), [
    ['#Málaga', 'Málaga'],
    ['#2026año', '2026año'],
    ['#café☕', 'café☕'],
    ['＃日本', '日本'],
    ['#a-b', 'a-b'],
  ])
  assert.deepEqual(await facetsIn(`#${'x'.repeat(65)}`), [])
})

test('whatever the text, each facet covers exactly what it means, and none touches another', async () => {
  const words = fc.constantFrom(
    '@lucas.test',
    'https://example.org/ñ',
    '#año',
    '🏳️‍🌈',
    'é',
    '\ud800',
    '. ',
    ' ',
    '\n',
    '(',
  )
  const texts = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 4 }))).map((parts) => parts.join(''))
  await fc.assert(
    fc.asyncProperty(texts, async (raw) => {
      const text = raw.toWellFormed()
      const facets = await facetsOf(text, everybody)
      for (const [covered = '', meaning = ''] of read(text, facets)) {
        if (meaning.startsWith('did:'))
          assert.equal(`did:plc:${covered.slice(1).toLowerCase().replaceAll('.', '')}`, meaning)
        else if (/^[#＃]/.test(covered)) assert.equal(covered.slice(1), meaning)
        else assert.ok(meaning === covered || meaning === `https://${covered}`, `${covered} → ${meaning}`)
      }
      const edges = facets.flatMap(({ index }) => [index.byteStart, index.byteEnd])
      assert.deepEqual(
        edges,
        [...edges].sort((a, b) => a - b),
      )
    }),
    { numRuns: 300 },
  )
})
