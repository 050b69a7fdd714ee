import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { matches } from '../query/matches.ts'
import { messages, queries } from '../query/query.test-kit.ts'
import type { Query, Term } from '../query/query.ts'
import { toDocument } from '../query/to-document.ts'
import { compile } from './compile.ts'
import { Cover } from './cover.ts'
import { Sheet } from './sheet.ts'
import { everyMessage, Signs } from './signs.ts'

const word = (key: string): Term => ({ kind: 'term', how: 'folded', key })

/** Anchors by name, as `sign+guard`, when each word is as common as `common` says, or else rare. */
function anchors(query: Query, common: Record<string, number> = {}): string[] {
  const signs = new Signs()
  const name = (number: number): string => {
    const sign = signs.name(number)
    return sign?.kind === 'term' ? sign.key : '*'
  }
  const share = (number: number): number => (number === everyMessage ? 1 : (common[name(number)] ?? 0.001))
  const code = compile(query, 0, { take: (sign) => signs.take(sign), share })
  return new Cover(share)
    .of(code)
    .map(({ sign, guard }) => (guard === everyMessage ? name(sign) : `${name(sign)}+${name(guard)}`))
    .toSorted()
}

const not = (of: Query): Query => ({ kind: 'not', of })
const and = (...of: Query[]): Query => ({ kind: 'and', of })
const or = (...of: Query[]): Query => ({ kind: 'or', of })
const phrase = (...keys: string[]): Query => ({ kind: 'phrase', terms: keys.map(word) })
const [a, b, c, d] = [word('a'), word('b'), word('c'), word('d')]

for (const [title, query, common, expected] of [
  ['of words that are all needed the rarest, with the next', and(a, b, c), { a: 0.5, b: 0.01, c: 0.1 }, ['b+c']],
  ['all words of which one is enough', or(a, b), {}, ['a', 'b']],
  ['a rare word rather than many', and(or(a, b, c), d), { d: 0.002 }, ['d']],
  ['many rare words rather than a common one, which guards', and(or(a, b), d), { d: 0.3 }, ['a+d', 'b+d']],
  ['no word that must not be there', and(a, not(b)), { a: 0.9 }, ['a']],
  ['every message where nothing must be there', not(a), {}, ['*']],
  ['every message where one way asks for nothing', or(a, not(b)), {}, ['*']],
  ['what a double NOT asks for', not(and(not(a), not(b))), {}, ['a', 'b']],
  ['the rarest word of a phrase, with the next', phrase('a', 'b', 'c'), { a: 0.9, b: 0.2 }, ['c+b']],
  ['once a word that a phrase repeats', phrase('a', 'a'), {}, ['a']],
  [
    'the rarer side of a NEAR, with what the other has alone',
    { kind: 'near', distance: 3, left: [a, b], right: [c] },
    { c: 0.3 },
    ['a+c', 'b+c'],
  ],
  ['each way by itself', or(and(a, c), and(b, d)), { c: 0.5, d: 0.5 }, ['a+c', 'b+d']],
  ['where all ways meet', and(or(not(a), b), c), { c: 0.4 }, ['c']],
] as const satisfies readonly (readonly [string, Query, Record<string, number>, readonly string[]])[])
  test(`keeps a query under ${title}`, () => {
    assert.deepEqual(anchors(query, common), expected)
  })

test('whatever is common, a match bears one of the signs and its guard', () => {
  const shares = fc.array(fc.double({ min: 0.001, max: 0.99, noNaN: true }), { minLength: 1, maxLength: 20 })
  let matched = 0
  const property = fc.property(
    queries,
    shares,
    fc.array(messages, { minLength: 20, maxLength: 20 }),
    (query, all, said) => {
      const signs = new Signs()
      const share = (sign: number): number => (sign === everyMessage ? 1 : (all[sign % all.length] ?? 0.5))
      const kept = new Cover(share).of(compile(query, 0, { take: (sign) => signs.take(sign), share }))
      const sheet = new Sheet(signs)
      for (const document of said.map(toDocument).filter((one) => matches(query, one))) {
        sheet.lay(document)
        assert.ok(kept.some(({ sign, guard }) => sheet.borne[sign] === 1 && sheet.borne[guard] === 1))
        matched += 1
      }
    },
  )
  fc.assert(property, { numRuns: 300 })
  assert.ok(matched > 500)
})
