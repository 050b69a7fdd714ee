import type { FileHandle } from 'node:fs/promises'
import { rm } from 'node:fs/promises'
import { connectorOf, findChannel } from '../../channels/index.ts'
import { Refusal } from '../../core/errors.ts'
import { record } from '../../core/events.ts'
import { type Words, words } from '../../lib/words.ts'
import { LeaseLost } from '../take.ts'
import type { Intake } from '../understand.ts'
import { ImportLost } from './advance.ts'
import { batches, type batchSize } from './batches.ts'
import { claimImport, releaseImport } from './claim.ts'
import { pathOf } from './files.ts'
import { findImport, type Import } from './import.ts'
import { fingerprintOf, withFile } from './prepare-file.ts'
import { readEntries } from './read.ts'
import { readingFor } from './reading.ts'
import { type Running, storeBatch } from './store.ts'

/** How a run ended. `elsewhere`: another process reads it, or there was nothing to read on. */
export type RunEnd = 'done' | 'failed' | 'lost' | 'interrupted' | 'elsewhere'

export interface RunHow {
  processId: string
  signal: AbortSignal
  /** Called after each batch. */
  onStep?: (run: { position: number }) => void
  batch?: typeof batchSize
}

// A woken job may come while the last one still runs.
const running = new Set<string>()

/**
 * Reads a file on from where it is, batch by batch, each in one transaction with its place in the file. Killed anywhere,
 * nothing is lost and nothing is here twice.
 */
export async function runImport(board: Intake, id: string, how: RunHow): Promise<RunEnd> {
  const { db } = board.core
  if (running.has(id) || !(await claimImport(db, id, how.processId))) return 'elsewhere'
  running.add(id)
  try {
    return await readOn(board, await findImport(db, id), how)
  } catch (error) {
    if (error instanceof ImportLost) return 'lost'
    if (error instanceof LeaseLost) return await fail(board, id, words('import.window-gone'))
    if (error instanceof Refusal) return await fail(board, id, error.words)
    throw error
  } finally {
    running.delete(id)
    // Without a database nothing is released; the process that no longer beats holds nothing.
    await releaseImport(db, id, how.processId).catch(() => {})
  }
}

async function readOn(board: Intake, it: Import, how: RunHow): Promise<RunEnd> {
  const { core } = board
  const channel = await findChannel(core.db, it.channel.id)
  const run: Running = {
    core,
    understanding: board.understanding,
    matching: board.matching,
    connector: connectorOf(board, channel.network),
    channel,
    importId: it.id,
    processId: how.processId,
    reading: readingFor(board, channel, it.plan, it.beganAt ?? core.clock.now()),
    position: it.position,
    toldAt: 0,
  }
  const path = pathOf(core.config, it)
  const end = await withFile(path, (file) => readAll(file, it, run, how))
  if (end !== 'done') return end
  await finish(board, it, how.processId)
  if (it.uploaded) await rm(path, { force: true })
  return 'done'
}

async function readAll(file: FileHandle, it: Import, run: Running, how: RunHow): Promise<'done' | 'interrupted'> {
  const { fingerprint } = await fingerprintOf(file)
  if (fingerprint !== it.fingerprint) throw new Refusal(409, words('import.file-changed'))
  const entries = readEntries(file, it.plan.format, { position: it.position, line: it.line })
  for await (const batch of batches(entries, how.batch)) {
    if (how.signal.aborted) return 'interrupted'
    await storeBatch(run, batch)
    how.onStep?.(run)
  }
  return 'done'
}

async function finish(board: Intake, it: Import, processId: string): Promise<void> {
  const { db, clock } = board.core
  await db.transaction().execute(async (tx) => {
    const done = await tx
      .updateTable('imports')
      .set({ done_at: clock.now(), position: it.bytes })
      .where('id', '=', it.id)
      .where('run_by', '=', processId)
      .where('done_at', 'is', null)
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) throw new ImportLost(it.id)
    await tx.deleteFrom('import_prints').where('import_id', '=', it.id).execute()
    await tx.deleteFrom('import_stops').where('import_id', '=', it.id).execute()
    await record(tx, 'import.done', { channel: it.channel, data: { import: it.id } })
  })
}

async function fail({ core }: Intake, id: string, said: Words): Promise<RunEnd> {
  await core.db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('imports')
      .set({ failure: JSON.stringify(said) })
      .where('id', '=', id)
      .returning('channel_id')
      .executeTakeFirst()
    if (row) await record(tx, 'import.failed', { channel: { id: row.channel_id }, data: { import: id } })
  })
  return 'failed'
}
