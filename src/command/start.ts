import { type ServerType, serve } from '@hono/node-server'
import { ensureSetupLink } from '../access/index.ts'
import { createApp } from '../app.ts'
import { isDatabaseLost } from '../core/database.ts'
import { rest } from '../core/rest.ts'
import { untilDone } from '../lib/until-done.ts'
import type { Command } from './command.ts'
import { type Opened, openDatabaseServer } from './opened.ts'

export const start: Command = {
  about: 'Runs Tertulia',
  usage: '',
  async run() {
    const opened = await openDatabaseServer()
    const ending = onSignals()
    const end = await begin(opened).catch(async (error) => {
      await opened.close()
      throw error
    })
    await ending
    await end()
    process.exit(0)
  },
}

async function begin(opened: Opened): Promise<() => Promise<void>> {
  const { config, log, connection } = opened
  const app = await throughLosses(() => createApp(config, { log, ...(connection ? { connection } : {}) }))
  const server =
    config.role === 'all' || config.role === 'web' ? await listenOn(app.fetch, config.port, config.host) : undefined
  const work = await throughLosses(() => app.work(opened.alone))
  if (server) {
    const address = `http://localhost:${portOf(server)}`
    await opened.announce(address)
    const setUp = await ensureSetupLink(app.core, address)
    setTimeout(rest, 1_500).unref()
    console.log(`Tertulia listens at ${config.publicUrl ?? address}${setUp ? `, and is set up at ${setUp}` : ''}`)
  }
  return async () => {
    log.info('stopping')
    await app.stop()
    await close(server)
    await work.stop()
    await app.close()
    await opened.close()
  }
}

const patienceMs = 60_000

/** A database that goes away while we start is waited for: it is started again by whoever keeps it. */
export const throughLosses = <T>(work: () => Promise<T>): Promise<T> =>
  untilDone(work, AbortSignal.timeout(patienceMs), isDatabaseLost)

/** Resolves at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
function onSignals(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(130))
        resolve()
      })
    }
  })
}

function listenOn(fetch: Parameters<typeof serve>[0]['fetch'], port: number, hostname: string): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname }, () => resolve(server))
    server.once('error', reject)
  })
}

const portOf = (server: ServerType): number => {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** Lets requests end for five seconds; live streams are closed by then. */
async function close(server: ServerType | undefined): Promise<void> {
  if (!server) return
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      resolve()
    }, 5_000).unref()
  })
}
