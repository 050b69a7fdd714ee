import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { serve } from '@hono/node-server'
import type { BrowserContext, Page } from 'playwright-core'
import type { App } from '../src/app.ts'
import type { Db } from '../src/core/database.ts'
import { createWorld, type World } from '../src/notifications/world.test-kit.ts'
import { launchBrowser } from './browser.ts'
import type { Cast } from './cast.ts'
import { examine } from './examine.ts'
import { said, someConversation } from './talk.ts'

/** How somebody has their browser. What is left out is a wide window, light, with script, in the language they have. */
export interface Look {
  language?: 'en' | 'es'
  scheme?: 'light' | 'dark'
  width?: number
  height?: number
  touch?: boolean
  script?: boolean
}

export const atDesk = { language: 'es', scheme: 'light', width: 1440 } as const satisfies Look
export const onPhone = { language: 'en', scheme: 'dark', width: 390 } as const satisfies Look
/** Between them they are in each language, scheme and width. */
export const looks = [atDesk, onPhone] as const
export const nameOf = (look: Look): string => `${look.language}-${look.scheme}-${look.width}`

/** What a world has to have, to be stood before a browser. */
interface Stage {
  app: App
  cast: Cast
  drop(): Promise<void>
}

/** The whole product at an address that a browser opens, and the team in front of it. */
export interface Desk<W extends Stage = World> {
  world: W
  db: Db
  cast: Cast
  address: string
  /** A browser as somebody of ours has it: its tabs share cookies, locks and channels. Paths are of our address. */
  person(who: keyof Cast, look?: Look): Promise<BrowserContext>
  /** A page in a browser of its own, which closes with it: `await using page = await desk.open('marta', '/me')`. */
  open(who: keyof Cast, path: string, look?: Look): Promise<Page>
  /** A conversation in which Lucas spoke three minutes ago, in a window of its own. */
  talk(): ReturnType<typeof someConversation>
  /** From now on what any of us sends waits so long, in which it can be taken back. */
  undoFor(seconds: 0 | 10): Promise<void>
  /** Examines a page in each look; afterwards somebody has the first one's language, as at their desk. */
  everyLook(who: keyof Cast, path: string, name: string): Promise<void>
}

/** Stands until the tests of the file are over. */
export const startDesk = async (): Promise<Desk> => deskOf(await createWorld({ PUBLIC_URL: '' }))

/** The same with a world of a room; it has to be made for any address (`PUBLIC_URL: ''`). */
export async function deskOf<W extends Stage>(world: W): Promise<Desk<W>> {
  const { db } = world.app.core
  const [{ address, close }, browser] = await Promise.all([listen(world.app), launchBrowser()])
  after(async () => {
    await browser.close()
    close()
    await world.drop()
  })
  // Forms come from the address that people reach us at.
  await db.updateTable('organisation').set({ public_url: address }).execute()
  const optionsFor = async (who: keyof Cast, look: Look) => {
    const { id, headers } = world.cast[who]
    if (look.language) await db.updateTable('users').set({ language: look.language }).where('id', '=', id).execute()
    return { ...windowOf(look), baseURL: address, storageState: { cookies: [cookieOf(headers.cookie)], origins: [] } }
  }
  const person: Desk['person'] = async (who, look = {}) => browser.newContext(await optionsFor(who, look))
  const open: Desk['open'] = async (who, path, look = {}) => {
    const page = await browser.newPage(await optionsFor(who, look))
    await page.goto(path)
    return page
  }
  const everyLook: Desk['everyLook'] = async (who, path, name) => {
    await using page = await browser.newPage(await optionsFor(who, atDesk))
    for (const look of looks.toReversed()) {
      await optionsFor(who, look)
      await page.emulateMedia({ colorScheme: look.scheme })
      await page.setViewportSize({ width: look.width, height: 900 })
      await page.goto(path)
      await examine(page, `${name}-${nameOf(look)}`)
    }
  }
  const talk = () => someConversation(db, said('1', { saidAt: new Date(Date.now() - 180_000) }))
  const undoFor: Desk['undoFor'] = async (seconds) => {
    await db.updateTable('users').set({ undo_seconds: seconds }).execute()
  }
  return { world, db, cast: world.cast, address, person, open, talk, undoFor, everyLook }
}

async function listen(app: App): Promise<{ address: string; close(): void }> {
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      server.close()
    },
  }
}

const windowOf = ({ scheme = 'light', width = 1440, height = 900, touch = false, script = true }: Look) => ({
  colorScheme: scheme,
  viewport: { width, height },
  hasTouch: touch,
  javaScriptEnabled: script,
  // Half-way from one colour to another nothing has its contrast.
  reducedMotion: 'reduce' as const,
})

function cookieOf(header: string) {
  const [name = '', value = ''] = header.split(/=(.*)/s)
  const where = { domain: 'localhost', path: '/', expires: -1 }
  return { name, value, ...where, httpOnly: true, secure: false, sameSite: 'Lax' as const }
}
