import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { words } from '../../lib/words.ts'
import { mayDecideOn } from './deciders.ts'
import type { Decision } from './tables.ts'

/** An approval that waits, kept from changing. */
export interface Open {
  id: string
  ruleId: string
  askedBy: string | null
  writer: string | null
  seen: number
  closes: boolean
}

interface Row extends Open {
  decision: Decision | null
  decider: string | null
}

/**
 * The approval that somebody is about to decide; the conversation is held by the caller. Refuses (409) where nothing waits any
 * more, with who decided, or where the one that they saw (`shown`) is decided and it waits by another rule, and (403) who may
 * not: their own, or not theirs to decide.
 */
export async function lockOpen(tx: Tx, replyId: string, by: { id: string }, shown?: string): Promise<Open> {
  const { rows } = await sql<Row>`
    select a.id, a.rule_id as "ruleId", a.asked_by as "askedBy", r.written_by as writer, a.seen::float8 as seen, a.closes,
      a.decision, u.name as decider
    from reply_approvals a join replies r on r.id = a.reply_id left join users u on u.id = a.decided_by
    where a.reply_id = ${replyId} order by a.asked_at desc, a.id desc limit 1 for update of a`.execute(tx)
  const [last] = rows
  if (!last) throw new Refusal(409, words('conversations.approval-none'))
  if (last.decision)
    throw new Refusal(409, words(`conversations.approval-was-${last.decision}`, { name: last.decider ?? '–' }))
  if (shown !== undefined && shown !== last.id)
    throw new Refusal(409, words('conversations.approval-anew', { name: await deciderOf(tx, replyId, shown) }))
  if (last.askedBy === by.id || last.writer === by.id) throw new Refusal(403, words('conversations.approval-own'))
  if (!(await mayDecideOn(tx, last.id, by.id))) throw new Refusal(403, words('conversations.approval-not-yours'))
  return last
}

async function deciderOf(tx: Tx, replyId: string, id: string): Promise<string> {
  const row = await tx
    .selectFrom('reply_approvals')
    .innerJoin('users', 'users.id', 'reply_approvals.decided_by')
    .select('users.name')
    .where('reply_approvals.id', '=', id)
    .where('reply_approvals.reply_id', '=', replyId)
    .executeTakeFirst()
  return row?.name ?? '–'
}

export const decide = (tx: Tx, id: string, decision: Decision, by: { id: string }, remark: string | null = null) =>
  sql`update reply_approvals set decision = ${decision}, decided_by = ${by.id}, decided_at = now(), remark = ${remark}
    where id = ${id}`.execute(tx)
