import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseSearch } from './search-parse.ts'

const terms = (text: string) =>
  parseSearch(text).terms.map(({ kind, text: said, not }) => `${not ? '-' : ''}${kind} ${said}`)

test('words, phrases, beginnings and what must not be there', () => {
  assert.deepEqual(terms('café "molido grueso" pedid* -gratis -"muy tarde" «en grano»'), [
    'word café',
    'phrase molido grueso',
    'prefix pedid',
    '-word gratis',
    '-phrase muy tarde',
    'phrase en grano',
  ])
})

test('filters in either language, with quotation marks around several words', () => {
  assert.deepEqual(
    parseSearch('from:lucía de:"Rosa Camacho" channel:blog estado:closed before:2026-05-01 after:2026').filters,
    [
      { name: 'from', value: 'lucía' },
      { name: 'from', value: 'Rosa Camacho' },
      { name: 'channel', value: 'blog' },
      { name: 'state', value: 'closed' },
      { name: 'before', value: '2026-05-01' },
      { name: 'after', value: '2026' },
    ],
  )
})

test('what is no filter of ours is words, and half a quotation is one', () => {
  assert.deepEqual(terms('https://example.org re:hola "sin cerrar'), [
    'word https://example.org',
    'word re:hola',
    'phrase sin cerrar',
  ])
  assert.deepEqual(terms('- "" * : -* a* 💥'), ['word a*'])
  assert.deepEqual(parseSearch('from: state:'), { terms: [], filters: [] })
})

test('nobody needs more than twelve words', () => {
  assert.equal(parseSearch('uno '.repeat(100)).terms.length, 12)
})

test('whatever is written is understood as something, quickly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
      const asked = parseSearch(text)
      assert.ok(asked.terms.every((term) => term.text !== ''))
    }),
  )
})
