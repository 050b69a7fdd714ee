import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { record } from '../core/events.ts'
import { prepared } from '../core/prepared.ts'
import type { NotificationKind } from './tables.ts'

/** One line of somebody's bell. */
export interface Notification {
  id: string
  userId: string
  kind: NotificationKind
  at: Date
  readAt: Date | null
  mailedAt: Date | null
  conversationId: string | null
  /** Where it leads. */
  href: string
  by: string | null
  /** The team that was given it, when it was given to no one person. */
  team: string | null
  /** The person who was given it, where that is told to others. */
  to: string | null
  /** Whoever gave it took it themselves. */
  took: boolean
  /** How a note begins. */
  said: string | null
  /** Who the conversation is with; null when it is about a window, or the conversation is gone. */
  who: string | null
  subject: string | null
  channel: string | null
  network: string | null
  /** How many: messages that were missing, or mentions. */
  missing: number | null
  /** Why a reply was held. */
  because: 'spoke' | 'answered' | 'closed' | 'left' | 'spam' | null
  /** It is about a reply that somebody else wrote, who is not here any more. */
  ofAnother: boolean
  /** The saved search that found something. */
  query: string | null
  /** The automation that has them told, or that rests; by its name. */
  automation: string | null
  /** It leaves alone only this conversation. */
  onlyHere: boolean
}

/** As many as a person reads at once; older ones that were read are cleared away in time. */
const most = 100
/** As much of a note as stands in a line. */
const excerpt = 160

/** Somebody's lines, newest first. */
export const findNotifications = (db: Db, userId: string): Promise<Notification[]> =>
  read(db, sql`where n.user_id = ${userId} order by n.at desc, n.id desc limit ${most}`)

/** What a letter tells, newest first. */
export const findLinesOf = (db: Db, letterId: string): Promise<Notification[]> =>
  read(db, sql`where n.letter_id = ${letterId} order by n.at desc, n.id desc`)

/** These lines, as they are. */
export const findLines = (db: Db, ids: readonly string[]): Promise<Notification[]> =>
  read(db, sql`where n.id = any(${[...ids]}::uuid[])`)

/** One line of theirs. Throws 404 for anybody else's. */
export async function findNotification(db: Db | Tx, id: string, userId?: string): Promise<Notification> {
  const [one] = await read(db, sql`where n.id = ${id}`)
  if (!one || (userId !== undefined && one.userId !== userId)) throw notFound()
  return one
}

interface Row extends Omit<Notification, 'href' | 'conversationId'> {
  conversation_id: string | null
  channel_id: string | null
  note_id: string | null
  query_id: string | null
  automation_id: string | null
  to_approve: string | null
}

async function read(db: Db | Tx, which: ReturnType<typeof sql>): Promise<Notification[]> {
  const { rows } = await sql<Row>`
    select n.id, n.user_id as "userId", n.kind, n.at, n.read_at as "readAt", n.mailed_at as "mailedAt", n.missing,
      h.data->>'because' as because, a.data->>'automation_name' as automation, coalesce(a.data->>'paused', a.data->>'skipped') as automation_id,
      a.data->>'skipped' is not null as "onlyHere", y.id is not null and y.written_by is distinct from n.user_id as "ofAnother",
      n.conversation_id, n.channel_id, o.id as note_id, u.name as "by", c.subject, w.name as channel, w.network, said.name as who, t.name as team,
      g.name as "to", coalesce(g.id = n.by_user, false) as took, q.id as query_id, q.name as query,
      case when n.kind = 'to-approve' then n.about end as to_approve,
      left(regexp_replace(left(coalesce(o.text, z.remark), 1000), '\\s+', ' ', 'g'), ${sql.lit(excerpt)}) as said
    from notifications n
    left join users u on u.id = n.by_user
    left join conversations c on c.id = n.conversation_id
    left join channels w on w.id = coalesce(n.channel_id, c.channel_id)
    left join events e on e.seq = n.event_seq and n.kind in ('assigned', 'handed-on', 'noted', 'named')
    left join teams t on t.id = (e.data->>'team')::uuid and e.data->>'user' is null
    left join users g on g.id = (e.data->>'user')::uuid and n.kind = 'handed-on'
    left join notes o on o.id = (e.data->>'note')::uuid and o.removed_at is null
    left join events v on v.seq = n.event_seq and n.kind = 'sent-back'
    left join reply_approvals z on z.id = (v.data->>'approval')::uuid
    left join events a on a.seq = n.event_seq and n.kind in ('told', 'automation-paused')
    left join events h on h.seq = n.event_seq and n.kind = 'reply-held'
    left join replies y on y.id = n.about and n.kind in ('reply-failed', 'reply-uncertain')
    left join queries q on q.id = n.about and n.kind = 'mentions'
    left join lateral (
      select i.name from messages m join identities i on i.id = m.identity_id
      where m.conversation_id = c.id and not m.is_ours order by m.said_at, m.id limit 1) as said on true
    ${which}`.execute(db)
  return rows.map(({ conversation_id, channel_id, note_id, query_id, automation_id, to_approve, ...row }) => ({
    ...row,
    conversationId: conversation_id,
    href: query_id
      ? `/listening/queries/${query_id}`
      : automation_id
        ? `/settings/automations/${automation_id}`
        : (lists[row.kind] ?? hrefOf(conversation_id, channel_id)) +
          (note_id ? `#note-${note_id}` : '') +
          (to_approve ? `?decide=${to_approve}#decide` : ''),
  }))
}

/** What is told of many leads to where they are. */
const lists: Partial<Record<NotificationKind, string>> = {
  'bulk-assigned': '/conversations?view=open',
  'bulk-handed-on': '/conversations?view=open',
  'bulk-closed': '/conversations?view=closed',
}

function hrefOf(conversationId: string | null, channelId: string | null): string {
  if (conversationId) return `/conversations/${conversationId}`
  return channelId ? `/channels/${channelId}` : '/notifications'
}

/** How many lines somebody has not read. */
export async function countUnread(db: Db, userId: string): Promise<number> {
  const { rows } = await prepared(
    db,
    sql<{ count: number }>`select count(*) as count from notifications where user_id = ${userId} and read_at is null`,
  )
  return rows[0]?.count ?? 0
}

/** They have seen it, or all there is; their other pages are told. Once seen it stays so. */
export async function markRead(tx: Tx, userId: string, id?: string): Promise<void> {
  const [one] = await tx
    .updateTable('notifications')
    .set({ read_at: new Date() })
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .returning(['conversation_id', 'channel_id'])
    .execute()
  if (one) await record(tx, 'notification.read', { ...aboutOf(one), data: { user: userId } })
}

/** Nobody's deed in the audit: what somebody looks at is theirs. */
const aboutOf = (line: Pick<Row, 'conversation_id' | 'channel_id'>) => ({
  ...(line.conversation_id ? { conversation: { id: line.conversation_id } } : {}),
  ...(line.channel_id ? { channel: { id: line.channel_id } } : {}),
})
