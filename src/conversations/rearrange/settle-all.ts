import type { Tx } from '../../core/database.ts'
import { awaitAssignment } from '../assignment/await.ts'
import { settleClocks } from '../service-levels/settle.ts'
import { recount } from './recount.ts'

/** Conversations that gained or lost messages: what they say of them, their clocks, and to whom they go. */
export async function settleAll(
  tx: Tx,
  ids: readonly string[],
  now: Date,
  mute: readonly string[] = [],
): Promise<void> {
  await recount(tx, ids, mute)
  await settleClocks(tx, ids, now)
  await awaitAssignment(tx, ids)
}
