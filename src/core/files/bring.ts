import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { words } from '../../lib/words.ts'
import type { Db } from '../database.ts'
import { Refusal } from '../errors.ts'
import { type Bucket, bucketOf } from './bucket.ts'
import { BucketFailure } from './bucket-failure.ts'
import { measure } from './measure.ts'
import { type FilesHome, putObject } from './objects.ts'
import { sniff } from './sniff.ts'

const usualMax = 10_000_000
/** A bucket that failed is not asked for every picture. */
const restMs = 60_000

/** Bytes on their way in: `keepFile` makes a file of them. */
export interface Brought {
  sha256: Buffer
  /** By what it contains. */
  mime: string
  bytes: number
  width: number | null
  height: number | null
  /** Where the bytes are already; in the database they are written with the row. */
  place: 'bucket' | 'database' | 'kept'
  content: Buffer | null
}

/**
 * Brings bytes to where files live, outside of any transaction: nothing waits for the bucket with rows locked. While the
 * bucket fails they go into the database, and move when it is back. Refuses (413) what is larger than `maxBytes`.
 */
export async function bringFile(home: FilesHome, given: Uint8Array, { maxBytes = usualMax } = {}): Promise<Brought> {
  if (given.length > maxBytes) throw new Refusal(413, words('core.file-large', { limit: Math.round(maxBytes / 1e6) }))
  const sha256 = createHash('sha256').update(given).digest()
  const mime = await sniff(given)
  const { width, height } = measure(given, mime) ?? { width: null, height: null }
  const brought = { sha256, mime, bytes: given.length, width, height }
  if (await isKept(home.db, sha256)) return { ...brought, place: 'kept', content: null }
  if (await isPut(home, sha256, given)) return { ...brought, place: 'bucket', content: null }
  return { ...brought, place: 'database', content: Buffer.from(given) }
}

/** One that is here stays a day longer: what somebody is about to refer to must not be cleared away as unused. */
async function isKept(db: Db, sha256: Buffer): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('files')
    .set({ stored_at: sql<Date>`now()` })
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const restsUntil = new WeakMap<Bucket, number>()

async function isPut({ db, config, log }: FilesHome, sha256: Buffer, bytes: Uint8Array): Promise<boolean> {
  const bucket = config.files.in === 'bucket' ? bucketOf(config) : undefined
  if (!bucket || Date.now() < (restsUntil.get(bucket) ?? 0)) return false
  try {
    await putObject(db, bucket, sha256, bytes)
    return true
  } catch (err) {
    if (!(err instanceof BucketFailure)) throw err
    restsUntil.set(bucket, Date.now() + restMs)
    log.warn({ err }, 'the bucket fails; files go into the database until it is back')
    return false
  }
}
