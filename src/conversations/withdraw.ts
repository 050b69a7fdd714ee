import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { notFound, Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { saysAll } from '../lib/merge-text.ts'
import { words } from '../lib/words.ts'
import { endByWithdrawing } from './approval/end.ts'
import { giveBackAttachments } from './attachments/take.ts'
import { reopen } from './close.ts'
import { lockConversation } from './conversation.ts'
import { findDraft, writeDraft } from './draft.ts'

/**
 * Takes back what has not left yet, or did not get there: its text becomes the draft, before what was being
 * written. What it closed is open again. Refuses (409) when all of it has left, is leaving, or was taken back.
 */
export async function withdraw(
  tx: Tx,
  replyId: string,
  by: { id: string },
): Promise<{ conversationId: string; text: string; left: string }> {
  const reply = await lockReply(tx, replyId)
  await endByWithdrawing(tx, replyId, by)
  const { text, left } = await takeBackParts(tx, replyId, reply)
  await giveBack(tx, reply, text, by)
  await record(tx, 'reply.withdrawn', {
    conversation: { id: reply.conversationId },
    channel: { id: reply.channelId },
    by,
    data: { reply: replyId },
  })
  if (left === '') await openAgain(tx, replyId, reply.conversationId, by)
  return { conversationId: reply.conversationId, text, left }
}

/** Its messages that have not left leave no more; gives their text, and how that begins which has left. */
export async function takeBackParts(
  tx: Tx,
  replyId: string,
  reply: { conversationId: string; text: string },
): Promise<{ text: string; left: string }> {
  const { rows } = await sql<{ text: string; part: number }>`
    update deliveries set state = 'withdrawn', settled_at = now()
    where reply_id = ${replyId} and state in ('awaiting-approval', 'waiting', 'held', 'failed')
    returning text, part`.execute(tx)
  const left = await whatLeft(tx, replyId)
  if (rows.length === 0) throw new LeftAlready(reply.conversationId, left)
  if (rows.some(({ part }) => part === 0)) await giveBackAttachments(tx, replyId, reply.conversationId)
  const cut = rows.toSorted((a, b) => a.part - b.part).map((row) => row.text)
  return { text: left !== '' ? cut.join('\n\n') : reply.text, left }
}

/** Nothing of it can be taken back any more. */
export class LeftAlready extends Refusal {
  readonly conversationId: string
  /** How that begins which has left; nothing where all of it was taken back before. */
  readonly left: string

  constructor(conversationId: string, left: string) {
    super(409, words('conversations.left-already'))
    this.conversationId = conversationId
    this.left = left
  }
}

const excerptLength = 120

async function whatLeft(tx: Tx, replyId: string): Promise<string> {
  const parts = await tx
    .selectFrom('deliveries')
    .select('text')
    .where('reply_id', '=', replyId)
    .where('state', '<>', 'withdrawn')
    .orderBy('part')
    .execute()
  const text = parts.map((part) => part.text).join(' ')
  return text.length > excerptLength ? `${text.slice(0, excerptLength).toWellFormed()}…` : text
}

/** Sent and closed in one deed is undone in one. */
async function openAgain(tx: Tx, replyId: string, conversationId: string, by: { id: string }): Promise<void> {
  const closed = await tx
    .selectFrom('conversation_closures as k')
    .innerJoin('replies as r', 'r.conversation_id', 'k.conversation_id')
    .select('k.conversation_id')
    .where('r.id', '=', replyId)
    // Moments of one transaction are the same: of whoever wrote it, or let it leave.
    .where((it) =>
      it.or([
        it.and([it('k.closed_at', '=', it.ref('r.written_at')), it('k.closed_by', '=', it.ref('r.written_by'))]),
        it.exists(
          it
            .selectFrom('reply_approvals as a')
            .select('a.id')
            .whereRef('a.reply_id', '=', 'r.id')
            .whereRef('a.decided_at', '=', 'k.closed_at')
            .whereRef('a.decided_by', '=', 'k.closed_by'),
        ),
      ]),
    )
    .executeTakeFirst()
  if (closed) await reopen(tx, conversationId, by)
}

interface LockedReply {
  text: string
  inReplyTo: string
  conversationId: string
  channelId: string
}

/** A reply, with its conversation kept from changing, and the window it leaves by. Refuses with 404. */
export async function lockReply(tx: Tx, replyId: string): Promise<LockedReply> {
  const reply = await tx
    .selectFrom('replies')
    .innerJoin('messages', 'messages.id', 'replies.in_reply_to')
    .leftJoin('surveys', 'surveys.reply_id', 'replies.id')
    .select(['surveys.id as survey'])
    .select(['replies.text', 'replies.in_reply_to as inReplyTo', 'messages.channel_id as channelId'])
    .select('replies.conversation_id')
    .where('replies.id', '=', replyId)
    .executeTakeFirst()
  if (!reply) throw notFound()
  // How it went is asked by nobody of us: what carries the link is no draft.
  if (reply.survey) throw new Refusal(409, words('survey.no-answer'))
  const { text, inReplyTo, channelId } = reply
  const { id } = await lockConversation(tx, reply.conversation_id)
  return { text, inReplyTo, conversationId: id, channelId }
}

/** It is the draft again, before what was being written. */
export async function giveBack(tx: Tx, reply: LockedReply, text: string, by: { id: string }): Promise<void> {
  const kept = await findDraft(tx, reply.conversationId)
  const all = together(text, kept?.text ?? '')
  await writeDraft(tx, reply.conversationId, { text: all, inReplyTo: reply.inReplyTo }, by)
}

/** No word of either is lost, and what stands in the other already does not stand there twice. */
function together(text: string, kept: string): string {
  if (saysAll(text, kept)) return text
  return saysAll(kept, text) ? kept : `${text}\n\n${kept}`
}
