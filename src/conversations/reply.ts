import { type RawBuilder, sql } from 'kysely'
import { type Channel, findChannel } from '../channels/index.ts'
import type { Connector, Connectors, Speech, Visibility } from '../connectors/index.ts'
import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { cleanText } from '../lib/clean-text.ts'
import { newId } from '../lib/ids.ts'
import { isUndecided } from '../lib/merge-text.ts'
import { splitText } from '../lib/split-text.ts'
import { fits, measure, type TextLimit } from '../lib/text-limit.ts'
import { type Words, words } from '../lib/words.ts'
import { askWhereNeeded } from './approval/ask.ts'
import { takingOf } from './attachments/limits.ts'
import { type Chosen, takeAttachments } from './attachments/take.ts'
import { lockConversation } from './conversation.ts'
import { draftSaid, longestText } from './draft.ts'
import { holdWhereAnswered } from './hold-later.ts'
import { keepCard, type ReplyCard } from './link-preview/card.ts'
import { refuseUnread } from './presence/meanwhile.ts'
import { placeToAnswer } from './rearrange/place-to-answer.ts'
import { gapsIn } from './saved-replies/variables.ts'

export interface NewReply {
  /** Made with the form, so that a form sent twice is one reply. */
  id?: string | undefined
  text: string
  /** Default: what was said to us last. */
  inReplyTo?: string | undefined
  /** A text too long for one message may leave as several, numbered. */
  split?: boolean | undefined
  /** How far the conversation had come when its writer last saw it: an answer of ours after that is to be read first. */
  seen?: number | undefined
  /** The messages as their author cut them, instead. */
  parts?: readonly string[] | undefined
  /** Leaves only after the moment in which it can be taken back. */
  wait?: boolean | undefined
  /** Leaves only then. */
  leavesAt?: Date | undefined
  /** Which of the draft's attachments go with it; those that are not named stay with the draft. */
  attachments?: readonly Chosen[] | undefined
  /** What its link leads to, where the network shows what we send and nothing is attached. */
  card?: ReplyCard | undefined
  /** The conversation is closed once it is said. */
  closes?: boolean | undefined
}

export interface Decided {
  id: string
  conversationId: string
  channel: Channel
  /** Somebody else is to read it first: nothing has been decided yet. */
  isAsked?: boolean
}

const mostParts = 50
/** What waits can be taken back for so long. */
export const undoSeconds = 10

/**
 * Decides to say something: kept with its deliveries in this transaction, said by the outbox after it. Refuses, with
 * nothing kept or lost: nothing to say, nothing to answer, a window that cannot speak, a text too long for its network,
 * an answer of ours that its writer has not seen.
 */
export async function reply(
  tx: Tx,
  connectors: Connectors,
  conversationId: string,
  written: NewReply,
  by: { id: string },
): Promise<Decided> {
  const conversation = await lockConversation(tx, await placeToAnswer(tx, conversationId, written.inReplyTo))
  if (written.seen !== undefined && !(await isKnown(tx, written.id)))
    await refuseUnread(tx, conversation.id, written.seen, written.id)
  const target = await findTarget(tx, conversation.id, written.inReplyTo)
  // Where that was said: a conversation may stand on several networks.
  const channel = await findChannel(tx, target.channelId)
  const speech = speechOf(connectors.get(channel.network), channel)
  if (speech instanceof Refusal) throw speech
  const limit = speech.limit(channel.account)
  const network = connectors.get(channel.network)?.name ?? ''
  const parts = partsOf(written, { limit, network, nameEach: target.visibility === 'direct' })
  const decided = { id: written.id ?? newId(), conversationId: conversation.id, channel }
  const isNew = await store(tx, decided, {
    text: cleanText(written.text).trim() || parts.join('\n\n'),
    parts,
    target: target.id,
    leavesAt: written.leavesAt ?? (written.wait ? soon : undefined),
    by,
  })
  if (!isNew) return { ...decided, isAsked: await awaitsApproval(tx, decided.id) }
  await takeAttachments(tx, decided, written.attachments ?? [], takingOf(connectors, channel))
  if (written.card && !written.attachments?.length)
    await keepCard(tx, { id: decided.id, channel, parts }, connectors, written.card)
  await draftSaid(tx, conversation.id, written.parts ? parts.join('\n\n') : written.text, by)
  if (written.leavesAt) await tx.insertInto('reply_schedules').values(asScheduled(decided, by)).execute()
  if (await askWhereNeeded(tx, decided.id, { closes: written.closes })) return { ...decided, isAsked: true }
  if (!written.leavesAt) await holdWhereAnswered(tx, conversation.id)
  await record(tx, written.leavesAt ? 'reply.scheduled' : 'reply.decided', {
    conversation,
    channel,
    message: target,
    by,
    data: { reply: decided.id, parts: parts.length },
  })
  return decided
}

/** How a window speaks, or why it does not. */
export function speechOf(connector: Connector | undefined, channel: Channel): Speech | Refusal {
  const why = whyMute(connector, channel)
  if (why) return new Refusal(409, why)
  return connector?.speak ?? new Refusal(409, words('conversations.cannot-say', { channel: channel.name }))
}

/** Why nothing can be said at a window; undefined where it can. */
export function whyMute(connector: Connector | undefined, channel: Channel): Words | undefined {
  if (channel.removedAt) return words('conversations.window-down', { channel: channel.name })
  if (!connector?.speak) return words('conversations.cannot-say', { channel: channel.name })
  return channel.account.cannotSay
}

/** Sent twice: it was decided the first time, whatever was said since. */
async function isKnown(tx: Tx, id: string | undefined): Promise<boolean> {
  if (!id) return false
  return (await tx.selectFrom('replies').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

interface Place {
  limit: TextLimit
  network: string
  nameEach: boolean
}

/** The messages that a text becomes at its window. Refuses (422) what cannot be sent there, with why. */
export function partsOf(
  { text, parts, split }: Pick<NewReply, 'text' | 'parts' | 'split'>,
  { limit, network, nameEach }: Place,
): string[] {
  const whole = cleanText(text).trim()
  if (isUndecided([whole, ...(parts ?? [])].join())) throw wrong(words('conversations.reply-undecided'))
  const cut = parts?.map((part) => cleanText(part).trim()).filter((part) => part !== '') ?? []
  if (whole === '' && cut.length === 0) throw wrong(words('conversations.reply-empty'))
  if (whole.length > longestText) throw wrong(words('conversations.text-enormous', { max: longestText }))
  const gaps = gapsIn([whole, ...cut].join('\n'))
  if (gaps.length > 0) throw wrong(words('conversations.saved-gap', { gaps: gaps.join(', '), count: gaps.length }))
  if (cut.length === 0 && fits(whole, limit)) return [whole]
  if (cut.length === 0 && !split) throw wrong(tooLong(whole, limit, network))
  const ready = cut.length > 0 ? cut : splitText(whole, limit, { nameEach })
  const long = ready.find((part) => !fits(part, limit))
  if (long !== undefined) throw wrong(tooLong(long, limit, network))
  if (ready.length > mostParts)
    throw wrong(words('conversations.reply-many-parts', { count: ready.length, max: mostParts }))
  return ready
}

const wrong = (said: Words): Refusal => new Refusal(422, said, { fields: { text: said } })

const tooLong = (text: string, limit: TextLimit, network: string): Words =>
  words('conversations.reply-long', { count: measure(text, limit), max: limit.max, network })

interface Target {
  id: string
  visibility: Visibility
  channelId: string
}

async function findTarget(tx: Tx, conversationId: string, wanted: string | undefined): Promise<Target> {
  if (!wanted) return lastSaidToUs(tx, conversationId)
  const row = await tx
    .selectFrom('messages')
    .select(['id', 'visibility', 'channel_id as channelId', 'deleted_at'])
    .where('conversation_id', '=', conversationId)
    .where('id', '=', wanted)
    .executeTakeFirst()
  if (!row) throw new Refusal(422, words('conversations.target-elsewhere'))
  if (row.deleted_at) throw new Refusal(409, words('conversations.target-deleted'))
  return { id: row.id, visibility: row.visibility, channelId: row.channelId }
}

async function lastSaidToUs(tx: Tx, conversationId: string): Promise<Target> {
  const row = await tx
    .selectFrom('messages')
    .select(['id', 'visibility', 'channel_id as channelId'])
    .where('conversation_id', '=', conversationId)
    .where('deleted_at', 'is', null)
    .orderBy((it) => it.and([it('is_ours', '=', false), it('concerns_us', '=', true)]), 'desc')
    .orderBy('said_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!row) throw new Refusal(409, words('conversations.nothing-to-answer'))
  return row
}

const asScheduled = ({ id }: Decided, by: { id: string }) => ({
  reply_id: id,
  set_by: by.id,
  held_at: null,
  held_because: null,
})

interface Kept {
  text: string
  parts: string[]
  target: string
  /** As soon as can be where undefined. */
  leavesAt: Date | RawBuilder<Date> | undefined
  by: { id: string }
}

/** Sent twice, it waits as the first one does. */
async function awaitsApproval(tx: Tx, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('reply_approvals')
    .select('id')
    .where('reply_id', '=', id)
    .where('decision', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** False when this very reply is here already. */
async function store(
  tx: Tx,
  { id, conversationId, channel }: Decided,
  { text, parts, target, leavesAt, by }: Kept,
): Promise<boolean> {
  const added = await tx
    .insertInto('replies')
    .values({ id, conversation_id: conversationId, in_reply_to: target, written_by: by.id, text })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) {
    await refuseOther(tx, { id, conversationId, text, by })
    return false
  }
  const rows = parts.map((part, at) => ({
    id: newId(),
    reply_id: id,
    part: at,
    channel_id: channel.id,
    text: part,
    ...(leavesAt ? { leaves_at: leavesAt } : {}),
    sending_at: null,
    sending_by: null,
    message_id: null,
    settled_at: null,
  }))
  await tx.insertInto('deliveries').values(rows).execute()
  return true
}

/**
 * Not by when the transaction began: it may have waited for the conversation. Milliseconds are all that a job's time knows.
 * A query of its own, so that all the rows of an update get one moment.
 */
export const soon = sql<Date>`(
  select date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => ${sql.lit(undoSeconds)}))`

/** The same id again is the same reply, or it is refused: nobody is told that something goes out which does not. */
async function refuseOther(
  tx: Tx,
  { id, conversationId, text, by }: { id: string; conversationId: string; text: string; by: { id: string } },
): Promise<void> {
  const { rows } = await sql<{ isOwn: boolean; isSame: boolean }>`
    select r.written_by is not distinct from ${by.id} as "isOwn", r.text = ${text} and r.conversation_id = ${conversationId}
      and exists (select from deliveries d where d.reply_id = r.id and d.state <> 'withdrawn') as "isSame"
    from replies r where r.id = ${id}`.execute(tx)
  const [known] = rows
  if (!known?.isOwn) throw new Refusal(409, words('conversations.reply-known'))
  if (!known.isSame) throw new Refusal(409, words('conversations.reply-other'))
}
