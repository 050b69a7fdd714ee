import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { recordAll } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { deleteMessages, tombstones } from './delete-messages.ts'
import { editMessages } from './edit-messages.ts'
import type { HeardText, Understood } from './heard-text.ts'
import { insertMessages, type NewMessage } from './insert-messages.ts'
import { readTogether } from './read-together.ts'
import { owe } from './readings-due.ts'
import { asStored, modelOf, type StoredReading } from './stored-reading.ts'
import { suggestTopics } from './suggest-topics.ts'
import { references, type Thread, weave } from './threads.ts'
import { touch } from './touch.ts'
import { unite } from './unite.ts'

/** The window something was heard at. The caller holds its hearing row locked. */
export interface HearingChannel {
  id: string
  /** External ids of identities that are us. */
  ourIds: ReadonlySet<string>
  /** Whether we can answer there: else nothing waits for an answer. */
  canAnswer: boolean
}

export interface HeardSummary {
  fresh: number
  edited: number
  deleted: number
  /** How many of the fresh ones are still to be read. */
  unread: number
  conversationIds: string[]
  /** External ids of what each of these was. */
  which: { fresh: readonly string[]; edited: readonly string[]; deleted: readonly string[] }
}

export interface Known {
  id: string
  external_id: string
  conversation_id: string
  edited_at: Date | null
  deleted_at: Date | null
  moderation: string | null
  counts: unknown
  concerns_us: boolean
}

/**
 * Stores what was heard at one channel: new messages join their threads, edits keep revisions, deletions leave a marker.
 * A message that is already here changes nothing. `identityIds` are by the authors' external ids. What is `understood` is
 * waited for as late as can be: it is read while the database looks up what is known.
 */
export async function hear(
  tx: Tx,
  channel: HearingChannel,
  heard: { messages: readonly HeardText[]; deletions: readonly string[] },
  identityIds: ReadonlyMap<string, string>,
  understood: Promise<Understood | undefined> = Promise.resolve(undefined),
): Promise<HeardSummary> {
  const messages = latestOfEach(heard.messages)
  const { known, holder } = await lookUp(tx, channel.id, messages, heard.deletions)
  const gone = await tombstones(tx, channel.id, messages)
  const fresh = messages.filter(({ externalId }) => !known.has(externalId))
  const placed = await place(tx, channel, weave(fresh, holder), known)
  const read = await understood
  const readings = read ? await storedOf(tx, fresh, { placed, identityIds, holder }, read) : new Map()
  const rows = fresh.map((message) => newMessage(message, channel, placed, { identityIds, gone, readings }))
  await insertMessages(tx, channel.id, rows)
  const edited = await editMessages(tx, messages, known, readings)
  const deleted = await deleteMessages(tx, channel.id, heard.deletions, known, rows)
  const late = await touch(tx, channel, rows, [...deleted, ...edited])
  const unread = rows.filter(isUnread)
  await owe(tx, unread)
  await suggestTopics(tx, topicsFor(rows, read))
  await tellHeard(tx, channel.id, rows, late)
  const touched = [...rows, ...edited, ...deleted].map((row) => row.conversationId)
  return {
    fresh: rows.length,
    edited: edited.length,
    deleted: deleted.length,
    unread: unread.length,
    conversationIds: [...new Set(touched)],
    which: { fresh: idsOf(rows), edited: idsOf(edited), deleted: idsOf(deleted) },
  }
}

const isUnread = (row: NewMessage): boolean => !row.isOurs && !row.deleted && row.reading === null

interface Places {
  placed: ReadonlyMap<string, string>
  identityIds: ReadonlyMap<string, string>
  holder: ReadonlyMap<string, string>
}

/** As they are kept, by external ids: what is new is read with what its author said before. */
async function storedOf(
  tx: Tx,
  fresh: readonly HeardText[],
  { placed, identityIds, holder }: Places,
  { readings, version }: Understood,
): Promise<Map<string, StoredReading>> {
  const alone = fresh.flatMap((message) => {
    const [conversationId, identityId] = [placed.get(message.externalId), identityIds.get(message.author.externalId)]
    const reading = readings.get(message.externalId)
    return conversationId && identityId && reading ? [{ message, conversationId, identityId, reading }] : []
  })
  const known = new Set(holder.values())
  const together = await readTogether(tx, alone, (conversationId) => known.has(conversationId))
  const model = modelOf(version)
  return new Map([...readings, ...together].map(([id, reading]) => [id, asStored(reading, model)]))
}

const topicsFor = (rows: readonly NewMessage[], read: Understood | undefined) =>
  rows.flatMap(({ id, externalId, reading }) => (reading ? [{ id, topics: read?.topics.get(externalId) ?? [] }] : []))

const idsOf = (rows: readonly { externalId: string }[]): string[] => rows.map(({ externalId }) => externalId)

// A page may say the same message twice, before and after an edit: the later edit stands.
function latestOfEach(messages: readonly HeardText[]): HeardText[] {
  const latest = new Map<string, HeardText>()
  for (const message of messages) {
    const other = latest.get(message.externalId)
    if (!other || (message.editedAt?.getTime() ?? 0) >= (other.editedAt?.getTime() ?? 0))
      latest.set(message.externalId, message)
  }
  return [...latest.values()]
}

async function lookUp(tx: Tx, channelId: string, messages: readonly HeardText[], deletions: readonly string[]) {
  const ids = new Set(deletions)
  for (const message of messages) for (const id of [message.externalId, ...references(message)]) ids.add(id)
  const wanted = [...ids]
  const rows = await tx
    .selectFrom('messages')
    .select(['id', 'external_id', 'conversation_id', 'edited_at', 'deleted_at', 'moderation', 'counts', 'concerns_us'])
    .where('channel_id', '=', channelId)
    .where(sql<boolean>`external_id = any(${wanted})`)
    .execute()
  const awaited = await tx
    .selectFrom('awaited_messages')
    .select(['external_id', 'conversation_id'])
    .where('channel_id', '=', channelId)
    .where(sql<boolean>`external_id = any(${wanted})`)
    .execute()
  const known = new Map<string, Known>(rows.map((row) => [row.external_id, row]))
  const holder = new Map([...rows, ...awaited].map((row) => [row.external_id, row.conversation_id]))
  return { known, holder }
}

/** Gives each thread its conversation, makes or unites them, and keeps places for what is named and unheard. */
async function place(
  tx: Tx,
  channel: HearingChannel,
  threads: Thread[],
  known: ReadonlyMap<string, Known>,
): Promise<Map<string, string>> {
  const conversationOf = new Map<string, string>()
  const created: string[] = []
  for (const thread of threads) {
    const [first, ...others] = thread.conversationIds
    const conversationId = first ?? newId()
    if (!first) created.push(conversationId)
    if (others.length > 0) await unite(tx, conversationId, others, channel.canAnswer)
    // What was looked up before is elsewhere now; an edit or a deletion in this batch must find it there.
    for (const row of known.values()) if (others.includes(row.conversation_id)) row.conversation_id = conversationId
    for (const id of [...thread.members, ...thread.named]) conversationOf.set(id, conversationId)
  }
  if (created.length > 0)
    await sql`insert into conversations (id, channel_id, last_at)
      select id, ${channel.id}, '-infinity' from unnest(${created}::uuid[]) as id`.execute(tx)
  await keepPlaces(tx, channel.id, threads, conversationOf)
  return conversationOf
}

async function keepPlaces(
  tx: Tx,
  channelId: string,
  threads: Thread[],
  conversationOf: Map<string, string>,
): Promise<void> {
  const members = threads.flatMap((thread) => thread.members)
  const named = threads.flatMap((thread) => thread.named)
  if (named.length > 0)
    await sql`insert into awaited_messages (channel_id, external_id, conversation_id)
      select ${channelId}, given.external_id, given.conversation_id
      from unnest(${named}::text[], ${named.map((id) => conversationOf.get(id))}::uuid[]) as given (external_id, conversation_id)
      where not exists (select from messages m where m.channel_id = ${channelId} and m.external_id = given.external_id)
      on conflict do nothing`.execute(tx)
  if (members.length > 0)
    await sql`delete from awaited_messages where channel_id = ${channelId} and external_id = any(${members}::text[])`.execute(
      tx,
    )
}

interface About {
  identityIds: ReadonlyMap<string, string>
  gone: ReadonlySet<string>
  readings: ReadonlyMap<string, StoredReading>
}

function newMessage(
  message: HeardText,
  channel: HearingChannel,
  placed: ReadonlyMap<string, string>,
  { identityIds, gone, readings }: About,
): NewMessage {
  const { externalId } = message
  const conversationId = placed.get(externalId)
  const identityId = identityIds.get(message.author.externalId)
  if (!conversationId || !identityId) throw new Error('A heard message has no conversation or no author.')
  const isOurs = channel.ourIds.has(message.author.externalId)
  const reading = (!isOurs && readings.get(externalId)) || null
  return { ...message, id: newId(), conversationId, identityId, isOurs, deleted: gone.has(externalId), reading }
}

/** One event for each conversation that gained messages, with their ids. */
async function tellHeard(tx: Tx, channelId: string, rows: NewMessage[], late: ReadonlySet<string>): Promise<void> {
  const byConversation = new Map<string, string[]>()
  for (const { conversationId, id } of rows)
    byConversation.set(conversationId, [...(byConversation.get(conversationId) ?? []), id])
  await recordAll(
    tx,
    [...byConversation].map(([id, messages]) => ({
      kind: 'message.heard',
      conversation: { id },
      channel: { id: channelId },
      data: { count: messages.length, messages: messages.slice(-50), ...(late.has(id) ? { late: true } : {}) },
    })),
  )
}
