import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mostRead, tokens } from './tokens.ts'

const kinds = (text: string) => tokens(text).map(({ kind, written }) => `${kind} ${written}`)
const folded = (text: string) => tokens(text).map((token) => token.folded)

test('words keep their apostrophes and stars; hyphens and dots part them', () => {
  assert.deepEqual(folded("Don’t DON'T don´t f**k p*ta l’eau"), ["don't", "don't", "don't", 'f**k', 'p*ta', "l'eau"])
  assert.deepEqual(folded('e-mail g.i.l.i'), ['e', '-', 'mail', 'g', '.', 'i', '.', 'l', '.', 'i'])
  assert.deepEqual(kinds('*negrita* hij@s'), ['punctuation *', 'word negrita', 'punctuation *', 'word hij@s'])
})

test('words are compared without accents, capitals, stretching and disguise, and ñ stays', () => {
  assert.deepEqual(folded('NIÑO an\u0303o Cómo Straße œuvre ćwiczyć'), [
    'niño',
    'año',
    'como',
    'strasse',
    'oeuvre',
    'cwiczyc',
  ])
  assert.deepEqual(folded('holaaaa llama GOOOL nooo'), ['holaa', 'llama', 'gool', 'noo'])
  assert.deepEqual(folded('раypal ℌ𝔬𝔩𝔞 ＡＢＣ b\u200bie\u00adn z\u0335\u0321o'), [
    'paypal',
    'hola',
    'abc',
    'bien',
    'zo',
  ])
  assert.deepEqual(folded('рыба αθήνα'), ['рыба', 'αθηνα'], 'what is in one script stays in it')
})

test('a token knows whether it shouts and whether it was stretched', () => {
  const [first, second, third, fourth] = tokens('YA Ya ÁÉÍ siiiii')
  assert.deepEqual([first?.shouted, second?.shouted, third?.shouted, fourth?.shouted], [true, false, true, false])
  assert.deepEqual([first?.stretched, fourth?.stretched], [false, true])
})

const one: [string, string][] = [
  ['number', '$1.299,99'],
  ['number', '50€'],
  ['number', '30%'],
  ['number', '17:42'],
  ['number', '10am'],
  ['number', '24/7'],
  ['number', '3er'],
  ['word', '1d10t4'],
  ['word', 'h1j0'],
  ['word', 'q10x5'],
  ['link', 'https://t.co/aB1?x=(1)&y=%20#z'],
  ['link', 'www.example.com'],
  ['link', 'bit.ly/3xYz'],
  ['link', 'ana.perez@example.com'],
  ['link', 'https://example.es/a_b'],
  ['mention', '@juan_perez'],
  ['mention', '@ana@masto.example'],
  ['hashtag', '#FueraYa2026'],
  ['hashtag', '#año_nuevo'],
  ['emoji', '👩‍👩‍👧'],
  ['emoji', '👋🏽'],
  ['emoji', '🇪🇸'],
  ['emoji', '❤️'],
  ['emoji', '❤️‍🔥'],
  ['emoji', '1️⃣'],
  ['emoji', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['emoticon', ':)))'],
  ['emoticon', ":'("],
  ['emoticon', 'T_T'],
  ['emoticon', 'xDDD'],
  ['emoticon', '<3'],
  ['punctuation', '!!!'],
  ['punctuation', '¿'],
]
for (const [kind, written] of one)
  test(`${written} is a ${kind}, alone and among words`, () => {
    assert.deepEqual(kinds(written), [`${kind} ${written}`])
    assert.deepEqual(kinds(`hola ${written} adiós`), ['word hola', `${kind} ${written}`, 'word adiós'])
  })

test('what only looks like an address, a face or a name is none', () => {
  assert.deepEqual(kinds('bien.es que'), ['word bien', 'punctuation .', 'word es', 'word que'])
  assert.deepEqual(kinds('(ver esto):'), ['punctuation (', 'word ver', 'word esto', 'punctuation )', 'punctuation :'])
  assert.deepEqual(kinds('nota:Dice # @'), [
    'word nota',
    'punctuation :',
    'word Dice',
    'punctuation #',
    'punctuation @',
  ])
  assert.deepEqual(kinds('https://a.example/b.'), ['link https://a.example/b', 'punctuation .'])
})

test('skins and variants are one emoji, and repeated signs are one sign', () => {
  assert.deepEqual(folded('👏🏽 👏 ❤️ ❤'), ['👏', '👏', '❤', '❤'])
  assert.deepEqual(folded('!!! ... … :((('), ['!', '…', '…', ':('])
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(..."aA.@:/*#_-'’ \u200d\ufe0f\ud83d\ude00\u0301🏽👩1$€)(ñxDhttps"),
    maxLength: 200,
  }),
)

test('tokens stand in their order, and with what nobody sees between them they are the text', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      let at = 0
      for (const token of tokens(text)) {
        assert.ok(token.written.length > 0 && token.at >= at)
        assert.match(text.slice(at, token.at), /^[\s\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}]*$/u)
        assert.equal(text.slice(token.at, token.at + token.written.length), token.written)
        at = token.at + token.written.length
      }
      assert.match(text.slice(at), /^[\s\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}]*$/u)
    }),
    { numRuns: 1000 },
  )
})

test('a long message is read to its limit, in time that grows as it does', () => {
  const took = (text: string): number => {
    const start = process.cpuUsage().user
    const last = tokens(text).at(-1)
    assert.ok(last === undefined || last.at + last.written.length <= mostRead)
    return (process.cpuUsage().user - start) / 1000
  }
  for (const piece of [
    'a.',
    'a@',
    '@a',
    'w.w',
    'a*',
    "a'",
    '\u200d',
    '😀\u200d',
    'http://',
    '1.',
    '#',
    ':(',
    'a\u0301\u0301',
  ])
    assert.ok(took(piece.repeat(100_000)) < 500, piece)
})
