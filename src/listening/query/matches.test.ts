import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Listened } from './document.ts'
import { allOf, anyOf, noneOf } from './make.ts'
import { matches } from './matches.ts'
import { messages, queries, terms, texts } from './query.test-kit.ts'
import type { Query, Spot, Term } from './query.ts'
import { toDocument } from './to-document.ts'

const said = (text: string, more: Partial<Listened> = {}) =>
  toDocument({ text, network: 'forum', channel: 'w1', ...more })
const word = (key: string): Term => ({ kind: 'term', how: 'folded', key })
const phrase = (text: string): Spot => ({ kind: 'phrase', terms: text.split(' ').map(word) })
const near = (distance: number, left: Spot, right: Spot): Query => ({
  kind: 'near',
  distance,
  left: [left],
  right: [right],
})

test('a phrase crosses punctuation, lines, links and nothing else', () => {
  const query = phrase('no funciona')
  for (const text of [
    'No funciona',
    'no... ¡funciona!',
    'no\nfunciona',
    'no https://x.example funciona',
    '#no @funciona',
  ])
    assert.ok(matches(query, said(text)), text)
  for (const text of ['funciona no', 'no me funciona', 'no 😡 funciona', 'nofunciona'])
    assert.ok(!matches(query, said(text)), text)
  assert.ok(!matches(query, said('funciona', { subject: 'no' })), 'the subject ends where it ends')
})

test('NEAR counts the places between, in either order, and does not overlap', () => {
  const query = near(2, word('banco'), phrase('no funciona'))
  for (const text of ['banco no funciona', 'no funciona nunca este banco', 'el banco hoy 😡 no funciona'])
    assert.ok(matches(query, said(text)), text)
  assert.ok(!matches(query, said('no funciona nada de nada el banco')))
  assert.ok(!matches(near(5, word('no'), phrase('no funciona')), said('no funciona')), 'one word is not near itself')
  assert.ok(matches(near(0, word('no'), phrase('no funciona')), said('no funciona no')))
})

test('words together stand in any order within a stretch', () => {
  const query: Query = { kind: 'together', others: 1, terms: [word('app'), word('cae'), word('se')] }
  for (const text of ['se cae app', 'app que se cae', 'se me cae app']) assert.ok(matches(query, said(text)), text)
  assert.ok(!matches(query, said('la app ya no se cae')))
})

test('what the network marks is found, but stands nowhere', () => {
  const message = said('falla', { hashtags: ['Avería grave'], to: ['@marca@mstdn.example'] })
  assert.ok(matches(word('#averia'), message))
  assert.ok(matches(word('@marca'), message) && matches(word('@marca@mstdn.example'), message))
  assert.ok(!matches(phrase('falla #averia'), message) && !matches(word('marca'), message))
})

const fact = (text: string): Query => {
  const [field, value] = text.split(/:(.*)/s)
  if (field !== 'from' && field !== 'to' && field !== 'site' && field !== 'url' && field !== 'lang' && field !== 'is')
    throw new Error(text)
  return { kind: 'fact', field, value: value ?? '' }
}

test('facts about the author, the links and the language', () => {
  const message = said('Mira https://www.Tienda.Iberia.example/Ofertas/Hoy?x=1', {
    author: { name: 'Ana María Gómez de la O', handle: '@AnaG@mstdn.example' },
    language: 'es-MX',
    isReply: false,
  })
  for (const text of [
    'from:@anag',
    'from:anag',
    'from:@anag@mstdn.example',
    'from:ana',
    'from:maria gomez de',
    'lang:es',
    'is:original',
  ])
    assert.ok(matches(fact(text), message), text)
  for (const text of [
    'site:iberia.example',
    'site:example',
    'site:tienda.iberia.example',
    'url:tienda.iberia.example/ofertas',
  ])
    assert.ok(matches(fact(text), message), text)
  for (const text of [
    'from:ana gomez',
    'from:an',
    'to:@anag',
    'site:beria.example',
    'url:iberia.example/ofertas',
    'is:reply',
    'is:mine',
  ])
    assert.ok(!matches(fact(text), message), text)
})

test('what is not known does not hold, either way', () => {
  const followers = (least: number, most: number): Query => ({ kind: 'followers', least, most })
  assert.ok(
    matches(followers(5, 10), said('x', { followers: 10 })) && !matches(followers(5, 9), said('x', { followers: 10 })),
  )
  assert.ok(!matches(followers(0, Number.MAX_SAFE_INTEGER), said('x')))
  assert.ok(!matches(fact('is:original'), said('x')) && !matches(fact('is:reply'), said('x')))
})

test('and, or and not are those of logic, for every query and message', () => {
  fc.assert(
    fc.property(queries, queries, messages, (one, other, message) => {
      const document = toDocument(message)
      const [first, second] = [matches(one, document), matches(other, document)]
      const holds = (query: Query | undefined): boolean => query !== undefined && matches(query, document)
      assert.equal(holds(allOf([one, other])), first && second)
      assert.equal(holds(anyOf([one, other])), first || second)
      assert.equal(holds(noneOf(one)), !first)
    }),
    { numRuns: 2_000 },
  )
})

test('how a text is written does not matter where nothing is asked exactly', () => {
  const ways: readonly ((text: string) => string)[] = [
    (text) => text.normalize('NFD'),
    (text) => text.normalize('NFC'),
    (text) => text.toUpperCase(),
    (text) => text.replaceAll(' ', ' \u200f'),
    (text) => text.replaceAll(/[a-z]/g, (letter) => `${letter}\u200b`),
    (text) => text.replaceAll(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  ]
  const words = terms.filter(({ how, key }) => how === 'folded' && /[\p{L}\p{N}]/u.test(key))
  fc.assert(
    fc.property(words, texts, fc.constantFrom(...ways), (term, text, way) => {
      fc.pre(!/http|www\./.test(text))
      assert.equal(matches(term, said(way(text))), matches(term, said(text)), way(text))
    }),
    { numRuns: 3_000 },
  )
})

test('the generated queries and messages often meet, and often not', () => {
  const pairs = fc.sample(fc.tuple(queries, messages), { numRuns: 1_000, seed: 1 })
  const hits = pairs.filter(([query, message]) => matches(query, toDocument(message))).length
  assert.ok(hits > 150 && hits < 850, `${hits} of 1000`)
})
