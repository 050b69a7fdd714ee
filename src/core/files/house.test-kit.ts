import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { testCore } from '../../../test/cast.ts'
import { testDatabase } from '../../../test/database.ts'
import type { Core } from '../core.ts'
import { Refusal } from '../errors.ts'
import type { Env } from '../web.ts'
import { bringFile } from './bring.ts'
import { startFakeS3 } from './bucket.test-kit.ts'
import { fileJobs } from './jobs.ts'
import { keepFile } from './keep.ts'
import { fileRoutes, fileUrl } from './routes.ts'

/** A database, a bucket, and whoever keeps files in either. */
export async function startHouse() {
  const fake = await startFakeS3()
  const database = await testDatabase()
  /** A process with these settings; what one learnt of the bucket another does not know. */
  const core = (env: Record<string, string> = fake.env): Core => testCore(database, env)
  return {
    fake,
    database,
    core,
    /** Has a bucket, and wants its files in the database. */
    back: () => core({ ...fake.env, FILES_IN: 'database' }),
    plain: () => core({}),
    async keep(home: Core, bytes: Uint8Array = randomBytes(2000)) {
      const brought = await bringFile(home, bytes)
      await keepFile(database.db, brought)
      return { bytes: Buffer.from(bytes), sha256: brought.sha256, brought }
    },
    async places() {
      const rows = await database.db.selectFrom('files').select(['place', 'content']).orderBy('sha256').execute()
      for (const { place, content } of rows) assert.equal(content !== null, place === 'database')
      return rows.map(({ place }) => place)
    },
    /** How many objects the database knows of. */
    expected: async () => (await database.db.selectFrom('bucket_objects').selectAll().execute()).length,
    async clear() {
      fake.fault = undefined
      fake.objects.clear()
      fake.asked.length = 0
      await database.db.deleteFrom('files').execute()
      await database.db.deleteFrom('bucket_objects').execute()
    },
    async stop() {
      await fake[Symbol.asyncDispose]()
      await database.drop()
    },
  }
}

export const ask = (home: Core, sha256: Buffer, method = 'GET') => appOf(home).request(fileUrl(sha256), { method })

/** The routes of files, with refusals as their key. */
export function appOf(home: Core): Hono<Env> {
  const app = new Hono<Env>()
  app.onError((error) => {
    if (!(error instanceof Refusal)) throw error
    return new Response(error.words.key, { status: error.status, headers: { 'retry-after': `${error.retryAfterS}` } })
  })
  app.route(
    '/',
    fileRoutes(home, async (_c, next) => next()),
  )
  return app
}

export const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())
export const later = (hours: number) => new Date(Date.now() + hours * 3_600_000)
export const job = (home: Core, name: string) => fileJobs(home, new AbortController().signal)[name]?.({})
