import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { fileUrl } from '../core/files/routes.ts'
import { prepared } from '../core/prepared.ts'
import {
  type Abuse,
  abuses,
  type Intent,
  type Sentiment,
  sentiments,
  type Urgency,
  urgencies,
} from '../reading/index.ts'
import type { Who } from './conversation.ts'
import { type Due, type DueColumns, duesOf, levelName } from './service-levels/due.ts'
import { intentsIn } from './stored-reading.ts'
import { readableText } from './survey/link.ts'
import type { ConversationState } from './tables.ts'

/** Somebody who took part lately, as a list draws them. */
export interface Face {
  identityId: string
  personId: string
  name: string
  /** Their picture at our own address. */
  avatar: string | null
}

/** One conversation in a list. */
export interface InboxRow {
  id: string
  channel: { id: string; network: string; name: string }
  subject: string | null
  state: ConversationState
  lastAt: Date
  waitingSince: Date | null
  snoozedUntil: Date | null
  messageCount: number
  excerpt: string
  /** We spoke last. */
  lastIsOurs: boolean
  lastIsDeleted: boolean
  /** Something was said since the viewer looked, and we did not speak after it; or was said to us before, and heard since. */
  unread: boolean
  user: Who | null
  team: Who | null
  tags: string[]
  /** Who spoke in the latest messages, the last one first, without us. Of a monologue of ours, us. */
  faces: Face[]
  /** How what was said to us since we last spoke reads; null while nobody read it. */
  reads: RowReading | null
  /** What is due by a service level while its clocks run, the earliest first. */
  dues: Due[]
  /** By when we promised something there that is still to be kept; the earliest. */
  promisedBy: Date | null
  /** When a reply of ours leaves that is to leave later; the earliest. */
  leavesAt: Date | null
  /** When whoever waits should have an answer. */
  answerBy: Date | null
  /** Its place among those who wait, the earliest first. */
  need: Date | null
}

export interface RowReading {
  language: string
  mood: Sentiment
  intents: Intent[]
  urgency: Urgency
  abuse: Abuse
}

/** How far back the faces of a row are looked for. */
const latest = 20
const excerptLength = 240

/**
 * Draws up the rows of these conversations in one query, whatever their number, the latest first or who needs us most. `ids` is a query
 * that gives a column `id`. Names are looked up in the select list: planning their joins would take longer than running.
 */
export async function inboxRows(
  db: Db,
  ids: RawBuilder<unknown>,
  viewerId: string | null,
  order: 'latest' | 'need' = 'latest',
): Promise<InboxRow[]> {
  const { rows } = await prepared(
    db,
    sql<Row>`
    with page as materialized (${ids})
    select c.id, c.channel_id, h.network, h.name as channel_name, c.subject, c.state, c.last_at, c.waiting_since, c.message_count,
      (select s.until from conversation_snoozes s where s.conversation_id = c.id) as until,
      left(${readableText}, ${sql.lit(excerptLength)}) as excerpt, coalesce(m.is_ours, false) as is_ours,
      m.deleted_at is not null as deleted, a.user_id, (select u.name from users u where u.id = a.user_id) as user_name,
      a.team_id, (select t.name from teams t where t.id = a.team_id) as team_name,
      ${viewerId}::uuid is not null and coalesce((
        select r.heard_late < c.heard_late or (r.read_at < c.last_at and not coalesce(m.is_ours, false))
        from conversation_reads r where r.conversation_id = c.id and r.user_id = ${viewerId}::uuid),
        not coalesce(m.is_ours, false)) as unread,
      array(select g.name from conversation_tags ct join tags g on g.id = ct.tag_id
        where ct.conversation_id = c.id order by lower(g.name)) as tags,
      c.language, c.mood, c.intents, c.urgency, c.abuse, timezone('UTC', c.answer_by) as answer_by,
      c.answer_due, c.resolve_due, c.answered_at, ${levelName},
      (select min(p.due_at) from promises p where p.conversation_id = c.id and p.made_at is not null and p.state = 'open') as promised_by,
      (select min(d.leaves_at) from reply_schedules s join replies r on r.id = s.reply_id join deliveries d on d.reply_id = r.id
        where r.conversation_id = c.id and d.state = 'waiting') as leaves_at,
      timezone('UTC', c.need) as need, ${facesIn(sql`c.id`)} as faces
    from page join conversations c on c.id = page.id join channels h on h.id = c.channel_id
    left join messages m on m.id = c.last_message_id
    left join conversation_assignments a on a.conversation_id = c.id
    order by ${order === 'need' ? sql`c.need, c.id` : sql`c.last_at desc, c.id desc`}`,
  )
  return rows.map(asInboxRow)
}

interface Row extends ReadColumns, DueColumns {
  id: string
  channel_id: string
  network: string
  channel_name: string
  subject: string | null
  state: ConversationState
  last_at: Date
  waiting_since: Date | null
  message_count: number
  until: Date | null
  excerpt: string | null
  is_ours: boolean
  deleted: boolean
  user_id: string | null
  user_name: string | null
  team_id: string | null
  team_name: string | null
  unread: boolean
  tags: string[]
  answer_by: Date | null
  promised_by: Date | null
  leaves_at: Date | null
  need: Date | null
  faces: FaceRow[]
}

/** How something reads, as the database keeps it; no mood where nobody could read it. */
export interface ReadColumns {
  language: string | null
  mood: number | null
  intents: number
  urgency: number
  abuse: number
}

const asInboxRow = (row: Row): InboxRow => ({
  id: row.id,
  channel: { id: row.channel_id, network: row.network, name: row.channel_name },
  subject: row.subject,
  state: row.state,
  lastAt: row.last_at,
  waitingSince: row.waiting_since,
  snoozedUntil: row.until,
  messageCount: row.message_count,
  excerpt: (row.excerpt ?? '').replace(/\s+/gu, ' ').trim(),
  lastIsOurs: row.is_ours,
  lastIsDeleted: row.deleted,
  unread: row.unread,
  user: row.user_id && row.user_name ? { id: row.user_id, name: row.user_name } : null,
  team: row.team_id && row.team_name ? { id: row.team_id, name: row.team_name } : null,
  tags: row.tags,
  faces: facesFrom(row.faces),
  reads: readingIn(row),
  dues: duesOf(row),
  promisedBy: row.promised_by,
  leavesAt: row.leaves_at,
  answerBy: row.answer_by,
  need: row.need,
})

/** As a row has it; null where nobody could read it yet. */
export const readingIn = ({ language, mood, intents, urgency, abuse }: ReadColumns): RowReading | null =>
  mood === null
    ? null
    : {
        language: language ?? 'und',
        mood: sentiments[mood + 1] ?? 'neutral',
        intents: intentsIn(intents),
        urgency: urgencies[urgency] ?? 1,
        abuse: abuses[abuse] ?? 'none',
      }

interface FaceRow extends Face {
  ours: boolean
}

/** Who spoke in the latest messages of a conversation. */
export async function facesOf(db: Db, id: string): Promise<Face[]> {
  const { rows } = await prepared(db, sql<{ faces: FaceRow[] }>`select ${facesIn(sql`${id}::uuid`)} as faces`)
  return facesFrom(rows[0]?.faces ?? [])
}

const facesIn = (id: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select coalesce(json_agg(json_build_object('identityId', i.id, 'personId', i.person_id, 'name', i.name,
    'avatar', encode(i.avatar_file, 'hex'), 'ours', f.ours) order by f.said_at desc, i.id), '[]')
  from (
    select identity_id, max(said_at) as said_at, bool_or(is_ours) as ours from (
      select identity_id, said_at, is_ours from messages where conversation_id = ${id}
      order by said_at desc, id desc limit ${sql.lit(latest)}) as recent
    group by identity_id) as f
  join identities i on i.id = f.identity_id)`

function facesFrom(rows: FaceRow[]): Face[] {
  const them = rows.filter((row) => !row.ours)
  return (them.length > 0 ? them : rows).map(({ identityId, personId, name, avatar }) => ({
    identityId,
    personId,
    name,
    avatar: avatar && fileUrl(avatar),
  }))
}
