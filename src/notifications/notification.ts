import { sql } from 'kysely'
import type { Db, Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { record } from '../core/events.ts'
import type { NotificationKind } from './tables.ts'

/** One line of somebody's bell. */
export interface Notification {
  id: string
  userId: string
  kind: NotificationKind
  at: Date
  readAt: Date | null
  mailedAt: Date | null
  /** Where it leads. */
  href: string
  by: string | null
  /** The team that was given it, when it was given to no one person. */
  team: string | null
  /** Who the conversation is with; null when it is about a window, or the conversation is gone. */
  who: string | null
  subject: string | null
  channel: string | null
  /** How many: messages that were missing, or mentions. */
  missing: number | null
  /** The saved search that found something. */
  query: string | null
}

/** As many as a person reads at once; older ones that were read are cleared away in time. */
const most = 100

/** Somebody's lines, newest first. */
export const findNotifications = (db: Db, userId: string): Promise<Notification[]> =>
  read(db, sql`where n.user_id = ${userId} order by n.at desc, n.id desc limit ${most}`)

/** One line of theirs. Throws 404 for anybody else's. */
export async function findNotification(db: Db | Tx, id: string, userId?: string): Promise<Notification> {
  const [one] = await read(db, sql`where n.id = ${id}`)
  if (!one || (userId !== undefined && one.userId !== userId)) throw notFound()
  return one
}

interface Row extends Omit<Notification, 'href'> {
  conversation_id: string | null
  channel_id: string | null
  query_id: string | null
}

async function read(db: Db | Tx, which: ReturnType<typeof sql>): Promise<Notification[]> {
  const { rows } = await sql<Row>`
    select n.id, n.user_id as "userId", n.kind, n.at, n.read_at as "readAt", n.mailed_at as "mailedAt", n.missing,
      n.conversation_id, n.channel_id, u.name as "by", c.subject, w.name as channel, said.name as who, t.name as team,
      q.id as query_id, q.name as query
    from notifications n
    left join users u on u.id = n.by_user
    left join conversations c on c.id = n.conversation_id
    left join channels w on w.id = coalesce(n.channel_id, c.channel_id)
    left join events e on e.seq = n.event_seq and n.kind = 'assigned' and e.data->>'user' is null
    left join teams t on t.id = (e.data->>'team')::uuid
    left join queries q on q.id = n.about and n.kind = 'mentions'
    left join lateral (
      select i.name from messages m join identities i on i.id = m.identity_id
      where m.conversation_id = c.id and not m.is_ours order by m.said_at, m.id limit 1) as said on true
    ${which}`.execute(db)
  return rows.map(({ conversation_id, channel_id, query_id, ...row }) => ({
    ...row,
    href: query_id ? `/listening/queries/${query_id}` : hrefOf(conversation_id, channel_id),
  }))
}

function hrefOf(conversationId: string | null, channelId: string | null): string {
  if (conversationId) return `/conversations/${conversationId}`
  return channelId ? `/channels/${channelId}` : '/notifications'
}

/** How many lines somebody has not read. */
export async function countUnread(db: Db, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('notifications')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
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
