import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Db } from '../src/core/database.ts'
import { createMatcher, type Matcher } from '../src/listening/match/matcher.ts'
import type { Document } from '../src/listening/query/document.ts'
import { matches } from '../src/listening/query/matches.ts'
import type { Query } from '../src/listening/query/query.ts'
import { toDocument } from '../src/listening/query/to-document.ts'
import { random } from './cast.ts'
import { postgresMatches, tsquery } from './matching-postgres.ts'
import { queryMaker } from './matching-queries.ts'
import { type Row, summarise } from './measure.ts'
import { tweets } from './tweets.ts'

const few = 1_000
/** Messages heard before any is counted: which words are rare is known by then. */
const warm = 3_000

/** Saved queries against tweets, in one thread. Of the slow ways to do the same, so many messages are tried. */
export async function benchMatching(db: Db, many: number, slowMessages: number): Promise<Row[]> {
  const { source, messages } = tweets()
  const documents = messages.map(toDocument)
  const cut = perSecond(messages.length, () => messages.map(toDocument))
  const make = queryMaker(
    documents.map(({ places }) => places),
    random(5),
  )
  const { matcher, row } = filled(many, make)
  const first = speeds(`matching, ${many.toLocaleString('en')} queries, ${source}`, matcher, documents, {
    cut,
    must: 2_000,
    aim: 6_000,
  })
  const change = changes(matcher, make)
  const queries = Array.from({ length: many }, make)
  const less = matcherOf(queries.slice(0, few))
  const tried = { documents, slow: documents.slice(warm, warm + slowMessages) }
  return [
    ...first,
    ...speeds(`matching, 1,000 queries, ${source}`, less, documents, { cut, must: 30_000, aim: 100_000 }),
    row,
    change,
    againstNaive(queries, tried),
    await againstPostgres(db, queries, tried),
  ]
}

/** Fills a matcher with queries that nobody else holds, and weighs it. */
function filled(many: number, make: () => Query): { matcher: Matcher; row: Row } {
  const before = megabytes()
  const matcher = createMatcher()
  const began = performance.now()
  for (let number = 0; number < many; number += 1) matcher.set(idOf(number), make())
  const seconds = (performance.now() - began) / 1000
  const value = megabytes() - before
  const detail = `made and added in ${seconds.toFixed(1)} s`
  return {
    matcher,
    row: {
      measure: `memory of ${many.toLocaleString('en')} compiled queries`,
      value,
      unit: 'MB',
      must: 600,
      aim: 250,
      detail,
    },
  }
}

/** Heap and buffers, after cleaning up. */
function megabytes(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

function speeds(
  measure: string,
  matcher: Matcher,
  documents: readonly Document[],
  { cut, must, aim }: { cut: number; must: number; aim: number },
): Row[] {
  matcher.match(documents.slice(0, warm))
  const counted = documents.slice(warm)
  let found = 0
  const value = perSecond(counted.length, () => {
    found = total(matcher, counted)
  })
  const detail = `${(found / counted.length).toPrecision(2)} matches a message`
  const whole = 1 / (1 / value + 1 / cut)
  return [
    { measure, value, unit: '/s', must, aim, more: true, detail },
    { measure: '  the same, cutting the message into places included', value: whole, unit: '/s' },
  ]
}

/** The middle of five rounds. */
const perSecond = (count: number, work: () => unknown): number =>
  (count / summarise(Array.from({ length: 5 }, () => spent(work))).p50) * 1000

/** Milliseconds of one processor: whoever else is at work on the machine does not count. */
function spent(work: () => unknown): number {
  const began = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

/** How many matches there are, asked in batches as messages come. */
function total(matcher: Matcher, documents: readonly Document[]): number {
  let found = 0
  for (let from = 0; from < documents.length; from += 100)
    for (const ids of matcher.match(documents.slice(from, from + 100))) found += ids.length
  return found
}

function changes(matcher: Matcher, make: () => Query): Row {
  const clock: number[] = []
  const times = Array.from({ length: 5_000 }, (_, number) => {
    const query = make()
    const began = performance.now()
    const time = spent(() => matcher.set(idOf((number * 37) % matcher.size), query))
    clock.push(performance.now() - began)
    return time
  })
  const { p50, p99, worst } = summarise(times)
  const byClock = summarise(clock).worst.toFixed(1)
  const detail = `the worst of 5,000, by the clock ${byClock}; p50 ${p50.toFixed(3)}, p99 ${p99.toFixed(3)}`
  return {
    measure: `changing one of ${matcher.size.toLocaleString('en')} queries`,
    value: worst,
    unit: 'ms',
    must: 20,
    aim: 20,
    detail,
  }
}

/** All messages, and those that are tried the slow ways. */
interface Tried {
  documents: readonly Document[]
  slow: readonly Document[]
}

function againstNaive(queries: readonly Query[], tried: Tried): Row {
  let found = 0
  const time = spent(() => {
    for (const document of tried.slow) found += queries.filter((query) => matches(query, document)).length
  })
  const rate = (tried.slow.length / time) * 1000
  return compared(
    `${queries.length.toLocaleString('en')} queries ÷ asking each by itself`,
    { rate, found },
    matcherOf(queries),
    tried,
  )
}

async function againstPostgres(db: Db, queries: readonly Query[], tried: Tried): Promise<Row> {
  const expressible = queries.flatMap((query) => {
    const text = tsquery(query)
    return text === undefined ? [] : [{ query, text }]
  })
  const texts = expressible.map(({ text }) => text)
  const matcher = matcherOf(expressible.map(({ query }) => query))
  const measure = `${texts.length.toLocaleString('en')} of them ÷ PostgreSQL's tsquery @@`
  return compared(measure, await postgresMatches(db, texts, tried.slow), matcher, tried)
}

/** Both have to find the same in the messages that were tried. */
function compared(
  measure: string,
  other: { rate: number; found: number },
  matcher: Matcher,
  { documents, slow }: Tried,
): Row {
  const found = total(matcher, slow)
  if (found !== other.found) throw new Error(`${measure}: ${found} matches and ${other.found}`)
  total(matcher, documents.slice(0, warm))
  const counted = documents.slice(warm)
  const ours = perSecond(counted.length, () => total(matcher, counted))
  const detail = `${Math.round(ours).toLocaleString('en')}/s and ${other.rate.toPrecision(3)}/s, ${found} matches in ${slow.length} messages`
  return { measure, value: ours / other.rate, unit: '×', must: 20, aim: 200, more: true, detail }
}

function matcherOf(queries: readonly Query[]): Matcher {
  const matcher = createMatcher()
  queries.forEach((query, number) => {
    matcher.set(idOf(number), query)
  })
  return matcher
}

const idOf = (number: number): string => `01934f3c-7d1a-7000-8000-${String(number).padStart(12, '0')}`
