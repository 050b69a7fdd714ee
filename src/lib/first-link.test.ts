import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstLink } from './first-link.ts'

test('the first address, as a reader would copy it', () => {
  const cases: [string, string | undefined][] = [
    ['Hola', undefined],
    ['mira https://example.org/a.', 'https://example.org/a'],
    ['(ver https://example.org/wiki/Café_(bebida)), y http://b.example', 'https://example.org/wiki/Café_(bebida)'],
    ['«https://example.org/horario»…', 'https://example.org/horario'],
    ['http:// y https://example.org?', 'https://example.org'],
    ['xhttps://example.org', undefined],
    ['ftp://example.org javascript:alert(1)', undefined],
  ]
  for (const [text, link] of cases) assert.equal(firstLink(text), link, text)
})

test('any text is read at once, and what is found can be asked for', () => {
  const pieces = fc.constantFrom('https://', 'example.org', ').', '((', '/', ' ', ')', 'ñ', '\u0000', '"')
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 400 }), (all) => {
      const link = firstLink(all.join(''))
      return link === undefined || (URL.canParse(link) && all.join('').includes(link))
    }),
  )
  const began = performance.now()
  firstLink(`https://${')'.repeat(100_000)}`)
  firstLink('https://'.repeat(20_000))
  assert.ok(performance.now() - began < 1000)
})
