import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { columnsOf, readingColumns, type StoredReading } from './stored-reading.ts'

/** The bit in `corrected` of each thing that a person can decide. */
export const correctedBits = { language: 1, mood: 2, intents: 4, urgency: 8, abuse: 16 } as const

/** Keeps what was read of messages that are here, instead of what was read before. What a person decided stands. */
export async function storeReadings(tx: Tx, read: readonly { id: string; reading: StoredReading }[]): Promise<void> {
  if (read.length === 0) return
  const kept = (bit: number, column: string) =>
    sql`${sql.ref(column)} = case when old.corrected & ${sql.lit(bit)} <> 0 then old.${sql.ref(column)} else excluded.${sql.ref(column)} end`
  await sql`insert into message_readings as old (message_id, ${readingColumns})
    select given.* from unnest(${read.map(({ id }) => id)}::uuid[], ${columnsOf(read.map(({ reading }) => reading))})
      as given (id, ${readingColumns})
    join messages m on m.id = given.id and m.deleted_at is null
    on conflict (message_id) do update set model = excluded.model, depth = excluded.depth, certainty = excluded.certainty,
      ${kept(correctedBits.language, 'language')}, ${kept(correctedBits.mood, 'mood')}, ${kept(correctedBits.mood, 'score')},
      ${kept(correctedBits.intents, 'intents')}, ${kept(correctedBits.urgency, 'urgency')}, ${kept(correctedBits.abuse, 'abuse')}`.execute(
    tx,
  )
}
