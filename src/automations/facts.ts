import { sql } from 'kysely'
import { type Calendar, clockOf, findCalendars, intentsIn } from '../conversations/index.ts'
import type { Db, Tx } from '../core/database.ts'
import { type Facts, spoken } from './condition.ts'

/** Something that an automation may answer. */
export interface Occasion {
  conversationId: string
  /** What was said; else what they said last. */
  messageId: string | null
  at: Date
}

/** What is known of it. */
export interface Known {
  occasion: Occasion
  /** Its conversation now, which may be the one it became part of. */
  conversationId: string
  messageId: string | null
  /** Somebody said it to us, and it is still there. */
  isToUs: boolean
  saidAt: Date | null
  /** It is still to be understood. */
  isUnread: boolean
  facts: Facts
}

interface Row {
  n: number
  id: string
  channel_id: string
  network: string
  language: string | null
  intents: number
  urgency: number
  mood: number | null
  abuse: number
  user_id: string | null
  team_id: string | null
  tags: string[]
  topics: string[]
  message_id: string | null
  is_to_us: boolean | null
  said_at: Date | null
  text: string | null
  is_bot: boolean | null
  handle: string | null
  is_unread: boolean
}

/**
 * In one query for all of them; those whose conversation is gone, or is spam, are left out. With `ofMessage`, its own reading
 * counts; with `since`, what was said earlier than so is left out unread: an interval before its occasion.
 */
export async function findFacts(
  db: Db | Tx,
  occasions: readonly Occasion[],
  ofMessage: boolean,
  since?: '1 day',
): Promise<Known[]> {
  if (occasions.length === 0) return []
  const calendars = new Map((await findCalendars(db)).map((calendar) => [calendar.id, calendar]))
  const own = (column: string) =>
    ofMessage ? sql`coalesce(r.${sql.ref(column)}, c.${sql.ref(column)})` : sql`c.${sql.ref(column)}`
  const { rows } = await sql<Row>`
    select g.n::int as n, c.id, c.channel_id, h.network, ${own('language')} as language, ${own('intents')} as intents,
      ${own('urgency')} as urgency, ${own('mood')} as mood, ${own('abuse')} as abuse, a.user_id, a.team_id,
      array(select lower(t.name) from conversation_tags ct join tags t on t.id = ct.tag_id
        where ct.conversation_id = c.id) as tags,
      array(select x.topic_id from message_topics x where x.message_id = m.id and x.says <> 'no') as topics,
      m.id as message_id, not m.is_ours and m.concerns_us and m.deleted_at is null as is_to_us, m.said_at,
      left(concat_ws(E'\n', m.subject, m.text), 8000) as text, i.is_bot, i.handle,
      exists (select from readings_due d where d.message_id = m.id) as is_unread
    from unnest(${occasions.map((one) => one.conversationId)}::uuid[], ${occasions.map((one) => one.messageId)}::uuid[],
      ${occasions.map((one) => one.at)}::timestamptz[]) with ordinality as g (conversation_id, message_id, at, n)
    join conversations c on c.id = coalesce(
      (select u.conversation_id from conversation_unions u where u.absorbed_id = g.conversation_id), g.conversation_id)
    join channels h on h.id = c.channel_id and c.state not in ('spam', 'merged')
    left join conversation_assignments a on a.conversation_id = c.id
    left join lateral (
      select * from messages m where m.id = coalesce(g.message_id, (select o.id from messages o
        where o.conversation_id = c.id and not o.is_ours and o.deleted_at is null
        order by o.said_at desc, o.id desc limit 1))) m on true
    left join message_readings r on r.message_id = m.id
    left join identities i on i.id = m.identity_id
    ${since ? sql`where m.said_at > g.at - ${since}::interval` : sql``}
    order by g.n`.execute(db)
  return rows.flatMap((row) => {
    const occasion = occasions[row.n - 1]
    return occasion ? [asKnown(row, occasion, calendars)] : []
  })
}

function asKnown(row: Row, occasion: Occasion, calendars: ReadonlyMap<string, Calendar>): Known {
  return {
    occasion,
    conversationId: row.id,
    messageId: row.message_id,
    isToUs: row.is_to_us ?? false,
    saidAt: row.said_at,
    isUnread: row.is_unread,
    facts: {
      channelId: row.channel_id,
      network: row.network,
      language: row.language,
      intents: intentsIn(row.intents),
      urgency: row.urgency,
      mood: row.mood,
      abuse: row.abuse,
      tags: row.tags,
      topics: row.topics,
      teamId: row.team_id,
      userId: row.user_id,
      isBot: row.is_bot ?? false,
      handle: row.handle,
      spoken: spoken(row.text ?? ''),
      isWorking: (id) => isWorking(calendars.get(id), occasion.at),
    },
  }
}

/** A calendar that is gone is one in which nobody works. */
function isWorking(calendar: Calendar | undefined, at: Date): boolean {
  return calendar !== undefined && clockOf(calendar).workingMs(at, new Date(at.getTime() + 60_000)) > 0
}
