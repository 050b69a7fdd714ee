import { lockConversation } from '../conversations/index.ts'
import type { Tx } from '../core/database.ts'
import { notFound } from '../core/errors.ts'
import { causing } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { type DeedKinds, doDeeds, type Person } from './deed.ts'
import type { Macro } from './macro.ts'

/** Somebody does the deeds of a macro to a conversation, all or none. Undefined: all of it was so already. */
export async function runMacro(
  tx: Tx,
  kinds: DeedKinds,
  macro: Pick<Macro, 'id' | 'deeds' | 'removedAt'>,
  conversationId: string,
  by: Person,
  now: Date,
): Promise<string | undefined> {
  if (macro.removedAt) throw notFound()
  const id = newId()
  const conversation = await lockConversation(tx, conversationId)
  const done = await causing(tx, { macro: macro.id, run: id }, () =>
    doDeeds(tx, kinds, conversation.id, macro.deeds, { by, now }),
  )
  if (done.length === 0) return undefined
  const row = { id, macro_id: macro.id, conversation_id: conversation.id, run_by: by.id, ran_at: now }
  await tx
    .insertInto('automation_runs')
    .values({ ...row, because: '[]', did: JSON.stringify(done) })
    .execute()
  return id
}
