import type { Tx } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import type { Viewer } from '../../core/web.ts'
import { findSavedReply, refuseOthers, type SavedReply } from './saved-reply.ts'

type By = Pick<Viewer, 'id' | 'can' | 'teamIds'>

/** Takes one away: nobody is offered it any more. What it was, and where it was used, is kept. */
export async function removeReply(tx: Tx, id: string, by: By): Promise<SavedReply> {
  const found = await findSavedReply(tx, id)
  refuseOthers(by, found.team?.id ?? null)
  const removed = await tx
    .insertInto('saved_reply_removals')
    .values({ saved_reply_id: id, removed_by: by.id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('removed_at')
    .executeTakeFirst()
  if (removed) await record(tx, 'saved-reply.removed', { by, data: { saved_reply: id } })
  return { ...found, removedAt: removed?.removed_at ?? found.removedAt }
}

/** Brings it back as it was. */
export async function restoreReply(tx: Tx, id: string, by: By): Promise<SavedReply> {
  const found = await findSavedReply(tx, id)
  refuseOthers(by, found.team?.id ?? null)
  const { numDeletedRows } = await tx
    .deleteFrom('saved_reply_removals')
    .where('saved_reply_id', '=', id)
    .executeTakeFirst()
  if (numDeletedRows > 0n) await record(tx, 'saved-reply.restored', { by, data: { saved_reply: id } })
  return { ...found, removedAt: null }
}
