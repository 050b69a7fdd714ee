import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../database.ts'
import { type Bucket, bucketOf, wholeObject } from './bucket.ts'
import { BucketFailure } from './bucket-failure.ts'
import { type FilesHome, folderOf, putObject } from './objects.ts'

export interface Moved {
  moved: number
  /** Files that could not be moved while others could. */
  failed: number
  /** The bucket itself failed: the rest stays where it is, safe, until the next time. */
  trouble: BucketFailure | undefined
}

const atOnce = 4
const batch = 20

/**
 * Brings files to where the configuration wants them, from the database into the bucket or back, until all are there or
 * `isOver`. Each is in its new place before it leaves the old one, so it may be ended anywhere and begun again.
 */
export async function moveFiles({ db, config, log }: FilesHome, isOver = () => false): Promise<Moved> {
  const summary: Moved = { moved: 0, failed: 0, trouble: undefined }
  const bucket = bucketOf(config)
  if (!bucket) return summary
  const move = config.files.in === 'bucket' ? intoBucket(db, bucket) : intoDatabase(db, bucket, await folderOf(db))
  const from = config.files.in === 'bucket' ? 'database' : 'bucket'
  for await (const file of filesIn(db, from)) {
    if (isOver() || summary.trouble) break
    const results = await Promise.allSettled(file.map(move))
    for (const result of results) {
      if (result.status === 'fulfilled') summary.moved += result.value ? 1 : 0
      else if (!(result.reason instanceof BucketFailure)) throw result.reason
      else if (result.reason.isOfTheBucket) summary.trouble = result.reason
      else {
        summary.failed += 1
        log.warn({ err: result.reason }, 'a file could not be moved')
      }
    }
  }
  return summary
}

interface Waiting {
  sha256: Buffer
  bytes: number
}

/** A few at a time, each once, also those that do not move. */
async function* filesIn(db: Db, place: 'database' | 'bucket'): AsyncGenerator<Waiting[]> {
  let last: Buffer = Buffer.alloc(0)
  for (;;) {
    const found = await db
      .selectFrom('files')
      .select(['sha256', 'bytes'])
      .where('place', '=', place)
      .where('sha256', '>', last)
      .orderBy('sha256')
      .limit(batch)
      .execute()
    for (let at = 0; at < found.length; at += atOnce) yield found.slice(at, at + atOnce)
    const end = found.at(-1)
    if (!end) return
    last = end.sha256
  }
}

/** Answers whether it moved: it may have been removed, or moved by another process, meanwhile. */
type Move = (file: Waiting) => Promise<boolean>

const intoBucket =
  (db: Db, bucket: Bucket): Move =>
  async ({ sha256 }) => {
    const row = await db.selectFrom('files').select('content').where('sha256', '=', sha256).executeTakeFirst()
    if (!row?.content) return false
    if (!createHash('sha256').update(row.content).digest().equals(sha256))
      throw new BucketFailure('damaged', `In the database the file ${sha256.toString('hex')} is not what it was`)
    await putObject(db, bucket, sha256, row.content)
    const { numUpdatedRows } = await db
      .updateTable('files')
      .set({ place: 'bucket', content: null })
      .where('sha256', '=', sha256)
      .where('place', '=', 'database')
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

/** What stays behind in the bucket is nobody's from now on, and is taken away a day later. */
const intoDatabase =
  (db: Db, bucket: Bucket, folder: string): Move =>
  async ({ sha256, bytes }) => {
    const content = await wholeObject(bucket, { folder, sha256 }, bytes)
    const { numAffectedRows } = await sql`
      with left_behind as (update bucket_objects set needed_at = now() where sha256 = ${sha256})
      update files set place = 'database', content = ${content} where sha256 = ${sha256} and place = 'bucket'`.execute(
      db,
    )
    return (numAffectedRows ?? 0n) > 0n
  }
