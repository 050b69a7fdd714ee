import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { forbidden } from '../../core/errors.ts'
import { mayDecideOn } from './deciders.ts'

/**
 * What waited for approval is taken back: by whoever wrote it or asked, or by somebody who may decide; by nobody else (403).
 * Nothing where nothing waits.
 */
export async function endByWithdrawing(tx: Tx, replyId: string, by: { id: string }): Promise<void> {
  const open = await tx
    .selectFrom('reply_approvals as a')
    .innerJoin('replies as r', 'r.id', 'a.reply_id')
    .select(['a.id', 'a.asked_by', 'r.written_by'])
    .where('a.reply_id', '=', replyId)
    .where('a.decision', 'is', null)
    .executeTakeFirst()
  if (!open) return
  const isOwn = open.asked_by === by.id || open.written_by === by.id
  if (!isOwn && !(await mayDecideOn(tx, open.id, by.id))) throw forbidden()
  await sql`update reply_approvals set decision = 'withdrawn', decided_by = ${by.id}, decided_at = now()
    where id = ${open.id}`.execute(tx)
}
