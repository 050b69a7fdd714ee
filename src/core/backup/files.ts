import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type Bucket, type BucketObject, wholeObject } from '../files/bucket.ts'
import { BucketFailure } from '../files/bucket-failure.ts'
import { BackupDamaged, type Frame, type frameWriter } from './file.ts'

export interface WrittenFiles {
  /** Files whose bytes came from the bucket. */
  fromBucket: number
  /** Files that the bucket lost: they are in no backup either. */
  lost: number
}

const atOnce = 4
const batch = 500
const nameLength = 32

/** Writes the bytes that are not in the tables, each as `F`: its SHA-256 and what it contains. */
export async function writeFiles(
  client: pg.PoolClient,
  write: ReturnType<typeof frameWriter>,
  bucket: Bucket | undefined,
): Promise<WrittenFiles> {
  const written: WrittenFiles = { fromBucket: 0, lost: 0 }
  for await (const files of filesInBucket(client)) {
    if (!bucket)
      throw new BackupDamaged(
        'Some files are in a bucket, but the settings do not say which. Set S3_BUCKET and its keys; no backup was written.',
      )
    const contents = await Promise.all(files.map((file) => readFile(bucket, file)))
    for (const [index, { sha256 }] of files.entries()) {
      const content = contents[index]
      if (content) await write('F', Buffer.concat([sha256, content]))
      written[content ? 'fromBucket' : 'lost'] += 1
    }
  }
  return written
}

type Stored = BucketObject & { bytes: number }

async function* filesInBucket(client: pg.PoolClient): AsyncGenerator<Stored[]> {
  let last: Buffer = Buffer.alloc(0)
  for (;;) {
    const { rows } = await client.query<Stored>(
      `select sha256, bytes, (select name from bucket_folder) as folder from files
       where place = 'bucket' and sha256 > $1 order by sha256 limit $2`,
      [last, batch],
    )
    for (let at = 0; at < rows.length; at += atOnce) yield rows.slice(at, at + atOnce)
    const end = rows.at(-1)
    if (!end) return
    last = end.sha256
  }
}

/** Undefined when the bucket lost it or holds something else: one lost picture does not stand in the way of all the rest. */
async function readFile(bucket: Bucket, file: Stored): Promise<Buffer | undefined> {
  try {
    return await wholeObject(bucket, file, file.bytes)
  } catch (error) {
    if (!(error instanceof BucketFailure)) throw error
    if (!error.isOfTheBucket) return undefined
    throw new BackupDamaged(`${error.message}. Files are in it, so no backup was written.`)
  }
}

/** Puts the bytes into the database with everything else, all or nothing; from there they move to where files live. */
export async function putFileBack(client: pg.PoolClient, { body }: Frame): Promise<void> {
  const sha256 = body.subarray(0, nameLength)
  const content = body.subarray(nameLength)
  const isWhole = createHash('sha256').update(content).digest().equals(sha256)
  const { rowCount } = await client.query(
    `update files set place = 'database', content = $2 where sha256 = $1 and place = 'bucket'`,
    [sha256, content],
  )
  if (!isWhole || rowCount !== 1)
    throw new BackupDamaged('A file is not what was written: the backup is damaged. Nothing was restored.')
}
