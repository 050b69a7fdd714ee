import { sql } from 'kysely'
import { times, uuids } from '../core/arrays.ts'
import type { Tx } from '../core/database.ts'
import { inContext, type Reading } from '../reading/index.ts'
import type { HeardText } from './heard-text.ts'
import { asReadingAgain, type ReadingRow } from './stored-reading.ts'

/** Of what somebody said before, so many of the last tell how to read what they say now. */
const few = 3

/** A message of a batch: where it stands, who said it, how it reads by itself. */
export interface Alone {
  message: HeardText
  conversationId: string
  identityId: string
  reading: Reading
}

/**
 * Reads messages with what the same person said before them in the conversation: *still the same* after a complaint is one.
 * One query, and none for threads that begin here. By the messages' external ids.
 */
export async function readTogether(
  tx: Tx,
  alone: readonly Alone[],
  isKnown: (conversationId: string) => boolean,
): Promise<Map<string, Reading>> {
  const earlier = await earlierOf(
    tx,
    alone.filter(({ conversationId }) => isKnown(conversationId)),
  )
  const together = new Map<string, Reading>()
  for (const one of alone.toSorted((a, b) => a.message.saidAt.getTime() - b.message.saidAt.getTime())) {
    const key = `${one.conversationId} ${one.identityId}`
    const before = earlier.get(key) ?? []
    const said = before.filter(({ at }) => at <= one.message.saidAt).map(({ reading }) => reading)
    const reading = said.length > 0 ? inContext(one.reading, said.slice(-few)) : one.reading
    together.set(one.message.externalId, reading)
    earlier.set(key, [...before, { at: one.message.saidAt, reading }])
  }
  return together
}

type Said = { at: Date; reading: Reading }

async function earlierOf(tx: Tx, alone: readonly Alone[]): Promise<Map<string, Said[]>> {
  if (alone.length === 0) return new Map()
  const { rows } = await sql<ReadingRow & { conversation_id: string; identity_id: string; said_at: Date }>`
    select * from (
      select g.conversation_id, g.identity_id, l.* from (
        select conversation_id, identity_id, max(said_at) as until from unnest(${uuids(alone.map((one) => one.conversationId))}::uuid[],
          ${uuids(alone.map((one) => one.identityId))}::uuid[], ${times(alone.map((one) => one.message.saidAt))}::timestamptz[])
          as given (conversation_id, identity_id, said_at) group by 1, 2) as g
      cross join lateral (
        select m.id, m.said_at, r.depth, r.language, r.mood, r.score, r.intents, r.urgency, r.abuse, r.certainty
        from messages m join message_readings r on r.message_id = m.id
        where m.conversation_id = g.conversation_id and m.identity_id = g.identity_id and m.said_at <= g.until
        order by m.said_at desc, m.id desc limit ${sql.lit(few)}) as l) as latest order by said_at, id`.execute(tx)
  const said = rows.map((row) => ({ row, said: { at: row.said_at, reading: asReadingAgain(row) } }))
  const byWhom = Map.groupBy(said, ({ row }) => `${row.conversation_id} ${row.identity_id}`)
  return new Map([...byWhom].map(([key, all]) => [key, all.map((one) => one.said)]))
}
