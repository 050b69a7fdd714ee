import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { negotiate } from './negotiate.ts'

const ours = ['en', 'es', 'pt-BR']

test('what cannot be read asks for nothing', () => {
  for (const header of [undefined, '', '*', ';;;', 'q=1', 'es;q=0', ',,,', '\u0000'])
    assert.equal(negotiate(header, ours), 'en', String(header))
  assert.equal(negotiate('fi', ours, 'es'), 'es')
})

test('the most wished language that we have', () => {
  assert.equal(negotiate('es-MX,es;q=0.9,en;q=0.8', ours), 'es')
  assert.equal(negotiate('en;q=0.4, es;q=0.7', ours), 'es')
  assert.equal(negotiate('fi, de;q=0.9, EN-gb;q=0.1', ours), 'en')
  assert.equal(negotiate('es;q=0, en', ours), 'en')
  assert.equal(negotiate('pt', ours), 'pt-BR')
  assert.equal(negotiate('pt-br', ours), 'pt-BR')
})

test('whatever a browser sends, the answer is one of ours', () => {
  fc.assert(fc.property(fc.string({ maxLength: 2_000 }), (header) => ours.includes(negotiate(header, ours))))
})
