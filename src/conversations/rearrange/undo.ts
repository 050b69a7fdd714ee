import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { words } from '../../lib/words.ts'
import { findRearrangement, type Standing } from './find.ts'
import { reseat } from './follow-messages.ts'
import { hold } from './hold.ts'
import { freeze } from './merge.ts'
import { placeAgain } from './place-again.ts'
import { settleAll } from './settle-all.ts'
import { giveDraft } from './split.ts'
import { takeArrivalBack, takeStateBack, wakeFrozen } from './take-state-back.ts'
import { wakeSpoken } from './wake-spoken.ts'

/**
 * As if a merge, a split or a move had not been: also what came since goes where it would have gone. Refuses (409) while
 * something later stands on it, and what the network has shown to be one thread.
 */
export async function undoRearrangement(tx: Tx, id: string, by: { id: string }, now = new Date()): Promise<Standing> {
  const before = await findRearrangement(tx, id)
  await hold(tx, [before.fromId, before.toId])
  if (before.kind === 'merge') await sql`select from conversations where id = ${before.fromId} for update`.execute(tx)
  const done = await findRearrangement(tx, id)
  if (done.undoneAt) return done
  if (done.overtakenAt) throw new Refusal(409, words('conversations.undo-overtaken'))
  if (done.isStoodOn) throw new Refusal(409, words('conversations.undo-first'))
  const ids = done.kind === 'merge' ? await unmerge(tx, done) : await uncut(tx, done)
  await sql`update rearrangements set undone_at = now(), undone_by = ${by.id} where id = ${id}`.execute(tx)
  const data = { rearrangement: id, as: done.kind }
  await record(tx, 'conversation.rearranged-back', {
    conversation: { id: done.toId },
    by,
    data: { ...data, other: done.fromId },
  })
  await record(tx, 'conversation.rearranged-back', {
    conversation: { id: done.fromId },
    by,
    data: { ...data, other: done.toId },
  })
  await settleAll(tx, ids, now, done.kept.mute)
  return done
}

async function unmerge(tx: Tx, done: Standing): Promise<string[]> {
  const { fromId, toId } = done
  await sql`delete from conversation_unions where absorbed_id = ${fromId}`.execute(tx)
  await reseat(tx, toId)
  await wakeFrozen(tx, done)
  await takeStateBack(tx, done)
  return [fromId, toId]
}

/** What the split made has nothing any more: its notes and its draft go back, and its address leads to where they are. */
async function uncut(tx: Tx, done: Standing): Promise<string[]> {
  const { id, kind, fromId, toId } = done
  const { rows } = await sql<{ threadId: string }>`
    delete from thread_cuts where rearrangement_id = ${id} returning thread_id as "threadId"`.execute(tx)
  const touched = await placeAgain(tx, [...new Set(rows.map(({ threadId }) => threadId))])
  if (kind === 'move') {
    await takeArrivalBack(tx, done)
    await wakeSpoken(tx, touched)
    return [...new Set([...touched, fromId, toId])]
  }
  await giveDraft(tx, toId, fromId)
  await freeze(tx, toId, fromId)
  await reseat(tx, toId)
  const left = [...new Set([...touched, fromId])].filter((one) => one !== toId)
  await wakeSpoken(tx, left)
  return left
}
