import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Bucket } from '../files/bucket.ts'
import { digest, formatVersion, frameWriter } from './file.ts'
import { type WrittenFiles, writeFiles } from './files.ts'
import { sealKey } from './passphrase.ts'
import { type BackupTable, quoted, tablesInOrder } from './tables.ts'

export interface BackupSummary extends WrittenFiles {
  tables: number
  rows: number
}

/**
 * Writes every table into one file, as it stood at one moment, while work goes on. The file has its name only when it
 * is whole. The key is in it only when a passphrase is given; without the key a restored installation works, but its
 * windows must be reconnected. Files that are in the bucket are read from there.
 */
export async function backup(
  pool: pg.Pool,
  path: string,
  options: { version: string; key?: { key: string; passphrase: string }; bucket?: Bucket },
): Promise<BackupSummary> {
  const unfinished = `${path}.unfinished`
  const client = await pool.connect()
  try {
    const zstd = createZstdCompress()
    const written = pipeline(zstd, createWriteStream(unfinished, { mode: 0o600 }))
    const summary = await Promise.race([
      writeAll(client, zstd, options),
      written.then(() => Promise.reject(new Error('The file ended early.'))),
    ])
    zstd.end()
    await written
    await rename(unfinished, path)
    return summary
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  } finally {
    client.release()
  }
}

async function writeAll(
  client: pg.PoolClient,
  zstd: ReturnType<typeof createZstdCompress>,
  options: Parameters<typeof backup>[2],
): Promise<BackupSummary> {
  const write = frameWriter(zstd)
  await client.query('begin transaction isolation level repeatable read read only')
  const { rows: migrations } = await client.query<{ name: string }>('select name from migrations order by name')
  await write(
    'H',
    JSON.stringify({
      tertulia: options.version,
      format: formatVersion,
      made_at: new Date().toISOString(),
      migrations: migrations.map(({ name }) => name),
    }),
  )
  const summary = { tables: 0, rows: 0 }
  for (const table of await tablesInOrder(client)) {
    summary.rows += await writeTable(client, write, table)
    summary.tables += 1
  }
  const files = await writeFiles(client, write, options.bucket)
  await client.query('commit')
  if (options.key) await write('K', JSON.stringify(sealKey(options.key.key, options.key.passphrase)))
  await write('Z', '')
  return { ...summary, ...files }
}

async function writeTable(
  client: pg.PoolClient,
  write: ReturnType<typeof frameWriter>,
  { name, columns }: BackupTable,
): Promise<number> {
  await write('T', JSON.stringify({ table: name, columns }))
  const copy = client.query(copyTo(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) to stdout`))
  const ended = once(copy, 'end')
  const hash = digest()
  for await (const chunk of copy) {
    hash.update(chunk)
    await write('D', chunk)
  }
  await ended
  await write('E', JSON.stringify({ rows: copy.rowCount, sha256: hash.digest('hex') }))
  return copy.rowCount
}
