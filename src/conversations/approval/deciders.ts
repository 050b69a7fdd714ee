import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import type { Who } from '../conversation.ts'

/*
 * Who may decide about an approval. Below, `a` is the approval, `r` its reply and `k` its rule: `asked` joins them.
 */

/** What waits for somebody who may decide. */
export const asked = sql`reply_approvals a join replies r on r.id = a.reply_id join approval_rules k on k.id = a.rule_id`

/** One of us who can answer, and neither asked nor wrote it. */
const isAnother = (one: RawBuilder<unknown>) => sql`(
  ${one}.deactivated_at is null and ${one}.role <> 'observer'
  and ${one}.id is distinct from a.asked_by and ${one}.id is distinct from r.written_by)`

const isNamed = (one: RawBuilder<unknown>) => sql`(
  exists (select from approval_rule_people p where p.rule_id = k.id and p.user_id = ${one}.id)
  or exists (select from team_members m where m.team_id = k.team_id and m.user_id = ${one}.id))`

const namedIsHere = sql`exists (select from users x where ${isAnother(sql`x`)} and ${isNamed(sql`x`)})`

/**
 * Whether a user `u` may: whom the rule names, or, where nobody it names is here, managers; and owners, so that nothing
 * ever waits for nobody. Never whoever asked or wrote it.
 */
export const mayDecide = sql`(${isAnother(sql`u`)} and (u.role = 'owner' or ${isNamed(sql`u`)} or (
  u.role = 'manager' and not ${namedIsHere})))`

/** Whether a user `u` is called to decide: where the rule names somebody who is here, owners may and are left in peace. */
const isCalled = sql`(${mayDecide} and (${isNamed(sql`u`)} or not ${namedIsHere}))`

/** The ids of conversations in which something waits for somebody to decide. */
export const waitingFor = (userId: string): RawBuilder<unknown> => sql`
  select r.conversation_id from ${asked} join users u on u.id = ${userId} where a.decision is null and ${mayDecide}`

/** Everybody who may decide about an approval; whom its rule names first. */
export async function decidersOf(db: Db | Tx, approvalId: string): Promise<Who[]> {
  const { rows } = await sql<Who>`
    select u.id, u.name from ${asked} cross join users u where a.id = ${approvalId} and ${mayDecide}
    order by ${isNamed(sql`u`)} desc, u.name, u.id`.execute(db)
  return rows
}

/** The ids of whom an approval calls. */
export async function calledTo(tx: Tx, approvalId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select u.id from ${asked} cross join users u where a.id = ${approvalId} and ${isCalled} order by u.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Everybody who is called by something that waits now, with what; of very many the oldest. */
export async function allCalled(tx: Tx): Promise<Called[]> {
  const { rows } = await sql<Called>`
    with waiting as (
      select a.id from reply_approvals a where a.decision is null order by a.asked_at, a.id limit 500)
    select a.reply_id as reply, r.conversation_id as "conversationId", m.channel_id as "channelId", u.id as "userId"
    from ${asked} join messages m on m.id = r.in_reply_to cross join users u
    where a.id in (select id from waiting) and ${isCalled} order by a.asked_at, a.id, u.id limit 5000`.execute(tx)
  return rows
}

export interface Called {
  reply: string
  conversationId: string
  channelId: string
  userId: string
}

/** A list of their names as JSON, the first few, for a query that has `a`, `r` and `k`. */
export const fewDeciders = sql<Who[]>`coalesce((
  select json_agg(json_build_object('id', d.id, 'name', d.name) order by d.named desc, d.name) from (
    select u.id, u.name, ${isNamed(sql`u`)} as named from users u where ${mayDecide} order by 3 desc, 2 limit 6) d), '[]')`

export async function mayDecideOn(db: Db | Tx, approvalId: string, userId: string): Promise<boolean> {
  const { rows } = await sql`select from ${asked} join users u on u.id = ${userId}
    where a.id = ${approvalId} and ${mayDecide}`.execute(db)
  return rows.length > 0
}
