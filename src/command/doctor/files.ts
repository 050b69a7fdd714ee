import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '../../core/database.ts'
import { type Bucket, bucketOf, wholeObject } from '../../core/files/bucket.ts'
import { BucketFailure, type BucketTrouble } from '../../core/files/bucket-failure.ts'
import { folderOf, putObject } from '../../core/files/objects.ts'
import { type Finding, good, note, wrong } from './finding.ts'
import type { Opened } from './opened.ts'

/** Where files are, whether the bucket takes, gives and forgets, and how many are on the way. */
export async function checkFiles({ db, config }: Opened): Promise<Finding[]> {
  const bucket = bucketOf(config)
  const inBucket = await count(db, 'bucket')
  if (!bucket) {
    if (inBucket === 0) return [note('Files are kept in the database.')]
    return [wrong(`${inBucket} files are in a bucket, but no setting says which. Set S3_BUCKET and its keys again.`)]
  }
  const findings = [await checkBucket(db, bucket)]
  const wanted = config.files.in
  const waiting = wanted === 'bucket' ? await count(db, 'database') : inBucket
  if (waiting > 0) findings.push(note(`${waiting} files are still to be moved into the ${wanted}: a job does it.`))
  else if (wanted === 'database') findings.push(note(await leftBehind(db)))
  return findings
}

/** Puts a small object there, reads it and takes it away again: nothing else shows that all three are allowed. */
async function checkBucket(db: Db, bucket: Bucket): Promise<Finding> {
  const probe = randomBytes(32)
  const object = { folder: await folderOf(db), sha256: createHash('sha256').update(probe).digest() }
  try {
    await putObject(db, bucket, object.sha256, probe)
    try {
      await wholeObject(bucket, object, probe.length)
    } finally {
      await bucket.remove(object)
      await db.deleteFrom('bucket_objects').where('sha256', '=', object.sha256).execute()
    }
    return good(`The bucket ${bucket.name} takes files, gives them back and forgets them.`)
  } catch (error) {
    if (!(error instanceof BucketFailure)) throw error
    return wrong(`${error.message}. ${advice[error.trouble]}`)
  }
}

const advice: Record<BucketTrouble, string> = {
  away: 'Does it run, and is S3_ENDPOINT right? New files go into the database until it is back.',
  refused: 'Look at S3_BUCKET, S3_REGION, the keys, what they may do (docs: operating) and the clock of this machine.',
  missing: 'It does not have what it was just given: is S3_ENDPOINT the right one?',
  damaged: 'It does not give back what it was given: do not keep files there.',
}

async function leftBehind(db: Db): Promise<string> {
  const { left } = await db
    .selectFrom('bucket_objects')
    .select((select) => select.fn.countAll<number>().as('left'))
    .executeTakeFirstOrThrow()
  if (left === 0) return 'Files are kept in the database, and none is left in the bucket: the S3 settings can go.'
  return `Files are kept in the database. ${left} objects are still in the bucket and go within two nights.`
}

const count = async (db: Db, place: 'database' | 'bucket'): Promise<number> =>
  (
    await db
      .selectFrom('files')
      .select((select) => select.fn.countAll<number>().as('files'))
      .where('place', '=', place)
      .executeTakeFirstOrThrow()
  ).files
