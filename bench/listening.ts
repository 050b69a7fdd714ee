import { setTimeout as sleep } from 'node:timers/promises'
import type { Heard } from '../src/connectors/index.ts'
import { createLog } from '../src/core/log.ts'
import { createUnderstanding, take, type Understanding } from '../src/intake/index.ts'
import { newId } from '../src/lib/ids.ts'
import { createMatching, type Matching } from '../src/listening/index.ts'
import { createMatcher } from '../src/listening/match/matcher.ts'
import type { Query } from '../src/listening/query/query.ts'
import { toDocument } from '../src/listening/query/to-document.ts'
import { writeQuery } from '../src/listening/query/write.ts'
import { scripted, someChannel } from '../test/channel.ts'
import { random, talk } from './cast.ts'
import { hearAtWindows } from './intake.ts'
import { queryMaker } from './matching-queries.ts'
import { type Row, timed } from './measure.ts'
import { page, type Stage } from './stage.ts'
import { tweets } from './tweets.ts'

const queries = 1_000
const perSecondBesides = 2_000
/** Heard before the clock starts, as a process that has run for some seconds. */
const warm = 9_000

/** Everything read and matched on its way in; a stream of what anybody says, of which a hundredth is kept; pages meanwhile. */
export async function benchListening(stage: Stage, count: number): Promise<Row[]> {
  const log = createLog('error')
  const { source, messages } = tweets()
  const texts = messages.map(({ text }) => text)
  await save(stage, rareQueries(messages.map(toDocument)))
  const by = { understanding: createUnderstanding(log), matching: createMatching(log) }
  try {
    await by.understanding.version()
    await by.matching.needs(stage.db)
    await hearAtWindows(stage.db, warm, { seed: 30, from: 10_000_000, texts }, by)
    const whole = await hearAtWindows(stage.db, count, { seed: 31, from: 20_000_000, texts }, by)
    const overheard = await hearAnybody(stage, texts, count, by)
    return [
      {
        measure: `the whole way in: ${source} read, matched against ${queries} queries, stored`,
        value: whole.persecond,
        unit: '/s',
        must: 3_500,
        aim: 5_800,
        more: true,
      },
      {
        measure: `firehose: language read, ${queries} queries, matches stored`,
        value: overheard.persecond,
        unit: '/s',
        must: 10_000,
        aim: 40_000,
        more: true,
        detail: `${(overheard.kept * 100).toFixed(2)} % kept`,
      },
      await besidesIntake(stage, texts, by, count < 60_000 ? pages.small : pages.full),
    ]
  } finally {
    await Promise.all([by.understanding.stop(), by.matching.stop()])
  }
}

/** Such as people save, some of which ask for a language, and that together want about one message in a hundred. */
function rareQueries(documents: ReturnType<typeof toDocument>[]): Query[] {
  const make = queryMaker(
    documents.map(({ places }) => places),
    random(9),
  )
  const many = Array.from({ length: queries * 3 }, make)
  const matcher = createMatcher()
  for (const [nth, query] of many.entries()) matcher.set(String(nth), query)
  const found = new Map<string, number>()
  for (const id of matcher.match(documents).flat()) found.set(id, (found.get(id) ?? 0) + 1)
  const byRarity = many.map((query, nth) => ({ query, times: found.get(String(nth)) ?? 0 }))
  const silent = byRarity.filter(({ times }) => times === 0)
  const heard = byRarity.filter(({ times }) => times > 0).sort((one, other) => one.times - other.times)
  const wanted: typeof heard = []
  for (let all = 0; all < documents.length / 100 && heard.length > 0; all += wanted.at(-1)?.times ?? 1)
    wanted.push(...heard.splice(0, 1))
  return [...wanted, ...silent, ...heard].slice(0, queries).map(({ query }) => query)
}

async function save({ db }: Stage, all: readonly Query[]): Promise<void> {
  const rows = all.map((query, nth) => ({
    id: newId(),
    name: `Búsqueda ${nth}`,
    group_id: null,
    text: writeQuery(query),
    changed: nth + 1,
    created_by: null,
  }))
  await db.insertInto('queries').values(rows).execute()
}

/** What strangers say, in batches as a stream brings them, at two windows. */
async function hearAnybody(
  { db }: Stage,
  texts: readonly string[],
  count: number,
  by: { understanding: Understanding; matching: Matching },
): Promise<{ persecond: number; kept: number }> {
  const channels = await Promise.all([someChannel(db), someChannel(db)])
  const began = performance.now()
  await Promise.all(
    channels.map(async (channel, nth) => {
      for (let from = 0; from < count; from += 1_000) {
        const heard = Array.from({ length: 500 }, (_, at) => overheard(from + nth * 500 + at, texts))
        await take(db, scripted, channel, { heard, cursor: from }, { moves: 'newest', now: new Date(), ...by })
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  const rows = await db
    .selectFrom('channel_overheard')
    .select((it) => [it.fn.sum<number>('heard').as('heard'), it.fn.sum<number>('kept').as('kept')])
    .where(
      'channel_id',
      'in',
      channels.map(({ id }) => id),
    )
    .executeTakeFirstOrThrow()
  return { persecond: Number(rows.heard) / seconds, kept: Number(rows.kept) / Number(rows.heard) }
}

function overheard(serial: number, texts: readonly string[]): Heard {
  const author = serial % 5_000
  return {
    kind: 'message',
    message: {
      externalId: `o${serial}`,
      author: { externalId: `https://example.org/@p${author}`, name: `Persona ${author}` },
      body: { text: texts[serial % texts.length] ?? '' },
      media: [],
      visibility: 'public',
      saidAt: new Date(Date.UTC(2026, 0, 1) + serial * 100),
      concernsUs: false,
      overheard: true,
    },
  }
}

/** The inbox while two thousand messages a second come in, against the same with nothing else to do. */
/** Ten times a second somebody opens the inbox. */
const pauseMs = 100
const pages = { full: 200, small: 100 }

async function besidesIntake(
  stage: Stage,
  texts: readonly string[],
  by: { understanding: Understanding; matching: Matching },
  opened: number,
): Promise<Row> {
  const ask = () => page(stage, '/conversations?view=open')
  const idle = await timed(opened, ask, pauseMs)
  const stop = new AbortController()
  const hearing = hearSteadily(stage, texts, by, stop.signal)
  const busy = await timed(opened, ask, pauseMs)
  stop.abort()
  const persecond = await hearing
  return {
    measure: 'inbox p99 while messages come in ÷ p99 idle',
    value: busy.p99 / idle.p99,
    unit: '',
    must: 2,
    aim: 1.5,
    detail: `${busy.p99.toFixed(0)} ms ÷ ${idle.p99.toFixed(0)} ms; ${Math.round(persecond)} of ${perSecondBesides} messages/s came in`,
  }
}

/** At three windows as steadily as they can be stored; how many a second it came to. */
async function hearSteadily(
  { db }: Stage,
  texts: readonly string[],
  by: { understanding: Understanding; matching: Matching },
  signal: AbortSignal,
): Promise<number> {
  const channels = await Promise.all([someChannel(db), someChannel(db), someChannel(db)])
  const began = performance.now()
  const counts = await Promise.all(
    channels.map(async (channel, nth) => {
      const said = talk(1_000_000, { seed: 77 + nth, from: 30_000_000 + nth * 1_000_000, texts })
      const perBatch = 100
      const everyMs = (perBatch / (perSecondBesides / channels.length)) * 1000
      let count = 0
      while (!signal.aborted) {
        // Not all windows in the same moment.
        const dueMs = began + (count / perBatch + nth / channels.length) * everyMs - performance.now()
        if (dueMs > 0) await sleep(dueMs)
        const heard = some(said, perBatch)
        await take(db, scripted, channel, { heard, cursor: count }, { moves: 'newest', now: new Date(), ...by })
        count += heard.length
      }
      return count
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - began) / 1000)
}

function some<T>(from: Iterator<T, unknown>, count: number): T[] {
  const taken: T[] = []
  for (let next = from.next(); !next.done; next = from.next()) {
    taken.push(next.value)
    if (taken.length === count) break
  }
  return taken
}
