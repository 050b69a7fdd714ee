import { type Channel, findChannel } from '../channels/index.ts'
import type { Connector, Connectors, Speech, Visibility } from '../connectors/index.ts'
import type { Tx } from '../core/database.ts'
import { Refusal } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { cleanText } from '../lib/clean-text.ts'
import { newId } from '../lib/ids.ts'
import { splitText } from '../lib/split-text.ts'
import { fits, measure, type TextLimit } from '../lib/text-limit.ts'
import { type Words, words } from '../lib/words.ts'
import { lockConversation } from './conversation.ts'
import { discardDraft, longestText } from './draft.ts'

export interface NewReply {
  /** Made with the form, so that a form sent twice is one reply. */
  id?: string | undefined
  text: string
  /** Default: what was said to us last. */
  inReplyTo?: string | undefined
  /** A text too long for one message may leave as several, numbered. */
  split?: boolean | undefined
  /** The messages as their author cut them, instead. */
  parts?: readonly string[] | undefined
}

export interface Decided {
  id: string
  conversationId: string
  channel: Channel
}

const mostParts = 50

/**
 * Decides to say something: kept with its deliveries in this transaction, said by the outbox after it. Refuses, with
 * nothing kept or lost: nothing to say, nothing to answer, a window that cannot speak, a text too long for its network.
 */
export async function reply(
  tx: Tx,
  connectors: Connectors,
  conversationId: string,
  written: NewReply,
  by: { id: string },
): Promise<Decided> {
  const conversation = await lockConversation(tx, conversationId)
  const channel = await findChannel(tx, conversation.channelId)
  const speech = speechOf(connectors.get(channel.network), channel)
  if (speech instanceof Refusal) throw speech
  const target = await findTarget(tx, conversation.id, written.inReplyTo)
  const limit = speech.limit(channel.account)
  const network = connectors.get(channel.network)?.name ?? ''
  const parts = partsOf(written, { limit, network, nameEach: target.visibility === 'direct' })
  const decided = { id: written.id ?? newId(), conversationId: conversation.id, channel }
  const isNew = await store(tx, decided, {
    text: cleanText(written.text).trim() || parts.join('\n\n'),
    parts,
    target: target.id,
    by,
  })
  if (!isNew) return decided
  await discardDraft(tx, conversation.id, by)
  await record(tx, 'reply.decided', {
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

interface Place {
  limit: TextLimit
  network: string
  nameEach: boolean
}

function partsOf({ text, parts, split }: NewReply, { limit, network, nameEach }: Place): string[] {
  const whole = cleanText(text).trim()
  const cut = parts?.map((part) => cleanText(part).trim()).filter((part) => part !== '') ?? []
  if (whole === '' && cut.length === 0) throw wrong(words('conversations.reply-empty'))
  if (whole.length > longestText) throw wrong(words('conversations.text-enormous', { max: longestText }))
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
}

async function findTarget(tx: Tx, conversationId: string, wanted: string | undefined): Promise<Target> {
  if (!wanted) return lastSaidToUs(tx, conversationId)
  const row = await tx
    .selectFrom('messages')
    .select(['id', 'visibility', 'deleted_at'])
    .where('conversation_id', '=', conversationId)
    .where('id', '=', wanted)
    .executeTakeFirst()
  if (!row) throw new Refusal(422, words('conversations.target-elsewhere'))
  if (row.deleted_at) throw new Refusal(409, words('conversations.target-deleted'))
  return { id: row.id, visibility: row.visibility }
}

async function lastSaidToUs(tx: Tx, conversationId: string): Promise<Target> {
  const row = await tx
    .selectFrom('messages')
    .select(['id', 'visibility'])
    .where('conversation_id', '=', conversationId)
    .where('deleted_at', 'is', null)
    .orderBy((it) => it.and([it('is_ours', '=', false), it('concerns_us', '=', true)]), 'desc')
    .orderBy('said_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!row) throw new Refusal(409, words('conversations.nothing-to-answer'))
  return row
}

/** False when this very reply is here already. */
async function store(
  tx: Tx,
  { id, conversationId, channel }: Decided,
  { text, parts, target, by }: { text: string; parts: string[]; target: string; by: { id: string } },
): Promise<boolean> {
  const added = await tx
    .insertInto('replies')
    .values({ id, conversation_id: conversationId, in_reply_to: target, written_by: by.id, text })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) {
    const same = await tx.selectFrom('replies').select('written_by').where('id', '=', id).executeTakeFirst()
    if (same?.written_by !== by.id) throw new Refusal(409, words('conversations.reply-known'))
    return false
  }
  const rows = parts.map((part, at) => ({
    id: newId(),
    reply_id: id,
    part: at,
    channel_id: channel.id,
    text: part,
    sending_at: null,
    sending_by: null,
    message_id: null,
    settled_at: null,
  }))
  await tx.insertInto('deliveries').values(rows).execute()
  return true
}
