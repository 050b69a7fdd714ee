import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { tokens } from '../text/tokens.ts'
import { type Part, parsePatterns } from './pattern.ts'
import { Phrases } from './phrases.ts'
import { type Unit, unitsOf } from './units.ts'
import { Vocabulary } from './vocabulary.ts'

/** Where patterns are found in a text, as ‘from–to meaning’. */
function found(patterns: readonly string[], text: string): string[] {
  const vocabulary = new Vocabulary(() => [])
  const phrases = new Phrases<string>(vocabulary)
  for (const pattern of patterns) for (const one of parsePatterns(pattern)) phrases.add(one, pattern)
  return spans(phrases.find(unitsOf(tokens(text), vocabulary)))
}

const spans = (hits: readonly { from: number; to: number; means: string }[]): string[] =>
  [...new Set(hits.map(({ from, to, means }) => `${from}–${to} ${means}`))].sort()

const rows: [pattern: string, text: string, where: string[]][] = [
  ['no funciona', 'ya no funciona nada', ['1–3']],
  ['no funciona', 'no. funciona', []],
  ['no (me|nos)? sirve', 'no nos sirve, no sirve', ['0–3', '3–5']],
  ['cobr* de mas', 'me cobraron de más', ['1–4']],
  ['(a|b (c|d)) e', 'b d e', ['0–3']],
  ['a _ b', 'a x b a b', ['0–3']],
  ['a ~ b', 'a x y z b', ['0–5']],
  ['a ~ b', 'a w x y z b', []],
  ['a ~ b', 'a foo. b', []],
  ['^ a', 'b a. a', ['2–3']],
  ['a $', 'a b a. a', ['2–3', '3–4']],
  ['a b ?', 'a b c? a b.', ['0–2']],
  ['a (b c?)', 'a b c', ['0–2', '0–3']],
]
for (const [pattern, text, where] of rows)
  test(`‘${pattern}’ in ‘${text}’`, () => {
    assert.deepEqual(
      found([pattern], text).map((span) => span.split(' ')[0]),
      where,
    )
  })

test('brackets that do not match are refused', () => {
  for (const pattern of ['(a', 'a)', '(a|(b)', ')']) assert.throws(() => parsePatterns(pattern), pattern)
})

/** The same, slowly: every place where one can be after a pattern that begins at a place. */
function ends(
  parts: readonly Part[],
  units: readonly Unit[],
  from: number,
  at: number,
  vocabulary: Vocabulary,
): Set<number> {
  let here = new Set([at])
  for (const part of parts) {
    const next = new Set(part.optional ? here : [])
    for (const place of here) for (const end of after(part, units, from, place, vocabulary)) next.add(end)
    here = next
  }
  return here
}

function after(part: Part, units: readonly Unit[], from: number, at: number, vocabulary: Vocabulary): number[] {
  if (part.ways) return part.ways.flatMap((way) => [...ends(way, units, from, at, vocabulary)])
  const unit = units[at]
  const over = !unit || (unit.starts && at > from)
  if (part.element === '$') return over ? [at] : []
  if (part.element === '?') return units[from]?.asks ? [at] : []
  if (part.element === '~') return reachable(units, from, at)
  if (over) return []
  return part.element === '_' || unit.called.symbols.includes(vocabulary.id(part.element ?? '')) ? [at + 1] : []
}

function reachable(units: readonly Unit[], from: number, at: number): number[] {
  const places = [at]
  for (let skipped = 1; skipped <= 3; skipped++) {
    const last = units[at + skipped - 1]
    if (!last || (last.starts && at + skipped - 1 > from)) break
    places.push(at + skipped)
  }
  return places
}

const word = fc.constantFrom('a', 'b', 'c', 'a*')
const group = fc
  .array(fc.array(word, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
  .map((ways) => `(${ways.map((way) => way.join(' ')).join('|')})`)
const part = fc.oneof(
  word,
  group,
  group.map((one) => `${one}?`),
  fc.constantFrom('_', '~', 'b?', '_?'),
)
const pattern = fc
  .tuple(word, fc.array(part, { maxLength: 4 }), fc.constantFrom('', ' $', ' ?'))
  .map(([first, rest, end]) => [first, ...rest].join(' ') + end)
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'ab', 'x', '.', '?', ','), { maxLength: 14 })
  .map((words) => words.join(' '))

test('all patterns at once find what each finds alone, read slowly', () => {
  fc.assert(
    fc.property(fc.uniqueArray(pattern, { minLength: 1, maxLength: 5 }), text, (patterns, text) => {
      const vocabulary = new Vocabulary(() => [])
      const parsed = patterns.flatMap((one) => parsePatterns(one).map(({ parts }) => ({ parts, means: one })))
      for (const name of ['a', 'b', 'c', 'a*']) vocabulary.id(name)
      const units = unitsOf(tokens(text), vocabulary)
      const slowly = parsed.flatMap(({ parts, means }) =>
        units.flatMap((_, from) => [...ends(parts, units, from, from, vocabulary)].map((to) => ({ from, to, means }))),
      )
      assert.deepEqual(found(patterns, text), spans(slowly))
    }),
    { numRuns: 2000 },
  )
})
