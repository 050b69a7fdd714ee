import { sql } from 'kysely'
import type { Core } from '../core.ts'
import type { Db, Tx } from '../database.ts'
import type { Bucket, BucketObject } from './bucket.ts'

/** What the verbs of this folder need of the wiring. */
export type FilesHome = Pick<Core, 'db' | 'config' | 'log'>

/** Longer than any backup or page reads on from what it saw. */
export const graceMs = 24 * 3_600_000

/** Puts bytes into the bucket; before that, writes down that they may be there, so that nothing is ever forgotten in it. */
export async function putObject(db: Db, bucket: Bucket, sha256: Buffer, bytes: Uint8Array): Promise<void> {
  const { rows } = await sql<{ folder: string }>`
    insert into bucket_objects (sha256) values (${sha256})
    on conflict (sha256) do update set needed_at = now()
    returning (select name from bucket_folder) as folder`.execute(db)
  const [row] = rows
  if (!row) throw new Error('The row of bucket_folder is missing.')
  await bucket.put({ folder: row.folder, sha256 }, bytes)
}

/** Where this database keeps its objects. */
export const folderOf = async (db: Db): Promise<string> =>
  (await db.selectFrom('bucket_folder').select('name').executeTakeFirstOrThrow()).name

const batch = 200

/** Takes away the objects that no file has needed for a day; answers how many. */
export async function removeUnusedObjects(db: Db, bucket: Bucket, now: Date): Promise<number> {
  const before = new Date(now.getTime() - graceMs)
  let removed = 0
  for (;;) {
    const { rows } = await sql<BucketObject>`
      select o.sha256, (select name from bucket_folder) as folder from bucket_objects o
      where ${isUnused(before)} order by o.needed_at limit ${sql.lit(batch)}`.execute(db)
    let gone = 0
    for (const object of rows) if (await removeObject(db, bucket, object, before)) gone += 1
    removed += gone
    if (rows.length < batch || gone === 0) return removed
  }
}

/** Its row is held meanwhile: whoever wants to put the same there waits, and then puts it anew. */
const removeObject = (db: Db, bucket: Bucket, object: BucketObject, before: Date): Promise<boolean> =>
  db.transaction().execute(async (tx: Tx) => {
    const { rows } = await sql`select from bucket_objects o where o.sha256 = ${object.sha256} and ${isUnused(before)}
      for update skip locked`.execute(tx)
    if (rows.length === 0) return false
    await bucket.remove(object)
    await tx.deleteFrom('bucket_objects').where('sha256', '=', object.sha256).execute()
    return true
  })

const isUnused = (before: Date) => sql`o.needed_at < ${before}
  and not exists (select from files f where f.sha256 = o.sha256 and f.place = 'bucket')`
