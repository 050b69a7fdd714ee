import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseQuery } from './parse.ts'
import { mend, type Remark } from './remark.ts'
import { writeQuery } from './write.ts'

const keyOf = ({ words }: Remark): string => words.key.replace('query.warning.', '')

function warnings(text: string): readonly Remark[] {
  const parsed = parseQuery(text)
  assert.ok('query' in parsed, text)
  return parsed.warnings
}

/** The text, and what is warned about. */
const table: Readonly<Record<string, readonly string[]>> = {
  'iberia avería': [],
  'iberia (avería OR retraso)': [],
  '"atención al cliente" -empleo': [],
  '@iberia': [],
  '#gracias': [],
  'intent:complaint': [],
  'urgency:>=2': [],
  'from:ana lang:es': [],
  'site:iberia.com': [],
  '-sorteo': ['only-not'],
  'NOT (sorteo OR empleo)': ['only-not'],
  'iberia OR -sorteo': ['only-not'],
  '-sorteo lang:es': ['only-facts'],
  de: ['only-words'],
  'el OR la': ['only-words'],
  '"de la"': ['only-words'],
  '"de la"~3': ['only-words'],
  'el NEAR/3 de': ['only-words'],
  '=DE': ['only-words'],
  'co*': ['short'],
  'lang:es': ['only-facts'],
  'sentiment:negative followers:>10': ['only-facts'],
  'urgency:>=0': ['only-facts'],
  'network:mastodon OR iberia': ['only-facts'],
  gracias: ['common'],
  'iberia OR gracias': ['common'],
  'wifi -wifi': ['never'],
  'wifi -(red OR wifi)': ['never'],
  'lang:es lang:en wifi': ['never'],
  'is:reply is:original wifi': ['never'],
  'followers:>100 followers:<50 wifi': ['never'],
  'intent:complaint intent:question': [],
  'iberia avería OR retraso': ['and-or'],
  'retraso OR iberia avería': ['and-or'],
  'iberia and avería': ['lower'],
  'iberia o vueling': ['lower'],
  'iberia NO funciona': ['spanish-no'],
  'IBERIA NO FUNCIONA': ['stop-word'],
  'atención al cliente': ['stop-word'],
  'iberia.com avería': ['domain'],
  'iberia, vueling': ['commas'],
  "'no funciona'": ['single-quotes'],
  "I don't know 'the one'": ['single-quotes'],
  "rock 'n' roll": [],
  'C++ rust': ['signs'],
  'AT&T': [],
  x: ['short'],
  '#atención-al-cliente': ['tag'],
  '#todo_mal, falla': ['commas'],
}

test('what would find nearly everything, nothing, or something else than was meant is warned about', () => {
  for (const [text, keys] of Object.entries(table)) assert.deepEqual(warnings(text).map(keyOf), keys, text)
})

test('each way out is offered in full', () => {
  const ways: Readonly<Record<string, readonly string[]>> = {
    'iberia avería OR retraso': ['(iberia avería) OR retraso', 'iberia (avería OR retraso)'],
    'retraso OR iberia avería': ['retraso OR (iberia avería)', '(retraso OR iberia) avería'],
    'a1 b1 OR c1 OR d1 e1': ['(a1 b1) OR c1 OR (d1 e1)'],
    'iberia and avería': ['iberia AND avería'],
    'iberia NO funciona': ['iberia NOT funciona'],
    'atención al cliente -empleo': ['"atención al cliente" -empleo', 'atención cliente -empleo'],
    'iberia.com': ['site:iberia.com'],
    '#atención-al-cliente': ['#atenciónalcliente'],
    'iberia, vueling; ryanair -empleo': ['(iberia OR vueling OR ryanair) -empleo'],
    "wifi 'no funciona'": ['wifi "no funciona"'],
  }
  for (const [text, mended] of Object.entries(ways))
    assert.deepEqual(
      warnings(text).flatMap(({ mends }) => mends.map((one) => mend(text, one))),
      mended,
      text,
    )
})

test('the first way out of AND and OR is what the query meant already', () => {
  const piece = fc.constantFrom('wifi', 'red', '"no va"', 'OR', 'OR', 'AND', '-cara', '(x1 OR x2)', 'a1 NEAR/3 b1')
  fc.assert(
    fc.property(fc.array(piece, { minLength: 3, maxLength: 9 }), (pieces) => {
      const text = pieces.join(' ')
      const parsed = parseQuery(text)
      if (!('query' in parsed)) return
      for (const warning of parsed.warnings) {
        const [asRead] = keyOf(warning) === 'and-or' ? warning.mends : []
        const mended = asRead && parseQuery(mend(text, asRead))
        if (mended) assert.ok('query' in mended && writeQuery(mended.query) === writeQuery(parsed.query), text)
        if (mended && 'query' in mended) assert.ok(!mended.warnings.some((one) => keyOf(one) === 'and-or'), text)
      }
    }),
    { numRuns: 2_000 },
  )
})
