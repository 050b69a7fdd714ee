import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { judgedUnits, Words } from './words.ts'

const words = new Words()
const of = (text: string): string[] => {
  words.fill(text)
  return Array.from({ length: words.count }, (_, at) =>
    String.fromCharCode(...words.letters.subarray(words.starts[at], words.starts[at + 1])),
  )
}

test('words are in lower case, with their accents and without what is no word', () => {
  assert.deepEqual(of('¡Qué BUENO, Ñandú! 100% (de verdad)'), ['qué', 'bueno', 'ñandú', 'de', 'verdad'])
  assert.deepEqual(of('😍 12:30 --- :)'), [])
})

test('links, mentions, addresses, domains, entities and the marks of hashtags are left out', () => {
  assert.deepEqual(of('RT @lucas_99: mira https://t.co/AbC?d=e #LaPaz'), ['mira', 'lapaz'])
  assert.deepEqual(of('www.tienda.com ana@correo.es tienda.com/ofertas correos.es/x pan &amp; vino'), ['pan', 'vino'])
  assert.deepEqual(of('http httpster'), ['httpster'])
})

test('a sentence that follows its full stop without a space is no domain', () => {
  assert.deepEqual(of('ya está.es lo de siempre'), ['ya', 'está', 'es', 'lo', 'de', 'siempre'])
})

test('letters stretched to three or more are written once, doubled ones stay', () => {
  assert.deepEqual(of('Holaaaaa peeero perro gooool book'), ['hola', 'pero', 'perro', 'gol', 'book'])
})

test('an apostrophe ends a word and belongs to it, however it is drawn', () => {
  assert.deepEqual(of('l’home dell’arte don’t c’est'), ["l'", 'home', "dell'", 'arte', "don'", 't', "c'", 'est'])
  assert.deepEqual(of("'hola'"), ['hola'])
})

test('a letter is the same however it was typed', () => {
  assert.deepEqual(of('cafe\u0301'), of('café'))
  assert.deepEqual(of('ｈｏｌａ'), ['hola'])
  assert.deepEqual(of('ho\u200dla'), ['hola'])
  assert.deepEqual(of('col·legi'), ['col·legi'])
})

test('letters that pass for Latin ones are read as these, in words that mix scripts only', () => {
  assert.deepEqual(of('раypal'), ['paypal'])
  assert.deepEqual(of('рука'), ['рука'])
})

test('letters are counted by script', () => {
  words.fill('hola привет 你好')
  assert.deepEqual(
    [...words.seen].filter((count) => count > 0),
    [4, 6, 2],
  )
})

test('only the beginning of a long message is judged, in bounded time', () => {
  words.fill('palabra '.repeat(100_000))
  assert.equal(words.text.length, judgedUnits)
  assert.equal(words.count, judgedUnits / 8)
})

test('any string can be cut into words, the same ones each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
      const first = of(text)
      assert.deepEqual(of(text), first)
      for (let at = 0; at < words.count; at++) assert.ok((words.from[at] ?? 0) < (words.to[at] ?? 0))
    }),
    { numRuns: 200 },
  )
})
