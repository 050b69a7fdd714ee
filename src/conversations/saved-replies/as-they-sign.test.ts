import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { asTheySign } from './as-they-sign.ts'

const first = (text: string, name = 'xx_99', handle?: string) => asTheySign({ name, handle, texts: [text] })?.first

test('a person is called as they sign', () => {
  assert.equal(first('Llegó tarde.\nLucía'), 'Lucía')
  assert.equal(first('Llegó tarde.\n\nUn saludo, Lucía Garmendia', 'lucia88'), 'Lucía')
  assert.equal(first('It came late\n— Tom', 'Thomas Reed'), 'Tom')
  assert.equal(first('It came late\nKind regards, Anne-Marie', 'Rita'), 'Anne-Marie')
})

test('or as they say they are called', () => {
  assert.equal(first('Hola, soy Íñigo Arrieta, de Puebla, y quiero un cambio'), 'Íñigo')
  assert.equal(first('Buenas, me llamo Rosa y tengo una duda'), 'Rosa')
  assert.equal(first("Hi, I'm Bea from Leeds and my order is late"), 'Bea')
})

test('or as their account is named, when that is a name', () => {
  const signed = asTheySign({ name: 'Lucas Prieto 🌵', handle: '@lucas@example.org', texts: ['Hola\nno llega'] })
  assert.deepEqual(signed, { first: 'Lucas', full: 'Lucas Prieto' })
  assert.equal(first('¿Abren?', 'Rosa', '@rosa'), 'Rosa')
})

test('who signs with the first name has the surname of their account', () => {
  const texts = ['Sigo sin noticias\nLucía']
  assert.deepEqual(asTheySign({ name: 'Lucía Garmendia', texts }), { first: 'Lucía', full: 'Lucía Garmendia' })
})

test('a handle, a farewell or a customer is no name', () => {
  for (const name of ['lucas_99', '@lucas', 'lucas', 'café con leche', '', '🌵', 'x'.repeat(300)])
    assert.equal(first('¿Abren?', name), undefined, name)
  assert.equal(first('¿Abren?', 'Lucas', '@Lucas@example.org'), undefined)
  for (const text of ['No llega.\nGracias', 'No llega\nURGENTE!!', 'Soy Cliente desde 2010', 'This is Very bad'])
    assert.equal(first(text), undefined, text)
})

test('who shouts, and who says what they are or where, says no name', () => {
  const texts = [
    'I AM ANGRY',
    'I AM VERY ANGRY, and',
    'SOY CLIENTE Y QUIERO MI DINERO',
    "Hi, I'm British and this is no joke",
    "I'm British, so I queue",
    'This is Ridiculous',
    'This is Ridiculous, I want my money',
    'I am Really tired of this',
    'I want my money back\nNOW',
    'Llevo dos semanas\nYA',
    'Mi pedido no llega\nMadrid',
    'Nadie contesta.\nVergonzoso',
  ]
  for (const text of texts) {
    assert.equal(first(text), undefined, text)
    assert.equal(first(text, 'Tom Reed'), 'Tom', text)
  }
})

test('in English it is a name where they go on so, or their account is called so', () => {
  assert.equal(first("Hi, I'm Bea, my order is late"), 'Bea')
  assert.equal(first('Hello, this is Bea from Leeds'), 'Bea')
  assert.equal(first('This is Bea and my order is late', 'bea_99'), 'Bea')
  assert.equal(first('This is Bea and my order is late', 'beatles_99'), undefined)
  assert.equal(first('My name is Bea and my order is late'), 'Bea')
})

test('whatever is written, a name is short, has no figure and begins with a capital', () => {
  const piece = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('soy ', 'Lucía', '\n', '— ', 'Saludos, '))
  fc.assert(
    fc.property(fc.array(piece), fc.string(), (pieces, name) => {
      const signed = asTheySign({ name, texts: [pieces.join('')] })
      if (signed) assert.match(signed.full, /^\p{Lu}[^\p{N}@_{}⟦⟧]{0,60}$/u)
    }),
  )
})
