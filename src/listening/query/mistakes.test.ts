import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseQuery } from './parse.ts'
import { mend, type Remark } from './remark.ts'

const known = {
  networks: ['mastodon', 'bluesky'],
  channels: [
    { id: 'w1', name: 'Iberia en Mastodon' },
    { id: 'w2', name: 'Blog' },
  ],
  topics: [{ id: 't1', name: 'Envíos' }],
}

const keyOf = ({ words }: Remark): string => words.key.replace('query.mistake.', '')

function mistakesOf(text: string): readonly Remark[] {
  const parsed = parseQuery(text, known)
  return 'mistakes' in parsed ? parsed.mistakes : []
}

/** The text, the mistake, the piece it is about, and the text that the first mend makes. */
const mistakes: [string, string, string, string?][] = [
  ['', 'empty', ''],
  ['   ', 'empty', '   '],
  ['"no funciona', 'quote-open', '"', '"no funciona"'],
  ['wifi ""', 'quote-empty', '""', 'wifi '],
  ['wifi "..."', 'quote-empty', '"..."', 'wifi '],
  ['(wifi OR red', 'bracket-open', '(', '(wifi OR red)'],
  ['wifi) red', 'bracket-close', ')', 'wifired'],
  ['wifi () red', 'bracket-empty', '()', 'wifi red'],
  ['AND wifi', 'operator-alone', 'AND', 'wifi'],
  ['wifi OR', 'operator-alone', 'OR', 'wifi '],
  ['wifi AND AND red', 'operator-alone', 'AND', 'wifi AND red'],
  ['wifi AND OR red', 'operator-alone', 'AND', 'wifi OR red'],
  ['wifi NOT', 'not-alone', 'NOT', 'wifi '],
  ['wifi NEAR/3', 'operator-alone', 'NEAR/3', 'wifi '],
  ['wifi | red', 'nothing', '|', 'wifi OR red'],
  ['wifi & red', 'nothing', '&', 'wifi AND red'],
  ['wifi - red', 'nothing', '-', 'wifi -red'],
  ['wifi ... red', 'nothing', '...', 'wifi red'],
  ['"a b" ~5', 'nothing', '~5', '"a b"~5'],
  ['"a b"~', 'suffix', '~', '"a b"'],
  ['"a b"~500', 'suffix', '~500', '"a b"~100'],
  ['"a b"*', 'suffix', '*', '"a b"'],
  ['="A b"~5', 'exact-tilde', '~5', '="A b"'],
  ['falla~2', 'tilde', 'falla~2', 'falla'],
  ['fa*la', 'star-place', 'fa*la', 'fa*'],
  ['*falla', 'star-place', '*falla', 'falla'],
  ['f* wifi', 'star-short', 'f*', 'f wifi'],
  ['=Fall*', 'star-exact', '=Fall*', '=Fall'],
  ['(mal servicio) NEAR/3 wifi', 'near-side', '(mal servicio)', '(mal NEAR/3 wifi) AND (servicio NEAR/3 wifi)'],
  ['"a b"~2 NEAR/3 wifi', 'near-side', '"a b"~2', '"a b" NEAR/3 wifi'],
  ['lang:es NEAR/3 wifi', 'near-side', 'lang:es'],
  ['-falla NEAR/3 wifi', 'near-not', '-falla', '-(falla NEAR/3 wifi)'],
  ['wifi NEAR/3 -falla', 'near-not', '-falla', 'wifi -(wifi NEAR/3 falla)'],
  ['wifi NEAR/3 (a b)', 'near-side', '(a b)', '(a NEAR/3 wifi) AND (b NEAR/3 wifi)'],
  ['wifi ONEAR/7 b', 'near-distance', 'ONEAR/7', 'wifi NEAR/7 b'],
  ['"no va", "mal"', 'nothing', ',', '"no va" OR "mal"'],
  ['followers>1000', 'field-sign', 'followers>1000', 'followers:>1000'],
  ['site:iberia', 'site', 'site:iberia', 'site:iberia.com'],
  ['lang:xx', 'language', 'lang:xx'],
  ['a NEAR/3 b NEAR/5 c', 'near-chain', 'a NEAR/3 b NEAR/5 c', '(a NEAR/3 b) AND (b NEAR/5 c)'],
  ['a NEAR/500 b', 'near-distance', 'NEAR/500', 'a NEAR/100 b'],
  ['a NEAR/3f b', 'near-distance', 'NEAR/3f', 'a NEAR/3 b'],
  ['form:ana', 'field-unknown', 'form:ana', 'from:ana'],
  ['re:hola', 'field-unknown', 're:hola', '"re hola"'],
  ['precio:bajo', 'field-unknown', 'precio:bajo', '"precio bajo"'],
  ['from: ana', 'field-empty', 'from:', 'from:ana'],
  ['intent:quejass', 'value', 'intent:quejass', 'intent:quejas'],
  ['urgency:9', 'value', 'urgency:9'],
  ['followers:many', 'followers', 'followers:many'],
  ['followers:9..3', 'followers', 'followers:9..3'],
  ['lang:españo', 'language', 'lang:españo', 'lang:espanol'],
  ['network:mastodom', 'network', 'network:mastodom', 'network:mastodon'],
  ['channel:"Iberia en Mastodom"', 'channel', 'channel:"Iberia en Mastodom"', 'channel:"Iberia en Mastodon"'],
  ['topic:envíoss', 'topic', 'topic:envíoss', 'topic:Envíos'],
  ['site:http://', 'site', 'site:http://'],
  ['site:www.*.com', 'site', 'site:www.*.com'],
  ['channel:""', 'field-empty', 'channel:""'],
  ['to:"Ana Gómez"', 'handle', 'to:"Ana Gómez"'],
  ['from:"..."', 'author', 'from:"..."'],
]

test('a mistake is shown at its place, and mended', () => {
  for (const [text, key, piece, mended] of mistakes) {
    const [mistake, ...more] = mistakesOf(text)
    assert.ok(mistake && more.length === 0, `${text}: ${more.map(keyOf)}`)
    assert.equal(keyOf(mistake), key, text)
    assert.equal(text.slice(mistake.from, mistake.to), piece, text)
    const [way] = mistake.mends
    assert.equal(way && mend(text, way), mended, text)
    if (mended !== undefined) assert.deepEqual(mistakesOf(mended).map(keyOf), [], mended)
  }
})

test('several mistakes are shown at once, in their order', () => {
  assert.deepEqual(mistakesOf('(fa*la OR precio:1 AND').map(keyOf), [
    'bracket-open',
    'star-place',
    'field-unknown',
    'operator-alone',
  ])
})
