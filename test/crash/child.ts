import { createInterface } from 'node:readline'
import { serve } from '@hono/node-server'
import { createApp } from '../../src/app.ts'
import { connect, type Switchboard, trySettings } from '../../src/channels/index.ts'
import { type Opened, openDatabaseServer } from '../../src/command/opened.ts'
import { throughLosses } from '../../src/command/start.ts'
import { Refusal } from '../../src/core/errors.ts'
import { type Armed, arm, disarmMigration, networkAnswered, tell, watchStatements } from './kill-points.ts'
import { scriptedWindows } from './windows.ts'

/** What `start` runs, with the scripted windows in the place of the networks' own. */
async function run(): Promise<void> {
  const { CRASH_NETWORK: url = '', CRASH_ARMED: armed } = process.env
  tell({ at: 'began' })
  const opened = await openDatabaseServer()
  watchStatements(opened.config.dataFolder)
  tell({ at: 'server', connection: opened.connection })
  if (armed) arm(JSON.parse(armed))
  await begin(opened, url).catch(async (error: unknown) => {
    console.error(error)
    await opened.close()
    process.exit(1)
  })
  tell({ at: 'listening' })
}

async function begin({ config, log, connection, alone }: Opened, url: string): Promise<void> {
  const connectors = scriptedWindows(url, networkAnswered)
  const app = await throughLosses(() => createApp(config, { log, connectors, ...(connection ? { connection } : {}) }))
  disarmMigration()
  await new Promise<void>((resolve) => serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve()))
  await throughLosses(() => app.work(alone))
  await throughLosses(() => connectWindows(app.board))
}

/** Like a person who tries again until each window is there. */
async function connectWindows(board: Switchboard): Promise<void> {
  for (const connector of board.connectors.values()) {
    const tried = await trySettings(board, connector, {})
    await connect(board, connector, tried, { historyDays: 30, by: undefined }).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const order: Armed = JSON.parse(line)
  arm(order)
})

await run()
