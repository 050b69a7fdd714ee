import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { prepared } from '../core/prepared.ts'
import {
  type Abuse,
  abuses,
  depths,
  type Intent,
  type Sentiment,
  sentiments,
  type Urgency,
  urgencies,
} from '../reading/index.ts'
import type { Who } from './conversation.ts'
import { type Certainty, certaintyIn, intentsIn } from './stored-reading.ts'

/** What of a reading a person can decide. */
export const decidable = ['language', 'mood', 'intents', 'urgency', 'abuse'] as const
export type Decidable = (typeof decidable)[number]

/** What is understood of a message now: by the machine, and by people where they said otherwise. */
export interface MessageReading {
  /** How far it could be read. */
  depth: (typeof depths)[number] | 'none'
  /** ISO 639-1, or `und`. */
  language: string
  mood: Sentiment
  /** −1 to 1. */
  score: number
  intents: Intent[]
  urgency: Urgency
  abuse: Abuse
  /** How sure the machine was, of what it said itself. */
  certainty: Certainty
  /** What people decided, and stands. */
  corrections: Correction[]
}

export interface Correction {
  what: Decidable
  /** What the machine had said, in words. */
  was: string
  becomes: string
  by: Who | null
  at: Date
}

/** By message, in two queries whatever their number. */
export async function readingsOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, MessageReading>> {
  if (ids.length === 0) return new Map()
  const { rows } = await prepared(
    db,
    sql<Row>`
    select message_id, depth, language, mood, score, intents, urgency, abuse, corrected, certainty
    from message_readings where message_id = any(${[...ids]}::uuid[])`,
  )
  const corrected = rows.filter((row) => row.corrected !== 0).map((row) => row.message_id)
  const corrections = await standing(db, corrected)
  return new Map(rows.map((row) => [row.message_id, asReading(row, corrections.get(row.message_id) ?? [])]))
}

interface Row {
  message_id: string
  depth: number
  language: string
  mood: number
  score: number
  intents: number
  urgency: number
  abuse: number
  corrected: number
  certainty: Buffer
}

const asReading = (row: Row, corrections: Correction[]): MessageReading => ({
  depth: depths.toReversed()[row.depth - 1] ?? 'none',
  language: row.language,
  mood: sentiments[row.mood + 1] ?? 'neutral',
  score: row.score / 100,
  intents: intentsIn(row.intents),
  urgency: urgencies[row.urgency] ?? 1,
  abuse: abuses[row.abuse] ?? 'none',
  certainty: certaintyIn(row.certainty),
  corrections,
})

async function standing(db: Db | Tx, ids: readonly string[]): Promise<Map<string, Correction[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await prepared(
    db,
    sql<{
      message_id: string
      what: Decidable
      was: string
      becomes: string
      by: string | null
      name: string | null
      at: Date
    }>`
    select k.message_id, k.what, k.was, k.becomes, k.by, u.name, k.at
    from reading_corrections k left join users u on u.id = k.by
    where k.message_id = any(${[...ids]}::uuid[]) and k.undone_at is null order by k.at`,
  )
  const all = rows.map(({ by, name, ...row }) => ({ ...row, by: by && name ? { id: by, name } : null }))
  return Map.groupBy(all, (row) => row.message_id)
}
