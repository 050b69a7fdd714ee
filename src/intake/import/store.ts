import type { Account, Connector, HeardMessage } from '../../connectors/index.ts'
import type { Core } from '../../core/core.ts'
import { words } from '../../lib/words.ts'
import type { Matching } from '../../listening/index.ts'
import { type Taken, take } from '../take.ts'
import type { Understanding } from '../understand.ts'
import { advance, type RefusedLine } from './advance.ts'
import { type Reading, toMessage } from './message.ts'
import { idsOf } from './prints.ts'
import type { Read } from './read.ts'

/** One import while it is read. */
export interface Running {
  core: Core
  understanding?: Understanding | undefined
  matching?: Matching | undefined
  connector: Connector
  channel: { id: string; network: string; account: Account }
  importId: string
  processId: string
  reading: Reading
  /** Where the file is read up to. */
  position: number
  toldAt: number
}

const tellEveryMs = 1_000

/**
 * Stores a batch and moves the file's place, together or not at all. What the database itself refuses is looked for by
 * halves, so that one line does not stop a file.
 */
export async function storeBatch(run: Running, entries: readonly Read[]): Promise<void> {
  try {
    await store(run, entries, [])
  } catch (error) {
    if (!isOfData(error)) throw error
    const [only] = entries
    if (entries.length === 1 && only) {
      const { line, raw } = only
      return store(run, entries, [{ line, raw, reason: words('import.refused-database') }])
    }
    const half = Math.ceil(entries.length / 2)
    await storeBatch(run, entries.slice(0, half))
    await storeBatch(run, entries.slice(half))
  }
}

// Class 22: a value; class 54: larger than an index takes. https://www.postgresql.org/docs/current/errcodes-appendix.html
const isOfData = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(22|54)/.test(error.code)

async function store(run: Running, entries: readonly Read[], given: readonly RefusedLine[]): Promise<void> {
  const last = entries.at(-1)
  if (!last) return
  const { heard, refused } = given.length > 0 ? { heard: [], refused: [...given] } : await read(run, entries)
  const now = run.core.clock.now()
  const tell = now.getTime() - run.toldAt >= tellEveryMs
  const batch = { heard: heard.map(({ message }) => ({ kind: 'message' as const, message })) }
  await take(run.core.db, run.connector, run.channel, batch, {
    now,
    understanding: run.understanding,
    matching: run.matching,
    moves: async (tx, taken) => {
      const late = refusedLate(taken, heard)
      const step = { from: run.position, position: last.end, line: last.lastLine, fresh: taken.summary.fresh, tell }
      const known = heard.length - late.length - taken.summary.fresh
      await advance(tx, run.importId, run.processId, { ...step, known, refused: [...refused, ...late] })
    },
  })
  run.position = last.end
  if (tell) run.toldAt = now.getTime()
}

interface HeardLine {
  entry: Read
  message: HeardMessage
}

async function read(run: Running, entries: readonly Read[]): Promise<{ heard: HeardLine[]; refused: RefusedLine[] }> {
  const heard: HeardLine[] = []
  const refused: RefusedLine[] = []
  for (const entry of entries) {
    const outcome = toMessage(entry, run.reading)
    if ('message' in outcome) heard.push({ entry, message: outcome.message })
    else refused.push({ line: entry.line, raw: entry.raw, reason: outcome.wrong })
  }
  if (run.reading.plan.mapping.id) return { heard, refused }
  const entriesOf = heard.map(({ entry }) => entry)
  const ids = await idsOf(run.core.db, run.importId, entriesOf)
  for (const [at, line] of heard.entries()) line.message.externalId = ids[at] ?? ''
  return { heard, refused }
}

/** What intake itself would not take, by its line. */
const refusedLate = ({ refused }: Taken, heard: readonly HeardLine[]): RefusedLine[] =>
  refused.flatMap(({ externalId, reason }) =>
    heard
      .filter(({ message }) => message.externalId === externalId)
      .slice(0, 1)
      .map(({ entry }) => ({ line: entry.line, raw: entry.raw, reason })),
  )
