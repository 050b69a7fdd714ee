import { sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import { forbidden, Refusal } from '../../core/errors.ts'
import { addJob } from '../../core/jobs.ts'
import type { Viewer } from '../../core/web.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import { abilityOfDeed, type GivenDeed, settleDeed } from '../deeds.ts'
import { type Chosen, chosenIds } from './chosen.ts'
import { pageful } from './run.ts'
import { step } from './step.ts'

export const bulkJob = 'conversations.bulk'

/**
 * Does a deed to many conversations: no more than a page of them at once, in this transaction; of more, it is begun and goes
 * on by itself. Which they are is settled now. Gives its id. Refuses (403, 422) what cannot be.
 */
export async function beginBulk(
  db: Db,
  deed: GivenDeed,
  chosen: Chosen,
  viewer: Viewer,
  now: Date,
): Promise<{ id: string }> {
  if (!viewer.can.has(abilityOfDeed(deed))) throw forbidden()
  const ids = await chosenIds(db, chosen, viewer, now)
  const id = newId()
  await db.transaction().execute(async (tx) => {
    const settled = await settleDeed(tx, deed, { by: viewer, now, timeZone: viewer.timeZone })
    await sql`insert into bulk_runs (id, deed, asked_by, state, total, bound, last)
      values (${id}, ${JSON.stringify(settled)}, ${viewer.id}, 'doing', 0, 0, 0)`.execute(tx)
    const { numAffectedRows = 0n } = await sql`
      insert into bulk_items (run_id, place, conversation_id)
      select ${id}, chosen.place, chosen.id from (${ids}) as chosen`.execute(tx)
    const total = Number(numAffectedRows)
    if (total === 0)
      throw new Refusal(422, words('conversations.bulk-none'), { fields: { ids: words('conversations.bulk-none') } })
    await sql`update bulk_runs set total = ${total}, bound = ${total}, last = ${total} where id = ${id}`.execute(tx)
    if (total > pageful || (await step(tx, id, now, pageful))) await goOn(tx, id)
  })
  return { id }
}

/** The job that does the rest; what runs already sees it too. */
export const goOn = (tx: Parameters<typeof addJob>[0], id: string): Promise<void> =>
  addJob(tx, bulkJob, { run: id }, { key: `${bulkJob}:${id}`, urgent: true })
