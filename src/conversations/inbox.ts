import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { prepared } from '../core/prepared.ts'
import { waitingFor } from './approval/deciders.ts'
import { isWith } from './assignee-filter.ts'
import { type Cursor, writeCursor } from './cursor.ts'
import { type InboxRow, inboxRows } from './inbox-rows.ts'
import { type ReadingFilter, readingConditions } from './reading-filter.ts'

/** The views of the inbox, in the order of their tabs. */
export const inboxViews = [
  'needs',
  'mine',
  'team',
  'unassigned',
  'approve',
  'open',
  'snoozed',
  'closed',
  'spam',
] as const
export type InboxView = (typeof inboxViews)[number]

/** Who should have an answer first comes first; or where somebody spoke last. */
export const inboxOrders = ['need', 'latest'] as const
export type InboxOrder = (typeof inboxOrders)[number]

/** For whom: what "mine" and "my team's" mean. */
export interface Looking {
  id: string
  teamIds: readonly string[]
}

export interface InboxQuery {
  view: InboxView
  channelId?: string | undefined
  tag?: string | undefined
  /** Who has it: `user:ID` or `team:ID`. */
  assignee?: string | undefined
  /** Only conversations where somebody waits have a need. */
  order?: InboxOrder | undefined
  readings?: ReadingFilter | undefined
  /** Narrows it further: by when it is due. */
  due?: RawBuilder<unknown> | undefined
  after?: Cursor | undefined
  limit?: number
}

export interface InboxPage {
  rows: InboxRow[]
  /** Where the next page begins; undefined at the end. */
  after: string | undefined
}

const pageLength = 30

/** A page of conversations, those in which somebody spoke last first; or those who need us most, where that is asked. */
export async function findInbox(db: Db, viewer: Looking, query: InboxQuery): Promise<InboxPage> {
  const limit = query.limit ?? pageLength
  const byNeed = query.order === 'need'
  const order = byNeed ? sql`c.need, c.id` : sql`c.last_at desc, c.id desc`
  const ids = sql<{ id: string }>`select c.id ${from(viewer, query)} order by ${order} limit ${sql.lit(limit + 1)}`
  const rows = await inboxRows(db, isUsual(query) ? ids : await found(db, ids), viewer.id, byNeed ? 'need' : 'latest')
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const at = byNeed ? last?.need : last?.lastAt
  return { rows: page, after: rows.length > limit && last && at ? writeCursor({ at, id: last.id }) : undefined }
}

/** A list as it is opened: whoever narrows it asks in words that are seldom the same. */
const isUsual = ({ channelId, tag, assignee, readings, due, after, limit }: InboxQuery): boolean =>
  limit === undefined &&
  readingConditions(readings ?? {}).length === 0 &&
  !(channelId || tag || assignee || due || after)

async function found(db: Db, ids: RawBuilder<{ id: string }>): Promise<RawBuilder<unknown>> {
  const { rows } = await ids.execute(db)
  return sql`select id from unnest(${rows.map(({ id }) => id)}::uuid[]) as given (id)`
}

/** A query of their ids in the order of the list, from the first on. */
export function idsInInbox(viewer: Looking, query: InboxQuery, limit: number): RawBuilder<unknown> {
  const order = query.order === 'need' ? sql`c.need, c.id` : sql`c.last_at desc, c.id desc`
  return sql`select c.id ${from(viewer, query)} order by ${order} limit ${limit}`
}

/** Numbers beyond this are shown as "more than": counting further would cost what nobody reads. */
export const countedTo = 99

/** How many each tab holds, up to one more than `countedTo`. */
export async function countInbox(
  db: Db,
  viewer: Looking,
): Promise<Record<'needs' | 'mine' | 'team' | 'unassigned', number>> {
  const count = (view: InboxView) => sql`(select count(*)::int from (select ${few(viewer, { view })}) as few)`
  const { rows } = await prepared(
    db,
    sql<{ needs: number; mine: number; team: number; unassigned: number }>`
    select ${count('needs')} as needs, ${count('mine')} as mine, ${count('team')} as team,
      ${count('unassigned')} as unassigned`,
  )
  return rows[0] ?? { needs: 0, mine: 0, team: 0, unassigned: 0 }
}

/** How many each of several lists holds, up to one more than `countedTo`, in one query. */
export async function countMany(db: Db, viewer: Looking, queries: readonly InboxQuery[]): Promise<number[]> {
  if (queries.length === 0) return []
  const counts = queries.map(
    (query, at) => sql`select ${sql.lit(at)} as at, count(*)::int as count from (select ${few(viewer, query)}) as few`,
  )
  const { rows } = await sql<{ at: number; count: number }>`
    ${sql.join(counts, sql` union all `)} order by at`.execute(db)
  return rows.map((row) => row.count)
}

/** How many conversations wait for us, up to one more than `countedTo`. */
export async function countNeeding(db: Db): Promise<number> {
  const nobody = { id: '', teamIds: [] }
  const { rows } = await prepared(
    db,
    sql<{ count: number }>`
    select count(*)::int as count from (select ${few(nobody, { view: 'needs' })}) as few`,
  )
  return rows[0]?.count ?? 0
}

/** In the order of its list: else all that are open would be gathered before the first hundred are counted. */
const few = (viewer: Looking, query: InboxQuery): RawBuilder<unknown> =>
  sql`${from(viewer, query)} ${inOrder[query.view] ?? sql``} limit ${sql.lit(countedTo + 1)}`

const inOrder: Partial<Record<InboxView, RawBuilder<unknown>>> = {
  needs: sql`order by c.need, c.id`,
  unassigned: sql`order by c.last_at desc, c.id desc`,
}

function from(viewer: Looking, query: InboxQuery): RawBuilder<unknown> {
  const { view, channelId, tag, assignee, order, readings, due, after } = query
  const conditions = [views[view](viewer), ...readingConditions(readings ?? {})]
  // What the index of those who wait says of itself.
  if (order === 'need') conditions.push(sql`c.state = 'open' and c.waiting_since is not null`)
  if (due) conditions.push(due)
  if (assignee) conditions.push(isWith(assignee))
  if (channelId) conditions.push(sql`c.channel_id = ${channelId}`)
  if (tag)
    conditions.push(sql`exists (select from conversation_tags ct join tags g on g.id = ct.tag_id
      where ct.conversation_id = c.id and lower(g.name) = lower(${tag}))`)
  if (after && order === 'need') conditions.push(sql`(c.need, c.id) > (${utc(after.at)}, ${after.id}::uuid)`)
  else if (after) conditions.push(sql`(c.last_at, c.id) < (${after.at}, ${after.id}::uuid)`)
  return sql`from conversations c where ${sql.join(conditions, sql` and `)}`
}

const utc = (at: Date): RawBuilder<unknown> => sql`timezone('UTC', ${at}::timestamptz)`

const views: Record<InboxView, (viewer: Looking) => RawBuilder<unknown>> = {
  needs: () => sql`c.state = 'open' and c.waiting_since is not null`,
  mine: ({ id }) =>
    sql`c.state = 'open' and c.id in (select a.conversation_id from conversation_assignments a where a.user_id = ${id})`,
  team: ({ teamIds }) => sql`c.state = 'open' and c.id in (
    select a.conversation_id from conversation_assignments a where a.team_id = any(${[...teamIds]}::uuid[]))`,
  unassigned: () => sql`c.state = 'open' and not exists (
    select from conversation_assignments a where a.conversation_id = c.id)`,
  open: () => sql`c.state = 'open'`,
  snoozed: () => sql`c.state = 'snoozed'`,
  closed: () => sql`c.state = 'closed'`,
  spam: () => sql`c.state = 'spam'`,
  /** In whatever state it is: an answer waits there for them. */
  approve: ({ id }) => sql`c.state <> 'merged' and c.id in (${waitingFor(id)})`,
}
