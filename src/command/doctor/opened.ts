import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Config } from '../../core/config.ts'
import { type Connection, type Database, openDatabase } from '../../core/database.ts'
import { useWorkerSchema } from '../../core/jobs.ts'
import type { Logger } from '../../core/log.ts'
import { lockDataFolder } from '../../core/postgres/lock.ts'
import { StartRefusal } from '../../core/postgres/refusal.ts'
import { findRunning, startPostgres } from '../../core/postgres/start.ts'
import { type Finding, note, reasonOf, wrong } from './finding.ts'

/** The database as it is: nothing is migrated. */
export interface Opened extends Database {
  config: Config
  /** It is on another machine, with a clock of its own. */
  isElsewhere: boolean
}

/** Works with the database of this installation; answers what is wrong when it cannot be reached. */
export async function withDatabase(
  config: Config,
  log: Logger,
  work: (opened: Opened) => Promise<void>,
): Promise<Finding | undefined> {
  useWorkerSchema(config.databaseSchema)
  if (config.databaseUrl) return using(config, { connectionString: config.databaseUrl }, work)
  const running = await findRunning(config.dataFolder).catch(() => undefined)
  if (running) return using(config, running, work)
  const isThere = await stat(join(config.dataFolder, 'postgres')).catch(() => undefined)
  if (!isThere) return note('There is no database yet: the first start makes it.')
  try {
    return await startedFor(config, log, work)
  } catch (error) {
    if (error instanceof StartRefusal) return wrong(error.message)
    throw error
  }
}

/** Starts the embedded server for as long as the examination takes. */
async function startedFor(config: Config, log: Logger, work: (opened: Opened) => Promise<void>) {
  const lock = await lockDataFolder(config.dataFolder)
  try {
    const postgres = await startPostgres({ dataFolder: config.dataFolder, log })
    try {
      return await using(config, postgres.connection, work)
    } finally {
      await postgres.stop()
    }
  } finally {
    await lock.release()
  }
}

async function using(config: Config, connection: Connection, work: (opened: Opened) => Promise<void>) {
  const database = openDatabase({ ...connection, schema: config.databaseSchema }, 3)
  try {
    const reached = await sql`select 1`.execute(database.db).then(
      () => undefined,
      (error: unknown) =>
        wrong(`The database does not answer: ${reasonOf(error)}. Is it running, and is DATABASE_URL right?`),
    )
    if (!reached) await work({ ...database, config, isElsewhere: config.databaseUrl !== undefined })
    return reached
  } finally {
    await database.close()
  }
}
