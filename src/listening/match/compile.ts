import type { Near, Query, Spot, Together } from '../query/query.ts'
import { accept, ops, reject } from './program.ts'
import type { Sign } from './signs.ts'

/** What compiling needs to know of a sign: its number, which is then taken, and how large a share of messages bears it. */
export interface Numbering {
  take(sign: Sign): number
  share(number: number): number
}

/** Writes the program of a query; see program.ts. What fewer messages pass is asked first. */
export function compile(query: Query, number: number, numbering: Numbering): Int32Array {
  const code = [0, 0, number]
  code[0] = write(weigh(query, numbering), accept, reject, code)
  code[1] = code.length
  return Int32Array.from(code)
}

/** A query with numbers for signs, and about how large a share of the messages it lets pass. */
interface Weighed {
  kind: 'and' | 'or' | 'not' | 'test'
  passes: number
  of: readonly Weighed[]
  /** Of a test: its op and what follows the addresses it leads to. */
  test: readonly number[]
}

function weigh(query: Query, numbering: Numbering): Weighed {
  switch (query.kind) {
    case 'not':
      return { kind: 'not', passes: 1, of: [weigh(query.of, numbering)], test: [] }
    case 'and':
    case 'or':
      return weighAll(query.kind, query.of, numbering)
    case 'near':
      return weighNear(query, numbering)
    case 'phrase':
    case 'together':
      return weighWords(query, numbering)
    default: {
      const number = numbering.take(query)
      return { kind: 'test', passes: numbering.share(number), of: [], test: [ops.any, 1, number] }
    }
  }
}

function weighAll(kind: 'and' | 'or', all: readonly Query[], numbering: Numbering): Weighed {
  const each = all.map((one) => weigh(one, numbering))
  const of = (kind === 'or' ? withOneAny(each) : each).sort((one, other) => one.passes - other.passes)
  const [first, ...more] = of
  if (first && more.length === 0) return first
  const passes = kind === 'and' ? (of[0]?.passes ?? 1) : sum(of)
  return { kind, passes, of, test: [] }
}

/** Signs of which one is enough are asked for by one test. */
function withOneAny(all: readonly Weighed[]): Weighed[] {
  const signs = all.filter(isAny)
  if (signs.length < 2) return [...all]
  const test = [ops.any, signs.length, ...signs.flatMap((one) => one.test.slice(2))]
  return [{ kind: 'test', passes: sum(signs), of: [], test }, ...all.filter((one) => !isAny(one))]
}

const isAny = ({ test }: Weighed): boolean => test[0] === ops.any

function weighWords(query: Spot | Together, numbering: Numbering): Weighed {
  const { passes, numbers } = numbersOf(query, numbering)
  const test =
    query.kind === 'together' ? [ops.together, ...numbers, query.terms.length + query.others] : [ops.phrase, ...numbers]
  return { kind: 'test', passes, of: [], test }
}

function weighNear({ distance, left, right }: Near, numbering: Numbering): Weighed {
  const [one, other] = [left, right].map((side) => side.map((spot) => numbersOf(spot, numbering)))
  const sides = [one ?? [], other ?? []].map((side) => ({
    passes: sum(side),
    numbers: side.flatMap((it) => it.numbers),
  }))
  const lengths = sides.map((side) => side.numbers.length)
  const passes = Math.min(...sides.map((side) => side.passes))
  const numbers = sides.flatMap((side) => side.numbers)
  return { kind: 'test', passes, of: [], test: [ops.near, distance, ...lengths, ...numbers] }
}

/** How many signs, and the signs. */
function numbersOf(words: Spot | Together, numbering: Numbering): { passes: number; numbers: number[] } {
  const terms = words.kind === 'term' ? [words] : words.terms
  const numbers = terms.map((term) => numbering.take(term))
  return {
    passes: numbers.reduce((least, number) => Math.min(least, numbering.share(number)), 1),
    numbers: [terms.length, ...numbers],
  }
}

const sum = (all: readonly { passes: number }[]): number =>
  Math.min(
    1,
    all.reduce((total, { passes }) => total + passes, 0),
  )

/** Appends the tests of a part, given where to go on from it, and gives the address to begin at. */
function write({ kind, of, test }: Weighed, then: number, otherwise: number, code: number[]): number {
  if (kind === 'not') return of.reduce((_, one) => write(one, otherwise, then, code), then)
  if (kind === 'and') return of.reduceRight((next, one) => write(one, next, otherwise, code), then)
  if (kind === 'or') return of.reduceRight((next, one) => write(one, then, next, code), otherwise)
  const at = code.length
  const [op = 0, ...rest] = test
  code.push(op, then, otherwise)
  for (const one of rest) code.push(one)
  return at
}
