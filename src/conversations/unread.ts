import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { recordAll } from '../core/events.ts'
import type { Judgement, Reading } from '../reading/index.ts'
import { awaitAssignment } from './assignment/await.ts'
import { settleClocks } from './service-levels/settle.ts'
import { storeReadings } from './store-readings.ts'
import { asStored } from './stored-reading.ts'
import { suggestTopics } from './suggest-topics.ts'
import { recomputeReadings } from './sum-readings.ts'

/** A message that is to be read: what its reader is given, and where it stands. */
export interface Unread {
  id: string
  conversationId: string
  channelId: string
  subject: string | null
  text: string
  language: string | null
  /** How often reading it failed. */
  tries: number
}

/** Those that were left for later, the ones that never failed first. Those that need no reading are forgotten. */
export async function findDue(db: Db, limit: number): Promise<Unread[]> {
  await sql`delete from readings_due d using messages m
    where m.id = d.message_id and (m.is_ours or m.deleted_at is not null)`.execute(db)
  return readUnread(
    db,
    sql`d.tries as tries from readings_due d join messages m on m.id = d.message_id order by d.tries, m.id limit ${limit}`,
  )
}

/** Messages as they are to be read, whether or not they were. Our own and deleted ones are left out. */
export const findToRead = (db: Db | Tx, ids: readonly string[]): Promise<Unread[]> =>
  readUnread(
    db,
    sql`0 as tries from messages m where m.id = any(${[...ids]}::uuid[]) and not m.is_ours and m.deleted_at is null`,
  )

async function readUnread(db: Db | Tx, rest: RawBuilder<unknown>): Promise<Unread[]> {
  const { rows } = await sql<Unread>`
    select m.id, m.conversation_id as "conversationId", m.channel_id as "channelId", m.subject, m.text, m.language, ${rest}`.execute(
    db,
  )
  return rows
}

/** A message with what was understood of it. */
export interface Read {
  message: Unread
  reading: Reading
  topics: readonly Judgement<string>[]
}

/** Keeps readings that were made after their messages were stored; with `tell`, pages that show them are told. */
export async function keepReadings(
  tx: Tx,
  model: number,
  read: readonly Read[],
  { tell }: { tell: boolean },
): Promise<void> {
  const ids = read.map(({ message }) => message.id)
  await storeReadings(
    tx,
    read.map(({ message, reading }) => ({ id: message.id, reading: asStored(reading, model) })),
  )
  await suggestTopics(
    tx,
    read.map(({ message, topics }) => ({ id: message.id, topics })),
  )
  await sql`delete from readings_due where message_id = any(${ids}::uuid[])`.execute(tx)
  const places = await placesNow(tx, ids)
  const conversationIds = [...new Set(places.values())]
  await recomputeReadings(tx, conversationIds)
  await settleClocks(tx, conversationIds)
  await awaitAssignment(tx, conversationIds, { heard: true })
  if (!tell) return
  await recordAll(
    tx,
    read.map(({ message }) => ({
      kind: 'message.understood',
      message: { id: message.id },
      conversation: { id: places.get(message.id) ?? message.conversationId },
    })),
  )
}

/** Somebody may have put them elsewhere while they were read. */
async function placesNow(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; place: string }>`
    select id, conversation_id as place from messages where id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.place]))
}

/** So often is a message tried that its reader fails with. */
const mostTries = 3

/** Remembers that reading failed. After some tries a message is called unreadable, until there is another reader. */
export async function noteUnread(tx: Tx, model: number, failed: readonly Unread[]): Promise<void> {
  const ids = failed.map(({ id }) => id)
  await sql`update readings_due set tries = tries + 1 where message_id = any(${ids}::uuid[])`.execute(tx)
  const { rows } = await sql<{ id: string }>`delete from readings_due
    where message_id = any(${ids}::uuid[]) and tries >= ${sql.lit(mostTries)} returning message_id as id`.execute(tx)
  await storeReadings(
    tx,
    rows.map(({ id }) => ({ id, reading: unreadable(model) })),
  )
}

const unreadable = (model: number) => ({
  model,
  depth: 0,
  mood: 0,
  score: 0,
  intents: 0,
  urgency: 1,
  abuse: 0,
  language: 'und',
  certainty: Buffer.alloc(12),
})
