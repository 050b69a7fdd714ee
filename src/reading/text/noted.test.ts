import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Noted } from './noted.ts'
import { tokens } from './tokens.ts'

const words = (texts: readonly string[]) => texts.flatMap((text) => tokens(text))

test('a word has one form wherever it is met, and each way of writing it its own', () => {
  const [first, again, shouted] = words(['hola hola HOLA'])
  assert.equal(first?.form, again?.form)
  assert.notEqual(first?.form, shouted?.form)
  assert.equal(words(['¡hola!'])[1]?.form, first?.form)
})

test('what was noted of a form is its own, also when others share its place', () => {
  const texts = fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.lorem()), { maxLength: 12 })
  const noted = new Noted<string>(16)
  fc.assert(
    fc.property(texts, (said) => {
      for (const { form } of words(said)) {
        assert.ok([undefined, form.written].includes(noted.get(form)))
        assert.equal(noted.set(form, form.written), form.written)
        assert.equal(noted.get(form), form.written)
      }
    }),
  )
})

test('a text has the same tokens whatever was said between', () => {
  const plain = (text: string) => tokens(text).map(({ form: _, ...rest }) => rest)
  const text = 'Holaaa @Ana, ¿el #Café abre 24hs? 😀👍🏽 xD raypal...'
  const before = plain(text)
  for (let nth = 0; nth < 60_000; nth++) tokens(`w${nth}x @n${nth} #t${nth} ${nth}`)
  assert.deepEqual(plain(text), before)
})
