import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Database, openDatabase } from '../src/core/database.ts'
import { migrateJobs } from '../src/core/jobs.ts'
import { migrate, readMigrations } from '../src/core/migrate.ts'
import { operatorSocket } from '../src/lib/http/guard.ts'

/**
 * A fresh database with every migration, copied from a template made once per set of migrations.
 * The server is the one `npm test` started (TEST_DATABASE_URL).
 */
export async function testDatabase(): Promise<Database & { url: string; drop(): Promise<void> }> {
  const server = serverUrl()
  const template = await ensureTemplate(server)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, (client) => client.query(`create database ${name} template ${template}`))
  const url = withDatabase(server, name)
  const database = openDatabase({ connectionString: url }, 6)
  const drop = async () => {
    await database.close()
    await dropDatabase(server, name)
  }
  return { ...database, url, drop }
}

/** An empty database, for what migrates by itself. */
export async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = serverUrl()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await onServer(server, (client) => client.query(`create database ${name}`))
  return { url: withDatabase(server, name), drop: () => dropDatabase(server, name) }
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL
  if (!url) throw new Error('TEST_DATABASE_URL is missing: run tests with `npm test` (or `node bin/test.mjs FILE`).')
  return url
}

async function ensureTemplate(server: string): Promise<string> {
  const migrations = await readMigrations()
  const digest = createHash('sha256')
    .update(migrations.map((it) => it.checksum).join())
    .digest('hex')
    .slice(0, 16)
  const name = `template_${digest}`
  await onServer(server, async (client) => {
    await client.query('select pg_advisory_lock(42)')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await buildTemplate(server, client, name)
  })
  return name
}

// Built under another name, so that a run cut short leaves no half-made template.
async function buildTemplate(server: string, client: pg.Client, name: string): Promise<void> {
  const building = `building_${randomUUID().slice(0, 8)}`
  await client.query(`create database ${building}`)
  const database = openDatabase({ connectionString: withDatabase(server, building) }, 2)
  await migrateJobs(database.pool)
  await migrate(database.pool)
  await database.close()
  // A closed connection takes the server a moment to notice.
  await client.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [building])
  await client.query(`alter database ${building} rename to ${name}`)
}

/** A vacuum that is under way there is the server's own, which may not be ended: it is over in a moment. */
async function dropDatabase(server: string, name: string): Promise<void> {
  await onServer(server, async (client) => {
    for (let tries = 1; ; tries += 1) {
      try {
        await client.query(`drop database if exists ${name} with (force)`)
        return
      } catch (error) {
        if (tries === 100 || !(error instanceof pg.DatabaseError && error.code === '42501')) throw error
        await sleep(100)
      }
    }
  })
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, stream: operatorSocket })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.toString()
}
