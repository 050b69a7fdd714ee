import { type App, createApp, type Overrides } from '../app.ts'
import { type Config, readConfig } from '../core/config.ts'
import { createLog, type Logger } from '../core/log.ts'
import { lockDataFolder } from '../core/postgres/lock.ts'
import { findRunning, type RunningPostgres, startPostgres } from '../core/postgres/start.ts'

/** The database of this installation: the configured one, or the embedded one, started by us. */
export interface Opened {
  config: Config
  log: Logger
  /** How to connect; undefined when DATABASE_URL says it. */
  connection: Overrides['connection']
  /** Nobody else uses this database: it is the embedded one and the data folder is locked. */
  alone: boolean
  announce(address: string): Promise<void>
  close(): Promise<void>
}

/** For `start`: takes the data folder's lock and starts its PostgreSQL. */
export async function openDatabaseServer(given?: Logger): Promise<Opened> {
  const config = readConfig(process.env)
  const log = given ?? createLog(config.logLevel)
  if (config.databaseUrl)
    return { config, log, connection: undefined, alone: false, announce: async () => {}, close: async () => {} }
  const lock = await lockDataFolder(config.dataFolder)
  let postgres: RunningPostgres
  try {
    postgres = await startPostgres({ dataFolder: config.dataFolder, log })
  } catch (error) {
    await lock.release()
    throw error
  }
  return {
    config,
    log,
    connection: { ...postgres.connection, schema: config.databaseSchema },
    alone: true,
    announce: (address) => lock.announce(address),
    async close() {
      await postgres.stop()
      await lock.release()
    },
  }
}

/** For the other commands: they work beside a Tertulia that runs, or start its database for as long as they need it. */
export async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const log = createLog('warn', 'stderr')
  const running = config.databaseUrl ? undefined : await findRunning(config.dataFolder)
  const opened = running ? undefined : await openDatabaseServer(log)
  const connection = running ? { ...running, schema: config.databaseSchema } : opened?.connection
  try {
    const app = await createApp(config, { log, ...(connection ? { connection } : {}) })
    try {
      return await work(app)
    } finally {
      await app.stop()
      await app.close()
    }
  } finally {
    await opened?.close()
  }
}
