import { sql } from 'kysely'
import type { Tx } from '../../core/database.ts'
import { record } from '../../core/events.ts'
import { cleanText } from '../../lib/clean-text.ts'
import type { Words } from '../../lib/words.ts'

/** Somebody else reads this file now, or it was stopped: the batch is not ours to store. */
export class ImportLost extends Error {
  override readonly name = 'ImportLost'
}

/** A line that could not be taken in. */
export interface RefusedLine {
  line: number
  raw: string
  reason: Words
}

export interface Step {
  from: number
  position: number
  line: number
  fresh: number
  known: number
  refused: readonly RefusedLine[]
  /** Whether open pages are told. */
  tell: boolean
}

/** More than this are counted, not kept: whoever has as many will mend the file's beginning first. */
export const refusalsKept = 100_000
const rawKept = 10_000

/** Moves how far a file is read, in the transaction that stores what was read. Refuses when it is not where it was. */
export async function advance(tx: Tx, importId: string, processId: string, step: Step): Promise<void> {
  const { rows } = await sql<{ refused: number; channel_id: string }>`
    update imports set position = ${step.position}, line = ${step.line}, fresh = fresh + ${step.fresh},
      known = known + ${step.known}, refused = refused + ${step.refused.length}
    where id = ${importId} and run_by = ${processId} and position = ${step.from} and done_at is null
      and not exists (select from import_stops s where s.import_id = ${importId})
    returning refused, channel_id`.execute(tx)
  const [row] = rows
  if (!row) throw new ImportLost(importId)
  if (row.refused - step.refused.length < refusalsKept) await keep(tx, importId, step.refused)
  if (step.tell) await record(tx, 'import.moved', { channel: { id: row.channel_id }, data: { import: importId } })
}

async function keep(tx: Tx, importId: string, refused: readonly RefusedLine[]): Promise<void> {
  if (refused.length === 0) return
  await sql`insert into import_refusals (import_id, line, reason, raw)
    select ${importId}, line, reason::jsonb, raw from unnest(
      ${refused.map(({ line }) => line)}::bigint[], ${refused.map(({ reason }) => JSON.stringify(reason))}::text[],
      ${refused.map(({ raw }) => cleanText(raw.slice(0, rawKept)))}::text[]) as given (line, reason, raw)
    on conflict do nothing`.execute(tx)
}
