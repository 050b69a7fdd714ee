import { sql } from 'kysely'
import type { Tx } from '../core/database.ts'
import { record } from '../core/events.ts'
import { deedGiven, type GivenDeed } from './deed.ts'

/** What bells tell of many at once, each with the deed that would take it back. */
const told = { assign: 'unassign', close: 'reopen' } as const

/** A macro on many has ended: as after a deed on many, one line tells each whom it concerns. */
export async function tellBatch(tx: Tx, batch: { id: string; asked_by: string; deeds: unknown }): Promise<void> {
  const deeds = deedGiven.array().parse(batch.deeds)
  for (const [name, back] of Object.entries(told)) {
    const last = deeds.findLast((deed) => deed.do === name || deed.do === back)
    const count = last?.do === name ? await countDone(tx, batch.id, name) : 0
    if (count === 0) continue
    const data = { bulk: batch.id, deed: name, count, ...toWhom(last) }
    await record(tx, 'bulk.done', { by: { id: batch.asked_by }, data })
  }
}

const toWhom = (deed: GivenDeed | undefined) => (typeof deed?.to === 'string' ? { to: deed.to } : {})

async function countDone(tx: Tx, id: string, name: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from automation_runs
    where batch_id = ${id} and undone_at is null and did @> ${JSON.stringify([{ do: name }])}::jsonb`.execute(tx)
  return rows[0]?.count ?? 0
}
