import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fillIn, gapsIn, nameIn, unknownIn, variableNamed, variables } from './variables.ts'

test('variables are filled in, whichever language or accent they are named in', () => {
  const values = { name: 'Lucía', 'my-name': 'Marta', organisation: 'Café Alameda' }
  const text = 'Hola, {nombre}: soy { my-name } de {organizacion} ({ORGANIZATION}).'
  assert.deepEqual(fillIn(text, 'es', values), {
    text: 'Hola, Lucía: soy Marta de Café Alameda (Café Alameda).',
    gaps: [],
  })
})

test('what has no value stays as a gap, named in the language of the text, once', () => {
  const { text, gaps } = fillIn('Hola, {name}. Adiós, {nombre}. {enlace}', 'es', { link: ' ' })
  assert.equal(text, 'Hola, ⟦nombre⟧. Adiós, ⟦nombre⟧. ⟦enlace⟧')
  assert.deepEqual(gaps, ['nombre', 'enlace'])
  assert.deepEqual(gapsIn(text), gaps)
})

test('only what we would leave open is a gap', () => {
  assert.deepEqual(gapsIn('⟦e⟧ is what e means; [nombre], {nombre} and ⟦\nnombre⟧ are words'), [])
})

test('what is no variable is found at its place, with what may have been meant', () => {
  const found = unknownIn('Hola, {nombre}.\nTu pedido {pedido} llega {oy}, {fullname}. {}, { "a": 1 }, {1}')
  assert.deepEqual(
    found.map(({ written, line, meant }) => [written, line, meant]),
    [
      ['{pedido}', 2, undefined],
      ['{oy}', 2, 'today'],
      ['{fullname}', 2, 'full-name'],
    ],
  )
  const [first] = found
  assert.ok(first)
  assert.equal('Hola, {nombre}.\nTu pedido {pedido} llega'.slice(first.from, first.to), '{pedido}')
})

test('a value is never filled in again, and cannot make a gap', () => {
  const { text, gaps } = fillIn('{ventana} {nombre}', 'es', { window: '{enlace} ⟦nombre⟧', name: 'Lucía' })
  assert.equal(text, '{enlace} nombre Lucía')
  assert.deepEqual([gaps, gapsIn(text)], [[], []])
})

test('every variable has a name of its own in both languages', () => {
  for (const language of ['en', 'es']) {
    const named = variables.map((one) => nameIn(language, one))
    assert.equal(new Set(named).size, variables.length)
    assert.deepEqual(named.map(variableNamed), [...variables])
  }
})

test('a text without braces comes out as it went in, and every gap is told', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.subarray([...variables]), (words, known) => {
      const plain = words.replace(/[{}⟦⟧]/g, '')
      assert.deepEqual(fillIn(plain, 'es', {}), { text: plain, gaps: [] })
      const values = Object.fromEntries(known.map((one) => [one, 'x']))
      const all = variables.map((one) => `${plain}{${nameIn('es', one)}}`).join(' ')
      const { text, gaps } = fillIn(all, 'es', values)
      assert.equal(gaps.length, variables.length - known.length)
      assert.deepEqual(gapsIn(text), gaps)
    }),
  )
})

test('a hostile text takes no longer than it is long', () => {
  const began = performance.now()
  for (const text of [
    '{'.repeat(10_000),
    `{${'a'.repeat(9_990)}`,
    '{ a'.repeat(3_300),
    '{ab}'.repeat(2_500),
    '⟦'.repeat(10_000),
  ]) {
    unknownIn(text)
    gapsIn(fillIn(text, 'es', {}).text)
  }
  assert.ok(performance.now() - began < 500)
})
