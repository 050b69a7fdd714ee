import { sql } from 'kysely'
import type { Connectors } from '../../connectors/index.ts'
import type { Tx } from '../../core/database.ts'
import { notFound, Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import { moveAttachments } from '../attachments/take.ts'
import { settleState } from '../settle-state.ts'
import { countSaidToUs, moveDrafts } from '../unite.ts'
import { moveDrafted } from './follow-messages.ts'
import { give, giveAssignment, openWith } from './give-state.ts'
import { type HeldConversation, hold, mostMessages } from './hold.ts'
import type { Kept } from './kept.ts'
import { muteAmong, type Rearranged } from './merge.ts'
import { placeAgain, type Threadmate, threadOf } from './place-again.ts'
import { aboveOf, type Cut } from './places.ts'
import { settleAll } from './settle-all.ts'
import type { Scope } from './tables.ts'

/** Which message, and what goes with it. */
export interface Taken {
  messageId: string
  scope: Scope
}

/**
 * A message, and what hangs under it or everything said from it on, becomes a conversation of its own; what comes later
 * under it, too. It is with whoever has this one, with the same tags and followers. Refuses (422) when nothing would be left.
 */
export async function split(
  tx: Tx,
  connectors: Connectors,
  { messageId, scope }: Taken,
  by: { id: string },
  now = new Date(),
): Promise<Rearranged> {
  const { from, message } = await begin(tx, messageId)
  const made = newId()
  await sql`insert into conversations (id, channel_id, subject, last_at)
    select ${made}, channel_id, subject, said_at from messages where id = ${message.id}`.execute(tx)
  const mute = (await muteAmong(tx, connectors, [from])).flatMap((id) => [id, made])
  const done = { id: newId(), fromId: from.id, toId: made }
  await cut(tx, { ...done, kind: 'split', message, scope, kept: { mute } }, by)
  await give(tx, 'conversation_tags', 'tag_id', ['tagged_by', 'tagged_at'], from.id, made)
  await give(tx, 'conversation_followers', 'user_id', ['added_by', 'followed_at'], from.id, made)
  await giveAssignment(tx, from.id, made)
  await staySpam(tx, from.id, made)
  await stayUnresolved(tx, from.id, made)
  // Who has read it there has read it.
  await sql`insert into conversation_reads (user_id, conversation_id, read_at, heard_late)
    select user_id, ${made}, read_at, 0 from conversation_reads where conversation_id = ${from.id}`.execute(tx)
  const data = { rearrangement: done.id, message: message.id }
  await record(tx, 'conversation.split', { conversation: from, by, data: { ...data, other: made } })
  await record(tx, 'conversation.split-from', { conversation: { id: made }, by, data: { ...data, other: from.id } })
  await settleAll(tx, [from.id, made], now)
  return done
}

/** A part of spam is spam. */
async function staySpam(tx: Tx, from: string, made: string): Promise<void> {
  await sql`insert into conversation_spam (conversation_id, marked_by, marked_at)
    select ${made}, marked_by, marked_at from conversation_spam where conversation_id = ${from}`.execute(tx)
  await settleState(tx, made)
}

/** What nobody closed is to be resolved in its part too, since it was said there: also where it is their turn now. */
async function stayUnresolved(tx: Tx, from: string, made: string): Promise<void> {
  await sql`insert into service_clocks
      (conversation_id, kind, level_id, target, target_ms, asked_at, running_since, spent_ms)
    select ${made}, k.kind, k.level_id, k.target, k.target_ms, m.since, m.since, 0 from service_clocks k
    cross join lateral (select min(said_at) as since from messages where conversation_id = ${made}
      and not is_ours and concerns_us and deleted_at is null and said_at >= k.asked_at) as m
    where k.conversation_id = ${from} and k.kind = 'resolution' and m.since is not null`.execute(tx)
}

/** The same to a conversation that is there. Refuses (422) the one it stands in, and taking the last message out of one. */
export async function move(
  tx: Tx,
  connectors: Connectors,
  { messageId, scope, intoId }: Taken & { intoId: string },
  by: { id: string },
  now = new Date(),
): Promise<Rearranged> {
  const { from, message, into } = await begin(tx, messageId, intoId)
  if (!into || into.id === from.id) throw wrong('conversations.move-itself', 'other')
  const done = { id: newId(), fromId: from.id, toId: into.id }
  if ((from.state === 'spam') !== (into.state === 'spam')) throw wrong('conversations.merge-spam', 'other')
  const mute = await muteAmong(tx, connectors, [from])
  const before = await openWith(tx, from, into)
  const heard = await countSaidToUs(tx, [into.id])
  const opens = from.state === 'open' ? { opens: true } : {}
  await cut(tx, { ...done, kind: 'move', message, scope, kept: { mute, ...opens, ...(before ? { before } : {}) } }, by)
  await makeNews(tx, { id: done.id, intoId: into.id }, (await countSaidToUs(tx, [into.id])) - heard)
  const data = { rearrangement: done.id, message: message.id }
  await record(tx, 'conversation.moved-out', { conversation: from, by, data: { ...data, other: into.id } })
  await record(tx, 'conversation.moved-in', { conversation: into, by, data: { ...data, other: from.id } })
  await settleAll(tx, [from.id, into.id], now)
  return done
}

/** To whoever has read the one, what was said to us in what came is new. */
async function makeNews(tx: Tx, { id, intoId }: { id: string; intoId: string }, late: number): Promise<void> {
  await sql`update conversations set heard_late = heard_late + ${late} where id = ${intoId}`.execute(tx)
  await sql`update rearrangements set kept = kept || jsonb_build_object('late', ${late}::int) where id = ${id}`.execute(
    tx,
  )
}

interface Begun {
  from: HeldConversation
  into: HeldConversation | undefined
  message: Threadmate & { threadId: string }
}

async function begin(tx: Tx, messageId: string, intoId?: string): Promise<Begun> {
  const before = await readMessage(tx, messageId)
  const [from, into] = await hold(tx, [before.conversationId, ...(intoId ? [intoId] : [])])
  // Somebody may have put it elsewhere while it was waited for.
  const message = await readMessage(tx, messageId)
  if (!from || message.conversationId !== from.id) throw new Refusal(409, words('conversations.rearranged-meanwhile'))
  return { from, into, message }
}

async function readMessage(tx: Tx, id: string): Promise<Begun['message']> {
  const { rows } = await sql<Begun['message']>`
    select id, external_id as "externalId", parent_external_id as "parentExternalId", root_external_id as "rootExternalId",
      said_at as "saidAt", conversation_id as "conversationId", coalesce(home_id, conversation_id) as "homeId",
      coalesce(thread_id, home_id, conversation_id) as "threadId"
    from messages where id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound()
  return row
}

const wrong = (key: string, field: string): Refusal => new Refusal(422, words(key), { fields: { [field]: words(key) } })

interface Cutting extends Rearranged {
  kind: 'split' | 'move'
  message: Begun['message']
  scope: Scope
  kept: Kept
}

/** Writes where the threads are cut, and puts their messages there. */
async function cut(
  tx: Tx,
  { id, fromId, toId, kind, message, scope, kept }: Cutting,
  by: { id: string },
): Promise<void> {
  const cuts =
    scope === 'under' ? new Map([[message.threadId, [at(message, toId)]]]) : await cutsAfter(tx, message, toId)
  await tx
    .insertInto('rearrangements')
    .values({
      id,
      kind,
      from_id: fromId,
      to_id: toId,
      message_id: message.id,
      scope,
      done_by: by.id,
      done_at: sql`clock_timestamp()`,
      kept: JSON.stringify(kept),
    })
    .execute()
  const rows = [...cuts].flatMap(([threadId, some]) =>
    some.map((one) => ({
      rearrangement_id: id,
      thread_id: threadId,
      external_id: one.externalId,
      since: one.since,
      home_id: one.homeId,
    })),
  )
  for (let from = 0; from < rows.length; from += 5000)
    await tx
      .insertInto('thread_cuts')
      .values(rows.slice(from, from + 5000))
      .execute()
  await placeAgain(tx, [...cuts.keys()])
  await refuseExtremes(tx, fromId, toId)
  await takeDraftAlong(tx, fromId, toId)
}

const at = ({ externalId }: { externalId: string }, homeId: string): Cut => ({ externalId, since: null, homeId })

/**
 * Everything that was said from a message on in its conversation, of all threads that stand there. What hangs on the
 * beginning of a thread goes by when it is said, also what comes later; what hangs on a message, with that message.
 */
async function cutsAfter(tx: Tx, message: Begun['message'], homeId: string): Promise<Map<string, Cut[]>> {
  const { rows } = await sql<{ id: string }>`
    select distinct coalesce(thread_id, home_id, conversation_id) as id from messages
    where conversation_id = ${message.conversationId} and said_at >= ${message.saidAt}`.execute(tx)
  const all = new Map<string, Cut[]>()
  for (const { id } of rows) {
    const thread = await threadOf(tx, id)
    all.set(id, boundary(thread, message, homeId))
  }
  return all
}

function boundary(thread: readonly Threadmate[], from: Threadmate, homeId: string): Cut[] {
  const byId = new Map(thread.map((one) => [one.externalId, one]))
  const goes = (one: Threadmate | undefined) =>
    one !== undefined && one.conversationId === from.conversationId && one.saidAt >= from.saidAt
  const cuts = new Map<string, Cut>()
  for (const one of thread.filter(goes)) {
    const above = aboveOf(one)
    const heard = byId.get(above.find((id) => byId.has(id)) ?? '')
    // With what it hangs on, unless that went to another home by an older cut.
    if (goes(heard) && heard?.homeId === one.homeId) continue
    const root = heard ? (aboveOf(heard).length === 0 ? heard.externalId : undefined) : above.at(-1)
    if (root !== undefined && root !== one.externalId && !isPut(one, heard))
      cuts.set(root, { externalId: root, since: from.saidAt, homeId })
    else cuts.set(one.externalId, at(one, homeId))
  }
  return [...cuts.values()]
}

/** It stands elsewhere than what it hangs on: an older cut is its own. */
const isPut = (one: Threadmate, heard: Threadmate | undefined): boolean =>
  heard !== undefined && heard.homeId !== one.homeId

async function refuseExtremes(tx: Tx, fromId: string, toId: string): Promise<void> {
  const { rows } = await sql<{ id: string; count: number }>`
    select conversation_id as id, count(*)::int as count from messages
    where conversation_id in (${fromId}, ${toId}) group by 1`.execute(tx)
  const count = (id: string) => rows.find((row) => row.id === id)?.count ?? 0
  if (count(fromId) === 0) throw wrong('conversations.split-all', 'scope')
  if (count(toId) > mostMessages) throw new Refusal(422, words('conversations.rearrange-large', { max: mostMessages }))
}

/** What is being written goes with the message that it answers. */
async function takeDraftAlong(tx: Tx, fromId: string, toId: string): Promise<void> {
  const { rows } = await sql`
    select from drafts d join messages m on m.id = d.in_reply_to
    where d.conversation_id = ${fromId} and m.conversation_id = ${toId}`.execute(tx)
  if (rows.length > 0) await giveDraft(tx, fromId, toId)
}

export async function giveDraft(tx: Tx, fromId: string, toId: string): Promise<void> {
  await moveDrafts(tx, toId, [fromId])
  await moveAttachments(tx, toId, [fromId])
  await moveDrafted(tx, fromId, toId)
  await sql`delete from drafts where conversation_id = ${fromId}`.execute(tx)
}
