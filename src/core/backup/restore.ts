import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createZstdDecompress } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { z } from 'zod'
import { migrate, readMigrations } from '../migrate.ts'
import { BackupDamaged, digest, type Frame, header, jsonOf, keyFrame, readFrames, tableEnd, tableHead } from './file.ts'
import { putFileBack } from './files.ts'
import { openKey } from './passphrase.ts'
import { quoted } from './tables.ts'

export interface Restored {
  rows: number
  /** The installation's key, when it was in the backup and the passphrase opened it. */
  key: string | undefined
}

/**
 * Fills an empty database from a backup, in one transaction: all of it or nothing. The tables are made as they were when
 * it was written, filled, and then brought up to date.
 */
export async function restore(pool: pg.Pool, path: string, passphrase: string | undefined): Promise<Restored> {
  await refuseFilled(pool)
  const frames = readFrames(decompressed(path))
  const head = jsonOf(header, await nextFrame(frames, 'H'))
  await makeTables(pool, head)
  const client = await pool.connect()
  try {
    await client.query('begin')
    const restored = await fill(client, frames, passphrase)
    await mendSequences(client)
    await client.query('commit')
    await migrate(pool)
    return restored
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

function decompressed(path: string) {
  const file = createReadStream(path)
  const zstd = createZstdDecompress()
  file.on('error', (error) => zstd.destroy(error))
  zstd.on('error', () => file.destroy())
  return file.pipe(zstd)
}

async function refuseFilled(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ filled: boolean }>(`select to_regclass('organisation') is not null as filled`)
  if (!rows[0]?.filled) return
  const { rowCount } = await pool.query(
    'select from organisation union all select from (select from users limit 1) u limit 1',
  )
  if (rowCount)
    throw new BackupDamaged(
      'There is an installation here already. Restore into an empty data folder (TERTULIA_DATA) or database; nothing was changed.',
    )
}

async function makeTables(pool: pg.Pool, { migrations }: z.output<typeof header>): Promise<void> {
  const ours = await readMigrations()
  const missing = migrations.filter((name) => !ours.some((one) => one.name === name))
  if (missing.length > 0)
    throw new BackupDamaged(
      `This backup was written by a newer Tertulia (${missing[0]}). Restore it with that version; nothing was changed.`,
    )
  await migrate(
    pool,
    ours.filter((one) => migrations.includes(one.name)),
  )
}

async function nextFrame(frames: AsyncGenerator<Frame>, ...types: string[]): Promise<Frame> {
  const next = await frames.next().catch((cause: unknown) => {
    if (cause instanceof BackupDamaged) throw cause
    throw new BackupDamaged(
      `The backup cannot be read (${cause instanceof Error ? cause.message : String(cause)}). Nothing was restored.`,
    )
  })
  if (next.done || !types.includes(next.value.type))
    throw new BackupDamaged('The backup is damaged or cut short. Nothing was restored.')
  return next.value
}

async function fill(
  client: pg.PoolClient,
  frames: AsyncGenerator<Frame>,
  passphrase: string | undefined,
): Promise<Restored> {
  const restored: Restored = { rows: 0, key: undefined }
  for (;;) {
    const frame = await nextFrame(frames, 'T', 'F', 'K', 'Z')
    if (frame.type === 'Z') return restored
    if (frame.type === 'T') restored.rows += await fillTable(client, frames, jsonOf(tableHead, frame))
    else if (frame.type === 'F') await putFileBack(client, frame)
    else restored.key = unlock(jsonOf(keyFrame, frame), passphrase)
  }
}

function unlock(frame: z.output<typeof keyFrame>, passphrase: string | undefined): string | undefined {
  if (passphrase === undefined) return undefined
  const key = openKey(frame, passphrase)
  if (key === undefined)
    throw new BackupDamaged('The passphrase is not the one the key was put into the backup with. Nothing was restored.')
  return key
}

async function fillTable(
  client: pg.PoolClient,
  frames: AsyncGenerator<Frame>,
  { table, columns }: z.output<typeof tableHead>,
): Promise<number> {
  // A migration may have put the first row there.
  await client.query(`delete from ${quoted(table)}`)
  const copy = client.query(copyFrom(`copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin`))
  const finished = once(copy, 'finish')
  finished.catch(() => {})
  const hash = digest()
  for (;;) {
    const frame = await nextFrame(frames, 'D', 'E')
    if (frame.type === 'D') {
      hash.update(frame.body)
      if (!copy.write(frame.body)) await Promise.race([once(copy, 'drain'), finished])
      continue
    }
    copy.end()
    await finished
    const end = jsonOf(tableEnd, frame)
    if (hash.digest('hex') !== end.sha256 || copy.rowCount !== end.rows)
      throw new BackupDamaged(
        `The rows of “${table}” are not those that were written: the backup is damaged. Nothing was restored.`,
      )
    return end.rows
  }
}

/** Identity columns go on after the highest number that came back. */
async function mendSequences(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(`
    select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attidentity <> '' and c.relnamespace = current_schema()::regnamespace`)
  for (const { table, column } of rows)
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), greatest((select max(${quoted(column)}) from ${quoted(table)}), 1))`,
      [quoted(table), column],
    )
}
