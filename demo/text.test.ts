import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lotOf } from './lot.ts'
import { asGender, parseTemplate, say, tidy } from './text.ts'

const nothing = () => '?'

test('one of the alternatives is said, also of alternatives within', () => {
  const template = parseTemplate('{Hola|Buenas{ tardes| noches}}, [name].')
  const said = new Set(Array.from({ length: 60 }, (_, at) => say(template, lotOf(at), () => 'Ana')))
  assert.deepEqual([...said].sort(), ['Buenas noches, Ana.', 'Buenas tardes, Ana.', 'Hola, Ana.'])
})

test('a word ends as its speaker is', () => {
  assert.equal(asGender('Estoy encantad<o|a>, <él|ella> también.', 'f'), 'Estoy encantada, ella también.')
  assert.equal(asGender('opositor<|a>', 'm'), 'opositor')
})

test('what a choice of nothing leaves is tidied', () => {
  assert.equal(tidy('lo de el pedido  , hoy . ya voy a el puerto'), 'Lo del pedido, hoy. Ya voy al puerto')
})

test('a brace that is not closed, or one too many, is refused when it is read', () => {
  assert.throws(() => parseTemplate('{Hola'), /not closed/)
  assert.throws(() => parseTemplate('Hola}'), /too many/)
})

test('nothing of the way it is written is ever said', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '?'), maxLength: 5 })
  const { template } = fc.letrec<{ template: string; either: string }>((tie) => ({
    template: fc.array(fc.oneof({ maxDepth: 3 }, word, tie('either')), { maxLength: 4 }).map((all) => all.join('')),
    either: fc.array(tie('template'), { minLength: 1, maxLength: 3 }).map((all) => `{${all.join('|')}}`),
  }))
  fc.assert(
    fc.property(template, fc.integer(), (written, seed) => {
      assert.doesNotMatch(say(parseTemplate(written), lotOf(seed), nothing), /[{}|]/)
    }),
  )
})
