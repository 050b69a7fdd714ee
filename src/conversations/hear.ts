import { sql } from 'kysely'
import { texts, uuids } from '../core/arrays.ts'
import type { Tx } from '../core/database.ts'
import { recordAll } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { begin } from './begin.ts'
import { deleteMessages } from './delete-messages.ts'
import { editMessages } from './edit-messages.ts'
import type { HeardText, Understood } from './heard-text.ts'
import { holdWhereHeard } from './hold-later.ts'
import { insertMessages, type NewMessage } from './insert-messages.ts'
import { readTogether } from './read-together.ts'
import { owe } from './readings-due.ts'
import { settleAll } from './rearrange/settle-all.ts'
import { columnsOfSpot, findPlaces, followLate, type Spot, type SpotRow, spotOf } from './rearrange/spot.ts'
import { tie } from './rearrange/tie.ts'
import { asStored, modelOf, type StoredReading } from './stored-reading.ts'
import { suggestTopics } from './suggest-topics.ts'
import { asksAfter } from './survey/asks-after.ts'
import { tellSpoken } from './tell-spoken.ts'
import { references, type Thread, weave } from './threads.ts'
import { touch } from './touch.ts'

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
  const { known, spots, gone } = await lookUp(tx, channel.id, messages, heard.deletions)
  const fresh = messages.filter(({ externalId }) => !known.has(externalId))
  const { placed, threads, begun } = await place(tx, channel, fresh, spots, known)
  const read = await understood
  const readings = read ? await storedOf(tx, fresh, { placed, identityIds, spots }, read) : new Map()
  const asking = await asksAfter(tx, channel, fresh)
  const rows = fresh.map((message) => newMessage(message, channel, placed, { identityIds, gone, readings, asking }))
  await begin(tx, channel, begun, rows)
  await keepPlaces(tx, channel.id, threads, placed, spots)
  await insertMessages(tx, channel.id, rows)
  const moved = await followLate(tx, rows, spots)
  const edited = await editMessages(tx, messages, known, readings)
  const deleted = await deleteMessages(tx, channel.id, heard.deletions, known, rows)
  const { late, bystanders } = await touch(tx, channel, rows, [...deleted, ...edited], begun)
  if (moved.length > 0) await settleAll(tx, moved, new Date())
  const unread = rows.filter(isUnread)
  await owe(tx, unread)
  await suggestTopics(tx, topicsFor(rows, read))
  await tellHeard(tx, channel.id, rows, late)
  await tellSpoken(tx, rows, bystanders)
  await holdWhereHeard(tx, rows, bystanders)
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
  placed: ReadonlyMap<string, Spot>
  identityIds: ReadonlyMap<string, string>
  spots: ReadonlyMap<string, Spot>
}

/** As they are kept, by external ids: what is new is read with what its author said before. */
async function storedOf(
  tx: Tx,
  fresh: readonly HeardText[],
  { placed, identityIds, spots }: Places,
  { readings, version }: Understood,
): Promise<Map<string, StoredReading>> {
  const alone = fresh.flatMap((message) => {
    const conversationId = placed.get(message.externalId)?.conversationId
    const identityId = identityIds.get(message.author.externalId)
    const reading = readings.get(message.externalId)
    return conversationId && identityId && reading ? [{ message, conversationId, identityId, reading }] : []
  })
  const known = new Set([...spots.values()].map((spot) => spot.conversationId))
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
  const wanted = new Set(deletions)
  for (const message of messages) for (const id of [message.externalId, ...references(message)]) wanted.add(id)
  const ids = sql`${texts([...wanted])}::text[]`
  // One statement: each is a way to the database and back.
  const { rows } = await sql<Known & SpotRow & { is: 'known' | 'awaited' | 'gone' }>`
    select 'known' as is, id, external_id, conversation_id, edited_at, deleted_at, moderation, counts, concerns_us, home_id,
      thread_id, false as "isAwaited" from messages where channel_id = ${channelId} and external_id = any(${ids})
    union all select 'awaited', null, external_id, conversation_id, null, null, null, null, null, home_id,
      thread_id, true from awaited_messages where channel_id = ${channelId} and external_id = any(${ids})
    union all select 'gone', null, external_id, null, null, null, null, null, null, null, null, false
    from message_tombstones where channel_id = ${channelId} and external_id = any(${ids})`.execute(tx)
  const those = Map.groupBy(rows, (row) => row.is)
  const [known = [], awaited = [], gone = []] = [those.get('known'), those.get('awaited'), those.get('gone')]
  return {
    known: new Map<string, Known>(known.map((row) => [row.external_id, row])),
    spots: new Map([...known, ...awaited].map((row) => [row.external_id, spotOf(row)])),
    /** Deleted before they were heard. */
    gone: new Set(gone.map((row) => row.external_id)),
  }
}

interface Placed {
  placed: ReadonlyMap<string, Spot>
  threads: readonly Thread[]
  /** Conversations that begin here. */
  begun: ReadonlySet<string>
}

/** Gives each thread its conversation: a new one, or of those that turn out to be one, that which they are united in. */
async function place(
  tx: Tx,
  channel: HearingChannel,
  fresh: readonly HeardText[],
  spots: Map<string, Spot>,
  known: ReadonlyMap<string, Known>,
): Promise<Placed> {
  const threads = weave(fresh, new Map([...spots].map(([id, spot]) => [id, spot.threadId])))
  const begun = new Set<string>()
  const threadOf = new Map<string, string>()
  for (const thread of threads) {
    const [first, ...others] = thread.threadIds
    const threadId = others.length > 0 ? await tie(tx, thread.threadIds, spots, known, channel) : (first ?? newId())
    if (!first) begun.add(threadId)
    for (const id of [...thread.members, ...thread.named]) threadOf.set(id, threadId)
  }
  return { placed: await findPlaces(tx, fresh, threadOf, spots), threads, begun }
}

/** Keeps places for what is named and unheard, and gives up those of what is heard now. */
async function keepPlaces(
  tx: Tx,
  channelId: string,
  threads: readonly Thread[],
  placed: ReadonlyMap<string, Spot>,
  spots: ReadonlyMap<string, Spot>,
): Promise<void> {
  const named = threads.flatMap((thread) => thread.named).filter((id) => !spots.has(id))
  const columns = named.map((id) => columnsOfSpot(placed.get(id)))
  if (named.length > 0)
    await sql`insert into awaited_messages (channel_id, external_id, conversation_id, home_id, thread_id)
      select ${channelId}, given.external_id, given.conversation_id, given.home_id, given.thread_id
      from unnest(${texts(named)}::text[], ${uuids(columns.map((it) => it.conversationId))}::uuid[],
        ${uuids(columns.map((it) => it.homeId))}::uuid[], ${uuids(columns.map((it) => it.threadId))}::uuid[])
        as given (external_id, conversation_id, home_id, thread_id)
      on conflict do nothing`.execute(tx)
  const heard = threads.flatMap((thread) => thread.members).filter((id) => spots.get(id)?.isAwaited)
  if (heard.length > 0)
    await sql`delete from awaited_messages
      where channel_id = ${channelId} and external_id = any(${texts(heard)}::text[])`.execute(tx)
}

interface About {
  identityIds: ReadonlyMap<string, string>
  gone: ReadonlySet<string>
  readings: ReadonlyMap<string, StoredReading>
  asking: ReadonlySet<string>
}

function newMessage(
  message: HeardText,
  channel: HearingChannel,
  placed: ReadonlyMap<string, Spot>,
  { identityIds, gone, readings, asking }: About,
): NewMessage {
  const { externalId } = message
  const spot = placed.get(externalId)
  const identityId = identityIds.get(message.author.externalId)
  if (!spot || !identityId) throw new Error('A heard message has no conversation or no author.')
  const isOurs = channel.ourIds.has(message.author.externalId)
  const reading = (!isOurs && readings.get(externalId)) || null
  const more = { identityId, isOurs, deleted: gone.has(externalId), reading, asksAfter: asking.has(externalId) }
  return { ...message, id: newId(), ...columnsOfSpot(spot), ...more }
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
