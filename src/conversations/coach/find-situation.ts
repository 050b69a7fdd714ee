import { sql } from 'kysely'
import { findChannel } from '../../channels/index.ts'
import type { Connectors } from '../../connectors/index.ts'
import type { Db } from '../../core/database.ts'
import type { Conversation } from '../conversation.ts'
import { findReplyTarget, type ReplyTarget } from '../reply-target.ts'
import { intentsIn } from '../stored-reading.ts'
import { reached } from './reached.ts'
import type { Heard, Situation } from './remark.ts'

/** Everything but the draft: what it answers, to whom, where, and what they were told before. */
export interface Setting extends Omit<Situation, 'draft'> {
  /** Whom it answers and whose network would not tell them of this text. */
  untold(text: string): string | undefined
}

/** Undefined where nothing can be answered any more. */
export async function findSetting(
  db: Db,
  connectors: Connectors,
  conversation: Conversation,
  to?: string,
): Promise<Setting | undefined> {
  const target = await findReplyTarget(db, conversation.id, to)
  if (!target) return undefined
  const [theirs, earlier, goesOn] = await Promise.all([
    findTheirs(db, conversation.id, target),
    findEarlier(db, target.personId),
    haveSpoken(db, conversation.id, target),
  ])
  // A conversation may stand on several networks: its limit is that of where the answer goes.
  const { channel } = conversation
  const { account, network } = target.channelId === channel.id ? channel : await findChannel(db, target.channelId)
  const { handle } = target.inReplyTo.author
  const speech = connectors.get(network)?.speak
  const untold = (text: string) => {
    const who = speech?.untold?.(account, target.inReplyTo, text)
    return who !== undefined && who === handle ? target.name : who
  }
  return {
    untold,
    theirs,
    earlier,
    goesOn,
    name: target.name,
    ...(handle ? { handle } : {}),
    isPublic: target.visibility !== 'direct',
    limit: speech?.limit(account),
  }
}

const mostHeard = 6
const longestHeard = 4_000
const mostEarlier = 10

/** What they said since we last spoke, and in any case what is answered. */
async function findTheirs(db: Db, conversationId: string, target: ReplyTarget): Promise<Heard[]> {
  const { rows } = await sql<{ text: string; language: string | null; intents: number | null }>`
    select left(m.text, ${sql.lit(longestHeard)}) as text, coalesce(r.language, m.language) as language, r.intents
    from messages m join identities i on i.id = m.identity_id left join message_readings r on r.message_id = m.id
    where m.conversation_id = ${conversationId} and m.deleted_at is null and i.person_id = ${target.personId}
      and (m.id = ${target.id} or (not m.is_ours and m.said_at <= ${target.saidAt} and m.said_at > coalesce(
        (select max(said_at) from messages where conversation_id = ${conversationId} and is_ours and not asks_after), '-infinity')))
    order by m.said_at desc, m.id desc limit ${sql.lit(mostHeard)}`.execute(db)
  return rows.reverse().map(({ text, language, intents }) => {
    const held = intents === null ? [] : intentsIn(intents)
    const heard = { text, harm: held.includes('complaint'), suggestion: held.includes('suggestion') }
    return language ? { ...heard, language } : heard
  })
}

/** What we answered them before, wherever, the latest first. */
async function findEarlier(db: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select left(r.text, ${sql.lit(longestHeard)}) as text from (
      select m.id from identities i cross join lateral (select id, said_at from messages where identity_id = i.id
        order by said_at desc, id desc limit 100) as m
      where i.person_id = ${personId} order by m.said_at desc limit 100) as said
    join replies r on r.in_reply_to = said.id where ${reached}
    order by r.written_at desc limit ${sql.lit(mostEarlier)}`.execute(db)
  return rows.map(({ text }) => text)
}

/** They have had an answer of ours in this conversation already. */
async function haveSpoken(db: Db, conversationId: string, target: ReplyTarget): Promise<boolean> {
  const { rows } = await sql<{ spoken: boolean }>`
    select exists (select from replies r join messages m on m.id = r.in_reply_to join identities i on i.id = m.identity_id
      where r.conversation_id = ${conversationId} and i.person_id = ${target.personId}
        and ${reached}) as spoken`.execute(db)
  return rows[0]?.spoken ?? false
}
