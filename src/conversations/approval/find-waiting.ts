import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { prepared } from '../../core/prepared.ts'
import type { NavItem } from '../../ui/desk.tsx'
import type { Who } from '../conversation.ts'
import { type Cursor, writeCursor } from '../cursor.ts'
import { asked, mayDecide, waitingFor } from './deciders.ts'

/** An answer that waits for somebody to approve it, in a list. */
export interface Waiting {
  id: string
  replyId: string
  conversationId: string
  text: string
  writer: Who | null
  rule: Who
  askedAt: Date
  leavesAt: Date | null
}

const pageLength = 50

interface Row extends Omit<Waiting, 'writer' | 'rule'> {
  writerId: string | null
  writer: string | null
  ruleId: string
  rule: string
}

/** What waits for one of us to decide, whoever asked first first. */
export async function findWaiting(
  db: Db,
  userId: string,
  after?: Cursor,
): Promise<{ waiting: Waiting[]; after: string | undefined }> {
  const from = after ? sql`and (a.asked_at, a.id) > (${after.at}, ${after.id}::uuid)` : sql``
  const { rows } = await sql<Row>`
    select a.id, a.reply_id as "replyId", r.conversation_id as "conversationId", r.text, w.id as "writerId", w.name as writer,
      k.id as "ruleId", k.name as rule, a.asked_at as "askedAt", (select d.leaves_at from deliveries d
        join reply_schedules s on s.reply_id = d.reply_id where d.reply_id = r.id limit 1) as "leavesAt"
    from ${asked} join users u on u.id = ${userId} left join users w on w.id = r.written_by
    where a.decision is null and ${mayDecide} ${from}
    order by a.asked_at, a.id limit ${pageLength + 1}`.execute(db)
  const page = rows.slice(0, pageLength)
  const last = page.at(-1)
  return {
    waiting: page.map(({ writerId, writer, ruleId, rule, ...row }) => ({
      ...row,
      writer: writerId && writer ? { id: writerId, name: writer } : null,
      rule: { id: ruleId, name: rule },
    })),
    after: rows.length > pageLength && last ? writeCursor({ at: last.askedAt, id: last.id }) : undefined,
  }
}

/** Of a conversation, what waits longest for one of us to decide. */
export async function firstWaiting(db: Db, conversationId: string, userId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select r.id from ${asked} join users u on u.id = ${userId}
    where r.conversation_id = ${conversationId} and a.decision is null and ${mayDecide}
    order by a.asked_at, a.id limit 1`.execute(db)
  return rows[0]?.id
}

/** The id says whose number it is: live changes are drawn once for everybody, and each page takes only its own. */
export const approvalNavId = (userId: string): string => `approve-${userId}`

/** The rail's entry for whoever may approve anything, with how many conversations wait for them. */
export async function approvalNav(
  db: Db,
  viewer: { id: string; can: ReadonlySet<string> },
): Promise<NavItem | undefined> {
  if (!viewer.can.has('approve')) return undefined
  const { rows } = await prepared(
    db,
    sql<{ count: number; isApprover: boolean }>`
    select (select count(*)::int from (select distinct conversation_id from (${waitingFor(viewer.id)}) as w limit 100) as few) as count,
      exists (select from approval_rules k join users u on u.id = ${viewer.id} where k.removed_at is null and k.is_on and (
        u.role in ('owner', 'manager')
        or exists (select from approval_rule_people p where p.rule_id = k.id and p.user_id = u.id)
        or exists (select from team_members m where m.team_id = k.team_id and m.user_id = u.id))) as "isApprover"`,
  )
  const [{ count, isApprover } = { count: 0, isApprover: false }] = rows
  if (count === 0 && !isApprover) return undefined
  return {
    id: approvalNavId(viewer.id),
    href: '/conversations?view=approve',
    label: 'conversations.to-approve',
    icon: 'user-check',
    count,
    needsUs: true,
    key: 'a',
  }
}
