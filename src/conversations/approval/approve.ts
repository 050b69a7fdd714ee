import { sql } from 'kysely'
import { findChannel } from '../../channels/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import type { Json } from '../../lib/json.ts'
import { close } from '../close.ts'
import { holdWhereAnswered } from '../hold-later.ts'
import { refuseLateNow } from '../promises/told-later.ts'
import { partsOf, soon, speechOf } from '../reply.ts'
import { atOnce } from '../send-later.ts'
import { lockReply } from '../withdraw.ts'
import { ask } from './ask.ts'
import { textsOf } from './leaving.ts'
import { decide, lockOpen, type Open } from './open.ts'
import { partsOfReply, reword } from './reword.ts'
import { ruleFor } from './rule-for.ts'
import { refuseOvertaken } from './since.ts'

export interface Approving {
  /** Its words as whoever approves wants them; as they are where undefined. */
  text?: string | undefined
  /** Cut into a thread where its words are too long for one message; as it was written where undefined. */
  split?: boolean | undefined
  /** How far the conversation had come when they saw it. */
  seen?: number | undefined
  /** It leaves only after the moment in which it can be taken back. */
  wait?: boolean | undefined
  /** They know that what it promises is late by now. */
  late?: boolean | undefined
  /** The approval that they saw; the one that waits where undefined. */
  approval?: string | undefined
}

export interface Approved {
  conversationId: string
  /** By another rule somebody else is to read it too. */
  isAskedAgain: boolean
}

/**
 * Lets a reply leave that somebody else wrote: now, or when it was to. Refuses, with nothing changed: one's own, what is decided
 * already, what was overtaken by something that `seen` has not seen, what promises something for a moment that is over, words
 * that cannot be sent.
 */
export async function approve(
  tx: Tx,
  connectors: Connectors,
  replyId: string,
  given: Approving,
  by: { id: string },
): Promise<Approved> {
  const reply = await lockReply(tx, replyId)
  const { conversationId, channelId } = reply
  const open = await lockOpen(tx, replyId, by, given.approval)
  const cut = await cutAnew(tx, connectors, reply, replyId, given)
  await refuseOvertaken(tx, { conversationId, replyId, by }, given.seen ?? open.seen)
  const changed = cut && (await reword(tx, replyId, cut.before, cut.after, by))
  await decide(tx, open.id, 'approved', by)
  const next = await ruleLeft(tx, replyId, open, cut ? by : undefined)
  const about = { conversation: { id: conversationId }, channel: { id: channelId } }
  const data: Record<string, Json> = { reply: replyId, approval: open.id, rule: open.ruleId }
  if (changed) Object.assign(data, { changed: true, gone: changed.gone, recut: changed.isRecut })
  await record(tx, 'reply.approved', { ...about, by, data: { ...data, ...(next ? { next: next.id } : {}) } })
  if (next) {
    const asker = cut ? by.id : open.askedBy
    await ask(tx, { replyId, conversationId, channelId, by: asker, closes: open.closes }, next)
    return { conversationId, isAskedAgain: true }
  }
  if (!given.late) await refuseLateNow(tx, replyId)
  // What is still to be approved is not held back by the closing; what leaves later would be.
  if (open.closes) await close(tx, conversationId, by)
  const isLater = await release(tx, replyId, given.wait ?? false)
  if (!isLater) await holdWhereAnswered(tx, conversationId)
  const told = { reply: replyId, approval: open.id }
  await record(tx, isLater ? 'reply.scheduled' : 'reply.decided', { ...about, data: told })
  return { conversationId, isAskedAgain: false }
}

interface Reply {
  inReplyTo: string
  conversationId: string
  channelId: string
}

/** The messages that its new words make; undefined where they are as they were. Refuses what its window cannot say. */
async function cutAnew(tx: Tx, connectors: Connectors, reply: Reply, replyId: string, { text, split }: Approving) {
  const channel = await findChannel(tx, reply.channelId)
  const speech = speechOf(connectors.get(channel.network), channel)
  if (speech instanceof Refusal) throw speech
  const before = await partsOfReply(tx, replyId)
  if (text === undefined || isSame(text, before.map((part) => part.text).join('\n\n'))) return undefined
  const { visibility } = await tx
    .selectFrom('messages')
    .select('visibility')
    .where('id', '=', reply.inReplyTo)
    .executeTakeFirstOrThrow()
  const place = {
    limit: speech.limit(channel.account),
    network: connectors.get(channel.network)?.name ?? '',
    nameEach: visibility === 'direct',
  }
  return { before, after: partsOf({ text, split: split ?? before.length > 1 }, place) }
}

/** A form gives back line ends of its own. */
export const isSame = (one: string, other: string): boolean => plain(one) === plain(other)
const plain = (text: string): string => text.replace(/\r\n?/g, '\n').trim()

/** What else is to be met. Whoever changes words speaks too. */
async function ruleLeft(tx: Tx, replyId: string, { writer }: Open, changedBy: { id: string } | undefined) {
  const writers = changedBy ? [writer, changedBy.id] : [writer]
  return ruleFor(tx, { replyId, writers, texts: await textsOf(tx, replyId) })
}

/** Whether it leaves at a moment that is still to come; else it leaves now. */
async function release(tx: Tx, replyId: string, wait: boolean): Promise<boolean> {
  const { rows } = await sql<{ isLater: boolean }>`
    select exists (select from reply_schedules s join deliveries d on d.reply_id = s.reply_id
      where s.reply_id = ${replyId} and d.leaves_at > now()) as "isLater"`.execute(tx)
  const isLater = rows[0]?.isLater ?? false
  if (isLater) {
    await sql`update reply_schedules set set_at = now(), held_at = null, held_because = null where reply_id = ${replyId}`.execute(
      tx,
    )
    await sql`update deliveries set state = 'waiting' where reply_id = ${replyId} and state = 'awaiting-approval'`.execute(
      tx,
    )
    return true
  }
  await sql`delete from reply_schedules where reply_id = ${replyId}`.execute(tx)
  await sql`update deliveries set state = 'waiting', leaves_at = ${wait ? soon : atOnce}
    where reply_id = ${replyId} and state = 'awaiting-approval'`.execute(tx)
  return false
}
