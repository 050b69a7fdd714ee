import { findLessons, keepLearned } from '../conversations/index.ts'
import type { Intake } from './understand.ts'
import { bringLearned } from './understand-heard.ts'

/**
 * Learns anew from all that people taught and that stands, and keeps what it came to: undone lessons leave no trace. Throws
 * when there is no reader now; the queue then tries again.
 */
export async function learn({ core, understanding }: Intake): Promise<void> {
  if (!understanding) return
  const lessons = await findLessons(core.db)
  const trial = lessons.length > 0 ? await understanding.learn(lessons) : { figures: [] }
  const over = (await understanding.version())?.split('+')[0] ?? ''
  await core.db.transaction().execute((tx) => keepLearned(tx, lessons.length, over, trial))
  // At once, for whoever looks what their correction taught.
  await bringLearned(core.db, understanding, { atOnce: true })
}
