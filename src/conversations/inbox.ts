import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../core/database.ts'
import { type Cursor, writeCursor } from './cursor.ts'
import { type InboxRow, inboxRows } from './inbox-rows.ts'

/** The views of the inbox, in the order of their tabs. */
export const inboxViews = ['needs', 'mine', 'team', 'unassigned', 'open', 'snoozed', 'closed'] as const
export type InboxView = (typeof inboxViews)[number]

/** For whom: what "mine" and "my team's" mean. */
export interface Looking {
  id: string
  teamIds: readonly string[]
}

export interface InboxQuery {
  view: InboxView
  channelId?: string | undefined
  tag?: string | undefined
  after?: Cursor | undefined
  limit?: number
}

export interface InboxPage {
  rows: InboxRow[]
  /** Where the next page begins; undefined at the end. */
  after: string | undefined
}

const pageLength = 30

/** A page of conversations, those in which somebody spoke last first. */
export async function findInbox(db: Db, viewer: Looking, query: InboxQuery): Promise<InboxPage> {
  const limit = query.limit ?? pageLength
  const ids = sql`select c.id ${from(viewer, query)} order by c.last_at desc, c.id desc limit ${limit + 1}`
  const rows = await inboxRows(db, ids, viewer.id)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, after: rows.length > limit && last ? writeCursor({ at: last.lastAt, id: last.id }) : undefined }
}

/** Numbers beyond this are shown as "more than": counting further would cost what nobody reads. */
export const countedTo = 99

/** How many each tab holds, up to one more than `countedTo`. */
export async function countInbox(
  db: Db,
  viewer: Looking,
): Promise<Record<'needs' | 'mine' | 'team' | 'unassigned', number>> {
  const count = (view: InboxView) =>
    sql`(select count(*)::int from (select ${from(viewer, { view })} limit ${sql.lit(countedTo + 1)}) as few)`
  const { rows } = await sql<{ needs: number; mine: number; team: number; unassigned: number }>`
    select ${count('needs')} as needs, ${count('mine')} as mine, ${count('team')} as team,
      ${count('unassigned')} as unassigned`.execute(db)
  return rows[0] ?? { needs: 0, mine: 0, team: 0, unassigned: 0 }
}

/** How many conversations wait for us, up to one more than `countedTo`. */
export async function countNeeding(db: Db): Promise<number> {
  const nobody = { id: '', teamIds: [] }
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select ${from(nobody, { view: 'needs' })} limit ${sql.lit(countedTo + 1)}) as few`.execute(db)
  return rows[0]?.count ?? 0
}

function from(viewer: Looking, { view, channelId, tag, after }: InboxQuery): RawBuilder<unknown> {
  const conditions = [views[view](viewer)]
  if (channelId) conditions.push(sql`c.channel_id = ${channelId}`)
  if (tag)
    conditions.push(sql`exists (select from conversation_tags ct join tags g on g.id = ct.tag_id
      where ct.conversation_id = c.id and lower(g.name) = lower(${tag}))`)
  if (after) conditions.push(sql`(c.last_at, c.id) < (${after.at}, ${after.id}::uuid)`)
  return sql`from conversations c where ${sql.join(conditions, sql` and `)}`
}

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
}
