import { sql } from 'kysely'
import { type HeardSummary, type HeardText, storedMessages, type Understood } from '../conversations/index.ts'
import type { Tx } from '../core/database.ts'
import { linksIn } from '../lib/html-links.ts'
import { applyRules, dropMentions, keepMentions, type Listened, type Matching } from '../listening/index.ts'
import type { Reading } from '../reading/index.ts'

interface Heard {
  channel: { id: string; network: string; ourIds: ReadonlySet<string> }
  messages: readonly HeardText[]
  /** What became of them. */
  which: HeardSummary['which']
  understood: Understood | undefined
}

/**
 * Notes which saved queries a batch matches, in the transaction that stores it: what is new or edited is asked, and what is
 * deleted mentions nothing any more. Only of those that match something the rows are looked up.
 */
export async function noteMentions(tx: Tx, matching: Matching, heard: Heard): Promise<void> {
  const { channel, which } = heard
  await dropMentions(tx, await idsOf(tx, channel.id, which.deleted))
  const messages = asked(heard)
  if (messages.length === 0) return
  const found = await matching.match(
    tx,
    messages.map((message) => listenedOf(message, heard)),
  )
  const edited = new Set(which.edited)
  const matched = new Map(messages.map(({ externalId }, at) => [externalId, found[at] ?? []]))
  const wanted = [...matched].filter(([id, queryIds]) => queryIds.length > 0 || edited.has(id)).map(([id]) => id)
  const rows = await rowsOf(tx, channel.id, wanted)
  const kept = rows.map((message) => ({ message, queryIds: matched.get(message.externalId) ?? [] }))
  await applyRules(tx, storedMessages, await keepMentions(tx, kept, { again: edited.size > 0 }))
}

/** Of a message that a page says twice the later edit stands, as it is stored. */
function asked({ messages, which }: Heard): HeardText[] {
  const changed = new Set([...which.fresh, ...which.edited])
  const latest = new Map<string, HeardText>()
  for (const message of messages) {
    const other = latest.get(message.externalId)
    const isLater = !other || (message.editedAt?.getTime() ?? 0) >= (other.editedAt?.getTime() ?? 0)
    if (changed.has(message.externalId) && isLater) latest.set(message.externalId, message)
  }
  return [...latest.values()]
}

async function idsOf(tx: Tx, channelId: string, externalIds: readonly string[]): Promise<string[]> {
  if (externalIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    select id from messages where channel_id = ${channelId} and external_id = any(${[...externalIds]}::text[])`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

async function rowsOf(tx: Tx, channelId: string, externalIds: readonly string[]) {
  if (externalIds.length === 0) return []
  const { rows } = await sql<{ id: string; externalId: string; saidAt: Date; identityId: string; mood: number | null }>`
    select m.id, m.external_id as "externalId", m.said_at as "saidAt", m.identity_id as "identityId",
      case when r.depth >= 2 then r.mood end as mood
    from messages m left join message_readings r on r.message_id = m.id
    where m.channel_id = ${channelId} and m.external_id = any(${[...externalIds]}::text[]) and m.deleted_at is null`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, channelId }))
}

/** A message as queries see it: the same that its stored row says. */
function listenedOf(message: HeardText, { channel, understood }: Heard): Listened {
  const { author, media, html, subject, text, mentions, language, externalId, parentExternalId } = message
  const isMine = channel.ourIds.has(author.externalId)
  const reading = isMine ? undefined : understood?.readings.get(externalId)
  const topics = understood?.topics.get(externalId) ?? []
  return {
    ...(subject ? { subject } : {}),
    text,
    author: { name: author.name, handle: author.handle },
    to: mentions,
    links: linksIn(html),
    network: channel.network,
    channel: channel.id,
    ...(language ? { language } : {}),
    ...(reading ? readingOf(reading) : {}),
    topics: topics.map(({ value }) => value),
    isReply: parentExternalId !== null,
    isMine,
    hasImage: media.some(({ kind }) => kind === 'image'),
    hasVideo: media.some(({ kind }) => kind === 'video'),
  }
}

/** As far as it was read. */
export function readingOf({ depth, language, sentiment, intents, urgency, abuse }: Reading): Partial<Listened> {
  return {
    language: language.value,
    ...(depth === 'language' ? {} : { sentiment: sentiment.value }),
    ...(depth === 'whole'
      ? { intents: intents.map(({ value }) => value), urgency: urgency.value, abuse: abuse.value }
      : {}),
  }
}
