import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createToken } from '../src/access/index.ts'
import { type App, createApp } from '../src/app.ts'
import { readConfig } from '../src/core/config.ts'
import type { Db } from '../src/core/database.ts'
import { createLog } from '../src/core/log.ts'
import { startPostgres } from '../src/core/postgres/start.ts'
import { newId } from '../src/lib/ids.ts'
import { signedIn } from '../test/cast.ts'

/** The product on an embedded PostgreSQL with production settings, in a folder of its own. */
export interface Stage {
  app: App
  db: Db
  token: string
  cookie: string
  folder: string
  stop(): Promise<void>
}

const address = 'http://localhost'

export async function stage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'tertulia-bench-'))
  const log = createLog('error')
  const postgres = await startPostgres({ dataFolder: folder, log })
  const config = readConfig({
    TERTULIA_DATA: folder,
    PUBLIC_URL: address,
    TERTULIA_ALLOW_PRIVATE_NETWORKS: '127.0.0.1',
  })
  const app = await createApp(config, { connection: postgres.connection, log })
  const { db } = app.core
  await db
    .insertInto('organisation')
    .values({ name: 'Café Alameda', language: 'es', time_zone: 'America/Mexico_City', public_url: address })
    .execute()
  const owner = newId()
  await db
    .insertInto('users')
    .values({ id: owner, name: 'Olga', email: 'olga@example.org', role: 'owner', deactivated_at: null, image: null })
    .execute()
  const { token } = await createToken(app.core, { name: 'bench', scopes: ['read', 'reply', 'channels', 'import'] })
  return {
    app,
    db,
    token,
    cookie: await signedIn(app.core, owner),
    folder,
    async stop() {
      await app.stop()
      await app.close()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A page as a browser asks for it. */
export async function page({ app, cookie }: Stage, path: string): Promise<string> {
  const answer = await app.request(`${address}${path}`, { headers: { cookie, accept: 'text/html' } })
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  return answer.text()
}
