import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { bytes, ints, smallints, texts } from '../core/arrays.ts'
import { abuses, depths, type Intent, intents, type Reading, sentiments, urgencies } from '../reading/index.ts'

/** A row of `message_readings`, without what people said of it. */
export interface StoredReading {
  model: number
  depth: number
  mood: number
  score: number
  intents: number
  urgency: number
  abuse: number
  language: string
  /** A byte for each probability, in 200ths. */
  certainty: Buffer
}

/**
 * Which reader, as a number that fits a narrow row. Never 0: that is "to be read again". What people taught it (after the
 * `+`) makes it no other reader: else one correction would have everything read again.
 */
export const modelOf = (version: string): number =>
  createHash('sha256')
    .update(version.split('+')[0] ?? version)
    .digest()
    .readInt32LE(0) || 1

/** As the database keeps it. */
export function asStored(reading: Reading, model: number): StoredReading {
  const { language, depth, sentiment, urgency, abuse } = reading
  return {
    model,
    depth: 1 + depths.toReversed().indexOf(depth),
    mood: sentiments.indexOf(sentiment.value) - 1,
    score: Math.round(sentiment.score * 100),
    intents: maskOf(reading.intents.map(({ value }) => value)),
    urgency: urgency.value,
    abuse: abuses.indexOf(abuse.value),
    language: /^[a-z]{2,3}$/.test(language.value) ? language.value : 'und',
    certainty: certaintyOf(reading),
  }
}

/** Each intent is a bit, in the order of their list. */
export const maskOf = (held: readonly Intent[]): number =>
  held.reduce((mask, intent) => mask | (1 << intents.indexOf(intent)), 0)

export const intentsIn = (mask: number): Intent[] => intents.filter((_, bit) => (mask & (1 << bit)) !== 0)

const steps = 200

function certaintyOf({ language, sentiment, urgency, abuse, intents: held }: Reading): Buffer {
  const ps = [language.p, sentiment.p, urgency.p, abuse.p]
  const ofIntents = intents.map((intent) => held.find(({ value }) => value === intent)?.p ?? 0)
  return Buffer.from([...ps, ...ofIntents].map((p) => Math.round(p * steps)))
}

/** How sure the reader was, 0 to 1, of each thing. */
export interface Certainty {
  language: number
  mood: number
  urgency: number
  abuse: number
  intents: ReadonlyMap<Intent, number>
}

export function certaintyIn(bytes: Buffer): Certainty {
  const at = (index: number): number => (bytes[index] ?? 0) / steps
  return {
    language: at(0),
    mood: at(1),
    urgency: at(2),
    abuse: at(3),
    intents: new Map(intents.map((intent, bit) => [intent, at(4 + bit)])),
  }
}

/** What of a row is needed to have the reading again. */
export type ReadingRow = Omit<StoredReading, 'model'>

/** A reading as it was before it was kept. */
export function asReadingAgain(row: ReadingRow): Reading {
  const p = certaintyIn(row.certainty)
  const held = intentsIn(row.intents).map((value) => ({ value, p: p.intents.get(value) ?? 0 }))
  return {
    language: { value: row.language, p: p.language },
    depth: depths.toReversed()[row.depth - 1] ?? 'language',
    sentiment: { value: sentiments[row.mood + 1] ?? 'neutral', p: p.mood, score: row.score / 100 },
    intents: held.sort((a, b) => b.p - a.p),
    urgency: { value: urgencies[row.urgency] ?? 1, p: p.urgency },
    abuse: { value: abuses[row.abuse] ?? 'none', p: p.abuse },
  }
}

/** The names of its columns, in the order in which `columnsOf` gives them. */
export const readingColumns = sql.raw('model, depth, mood, score, intents, urgency, abuse, language, certainty')

/** Columns for `unnest`; a null where there is no reading. */
export function columnsOf(rows: readonly (StoredReading | null)[]): RawBuilder<unknown> {
  const column = <K extends keyof StoredReading>(key: K) => rows.map((row) => row?.[key] ?? null)
  return sql`${ints(column('model'))}::int[], ${smallints(column('depth'))}::smallint[], ${smallints(column('mood'))}::smallint[],
    ${smallints(column('score'))}::smallint[], ${smallints(column('intents'))}::smallint[], ${smallints(column('urgency'))}::smallint[],
    ${smallints(column('abuse'))}::smallint[], ${texts(column('language'))}::text[], ${bytes(column('certainty'))}::bytea[]`
}
