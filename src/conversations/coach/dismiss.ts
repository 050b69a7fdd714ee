import { sql } from 'kysely'
import type { Db, Tx } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import { newId } from '../../lib/ids.ts'
import { lockConversation } from '../conversation.ts'
import { reached } from './reached.ts'
import { type RemarkKind, remarkKinds } from './remark.ts'

/** Waves a remark away: it is not made again to this person here until they have answered. Twice is once. */
export async function dismiss(
  tx: Tx,
  conversationId: string,
  it: { kind: RemarkKind; language: string },
  by: { id: string },
): Promise<void> {
  const conversation = await lockConversation(tx, conversationId)
  if ((await findDismissed(tx, conversation.id, by)).has(it.kind)) return
  const row = { id: newId(), conversation_id: conversation.id, user_id: by.id, ...it, at: new Date() }
  await tx.insertInto('coach_dismissals').values(row).execute()
  await record(tx, 'remark.dismissed', { conversation, by, data: { kind: it.kind } })
}

/** Lets it speak again. */
export async function recall(tx: Tx, conversationId: string, kind: RemarkKind, by: { id: string }): Promise<void> {
  const conversation = await lockConversation(tx, conversationId)
  const { rows } = await sql`
    delete from coach_dismissals where conversation_id = ${conversation.id} and user_id = ${by.id} and kind = ${kind}
      and at > ${sinceTheyAnswered(conversation.id, by)} returning id`.execute(tx)
  if (rows.length > 0) await record(tx, 'remark.recalled', { conversation, by, data: { kind } })
}

/** What this person has waved away here since they last answered. */
export async function findDismissed(db: Db | Tx, conversationId: string, by: { id: string }): Promise<Set<RemarkKind>> {
  const { rows } = await sql<{ kind: string }>`
    select kind from coach_dismissals where conversation_id = ${conversationId} and user_id = ${by.id}
      and at > ${sinceTheyAnswered(conversationId, by)}`.execute(db)
  const kinds = new Set(rows.map(({ kind }) => kind))
  return new Set(remarkKinds.filter((kind) => kinds.has(kind)))
}

const sinceTheyAnswered = (conversationId: string, by: { id: string }) => sql`coalesce(
  (select max(written_at) from replies r where conversation_id = ${conversationId} and written_by = ${by.id}
    and ${reached}), '-infinity')`
