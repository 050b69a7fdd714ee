import { createToken } from '../src/access/index.ts'
import { type App, createApp, type Overrides } from '../src/app.ts'
import { readConfig } from '../src/core/config.ts'
import { createLog } from '../src/core/log.ts'
import { newId } from '../src/lib/ids.ts'
import { testDatabase } from './database.ts'

export interface TestApp extends App {
  /** May do everything, as an owner. */
  token: string
}

/** The whole product on a database of its own, without a server and without work: `app.work(true)` begins that. */
export async function testApp(overrides: Overrides = {}, env: Record<string, string> = {}): Promise<TestApp> {
  const database = await testDatabase()
  const config = readConfig({
    TERTULIA_KEY: '11'.repeat(32),
    TERTULIA_ALLOW_PRIVATE_NETWORKS: '127.0.0.1',
    PUBLIC_URL: 'http://localhost:3300',
    DATABASE_URL: database.url,
    ...env,
  })
  const app = await createApp(config, { log: createLog('silent'), ...overrides })
  await app.core.db
    .insertInto('organisation')
    .values({
      name: 'Café Alameda',
      language: 'es',
      time_zone: 'America/Mexico_City',
      public_url: 'http://localhost:3300',
    })
    .execute()
  await app.core.db
    .insertInto('users')
    .values({ id: newId(), name: 'Olga', email: 'olga@example.org', role: 'owner', deactivated_at: null, image: null })
    .execute()
  const { token } = await createToken(app.core, {
    name: 'test',
    scopes: [
      'read',
      'reply',
      'close',
      'approve',
      'assign',
      'people',
      'listen',
      'team-replies',
      'saved-replies',
      'channels',
      'import',
      'team',
      'tokens',
      'audit',
      'settings',
    ],
  })
  const stop = async () => {
    await app.stop()
    await app.close()
    await database.drop()
  }
  return { ...app, stop, token }
}
