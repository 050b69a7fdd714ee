import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { asWritten, foldWord } from './fold-word.ts'
import { texts } from './query.test-kit.ts'
import { handleForms, scan } from './scan.ts'

const keys = (text: string) => scan(text).places.map(({ key }) => key)
const forms = (text: string) => scan(text).places.map(({ key, also }) => [key, ...also])

test('words are parted by whatever is no letter, digit or inner underscore', () => {
  assert.deepEqual(keys("No funciona: ¿e-mail? don't S.A. 3,50 hoy_no _fin_ ana@x.example"), [
    ...['no', 'funciona', 'e', 'mail', 'don', 't', 's', 'a', '3', '50', 'hoy_no', 'fin', 'ana', 'x', 'example'],
  ])
})

test('case, accents, width, ornament, look-alikes and the invisible do not matter', () => {
  for (const word of [
    'AVERIA',
    'avería',
    'averi\u0301a',
    'ａｖｅｒíａ',
    '𝐚𝐯𝐞𝐫𝐢𝐚',
    'аveria',
    'ave\u200bria',
    'a\u00adver\u2060ía',
  ])
    assert.deepEqual(keys(word), ['averia'], word)
  assert.deepEqual(keys('Straße œuvre Łódź İstanbul ΣΑΣ'), ['strasse', 'oeuvre', 'lodz', 'istanbul', 'σασ'])
  assert.deepEqual(keys('рога и копыта'), ['рога', 'и', 'копыта'], 'Russian stays Russian')
  assert.deepEqual(keys('año 1º ½'), ['ano', '1o', '12'])
})

test('a stretched word is found by its shorter forms too, digits and words of one letter are not stretched', () => {
  assert.deepEqual(forms('holaaaaaaa'), [['holaaa', 'hola', 'holaa']])
  assert.deepEqual(forms('cooool')[0]?.includes('cool'), true)
  assert.deepEqual(forms('graaaciasss'), [['graaaciasss', 'gracias', 'graciass', 'graacias', 'graaciass']])
  assert.deepEqual(forms('1000 AAAA perro'), [['1000'], ['aaa'], ['perro']])
})

test('hashtags and handles count as words, and by their marks', () => {
  assert.deepEqual(forms('#AtenciónAlCliente #todo_mal ＃falla'), [
    ['atencionalcliente', '#atencionalcliente'],
    ['todo_mal', '#todo_mal'],
    ['falla', '#falla'],
  ])
  assert.deepEqual(forms('@Iberia, ＠ana.gomez. @lucas@mstdn.example! @_eva_'), [
    ['iberia', '@iberia'],
    ['ana.gomez', '@ana.gomez'],
    ['lucas', '@lucas', '@lucas@mstdn.example'],
    ['_eva_', '@_eva_'],
  ])
  assert.deepEqual(handleForms('marca.bsky.social'), ['marca.bsky.social', 'marca', '@marca.bsky.social', '@marca'])
  assert.deepEqual(keys('C# a#b # @ #! @-'), ['c', 'a', 'b'])
  assert.deepEqual(forms('#uno#dos a#b')[1], ['dos', '#dos'])
  assert.deepEqual(forms('@ibe\u200bria\u200f'), [['iberia', '@iberia']])
})

test('an emoji is a place, alike ones in a row are one, and its variants are the same', () => {
  assert.deepEqual(keys('😡😡 😡 mal 😡'), ['😡', 'mal', '😡'])
  assert.deepEqual(keys('👍🏽❤️🤷🏿‍♀️🇪🇸🇲🇽👨‍👩‍👧1️⃣'), ['👍', '❤', '🤷', '🇪🇸', '🇲🇽', '👨‍👩‍👧', '1'])
  assert.deepEqual(keys('Iberia® Express™'), ['iberia', 'express'], 'signs of law part nothing')
})

test('links stand nowhere, and end before the sentence around them does', () => {
  const { places, links } = scan('Mira (https://iberia.example/a_(b).) y www.falla.example, ¿no? http:// wwww')
  assert.deepEqual(links, ['https://iberia.example/a_(b', 'www.falla.example'])
  assert.deepEqual(
    places.map(({ key }) => key),
    ['mira', 'y', 'no', 'http', 'www'],
  )
})

test('places are numbered one by one, from where one says', () => {
  assert.deepEqual(
    scan('uno, dos 😡 #tres', 7).places.map(({ at }) => at),
    [7, 8, 9, 10],
  )
})

test('what was written is kept for the comparison by =', () => {
  assert.deepEqual(
    scan('AVERI\u0301A #Ibe\u200bria 👍🏽').places.map(({ written }) => written),
    ['AVERÍA', 'Iberia', '👍🏽'],
  )
})

test('folding twice changes nothing, and a key is one word with that key, for every character of an alphabet', () => {
  for (let point = 0; point < 0x20000; point++) {
    const letter = String.fromCodePoint(point).toWellFormed()
    if (/^[\p{Unassigned}\p{Private_Use}\p{Script=Han}\p{Script=Hangul}]$/u.test(letter)) continue
    for (const word of [letter, `a${letter}b`]) {
      const folded = foldWord(word)
      assert.equal(foldWord(folded), folded, `U+${point.toString(16)}`)
      for (const { key } of scan(word).places) assert.deepEqual(keys(key), [key], `U+${point.toString(16)}`)
    }
  }
})

test('whatever is written, every place has a key that finds itself and is bounded', () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: 'binary', maxLength: 80 })), (text) => {
      for (const { key, also, written, mark } of scan(text).places) {
        assert.ok(key !== '' && key.length <= 640 && key.isWellFormed() && also.length <= 12)
        assert.ok(mark === '@' || keys(key)[0] === key)
        if (/[\p{L}\p{N}]/u.test(written)) assert.equal(asWritten(written), written)
      }
    }),
  )
})

test('time is linear in whatever is written', () => {
  const worst = [
    'a',
    'a\u0301\u0316',
    '😂❤',
    '👩\u200d',
    '🇪',
    '@a.',
    'x@',
    '#',
    'a_',
    '_',
    'a\u200b',
    'https://',
    'www.',
    '😂\u{e0061}',
  ]
  const spent = (text: string): number => {
    const began = performance.now()
    scan(text)
    return performance.now() - began
  }
  for (const piece of worst) {
    const text = piece.repeat(100_000 / piece.length)
    assert.ok(spent(text) < 1_500, `${JSON.stringify(piece)} again and again`)
  }
})
