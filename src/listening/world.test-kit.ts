import { type Cast, testUsers } from '../../test/cast.ts'
import { scripted } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { said, type TestChannel } from '../../test/talk.ts'
import { type App, createApp } from '../app.ts'
import { type HeardMessage, registry } from '../connectors/index.ts'
import { readConfig } from '../core/config.ts'
import { createLog } from '../core/log.ts'
import { take } from '../intake/take.ts'

/** The whole product on a database of its own, with the team; what is heard is matched. */
export interface World {
  app: App
  cast: Cast
  /** Asks as somebody, `/api/…` for JSON. */
  as(who: keyof Cast, path: string, init?: RequestInit): Promise<Response>
  /** Takes messages in as a window hears them. */
  hear(channel: TestChannel, ...messages: (Partial<HeardMessage> & { externalId: string })[]): Promise<unknown>
  drop(): Promise<void>
}

export async function createWorld(env: Record<string, string> = {}): Promise<World> {
  const database = await testDatabase()
  const config = readConfig({ DATABASE_URL: database.url, ...env })
  const app = await createApp(config, { connectors: registry([scripted]), log: createLog('silent') })
  const cast = await testUsers(app.core)
  return {
    app,
    cast,
    as: (who, path, init = {}) =>
      app.request(`http://localhost${path}`, { ...init, headers: { ...cast[who].headers, ...init.headers } }),
    hear: (channel, ...messages) =>
      take(
        app.core.db,
        scripted,
        channel,
        { heard: messages.map(({ externalId, ...more }) => said(externalId, more)) },
        { moves: 'nothing', now: new Date(), matching: app.board.matching },
      ),
    async drop() {
      await app.stop()
      await app.close()
      await database.drop()
    },
  }
}

/** The fields of a form, as a browser posts them. */
export const form = (method: string, fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ ...(method === 'POST' ? {} : { _method: method }), ...fields }).toString(),
})

export const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { accept: 'application/json', 'content-type': 'application/json' },
  body: JSON.stringify(body),
})
