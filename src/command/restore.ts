import { resolve } from 'node:path'
import { restore } from '../core/backup/restore.ts'
import { type Database, openDatabase } from '../core/database.ts'
import { moveFiles } from '../core/files/move.ts'
import { migrateJobs, useWorkerSchema } from '../core/jobs.ts'
import { writeKey } from '../core/key.ts'
import { type Command, CommandError } from './command.ts'
import { type Opened, openDatabaseServer } from './opened.ts'

export const restoreCommand: Command = {
  about: 'Fills an empty installation from a backup',
  usage: 'FILE',
  async run([file]) {
    if (!file) throw new CommandError('Say: restore FILE (with TERTULIA_DATA or DATABASE_URL naming an empty place)')
    const opened = await openDatabaseServer()
    const { config } = opened
    try {
      useWorkerSchema(config.databaseSchema)
      const database = openDatabase(
        opened.connection ?? { connectionString: config.databaseUrl, schema: config.databaseSchema },
        3,
      )
      try {
        const path = resolve(process.env.INIT_CWD ?? process.cwd(), file)
        const restored = await restore(database.pool, path, process.env.BACKUP_PASSPHRASE)
        await migrateJobs(database.pool)
        if (restored.key && !config.key) await writeKey(config.dataFolder, restored.key)
        console.log(`${restored.rows} rows are back.`)
        await tellMoved(opened, database)
        if (!restored.key && !config.key)
          console.log(
            `Put the key file of the old installation into ${config.dataFolder} before you start, or reconnect the windows afterwards.`,
          )
      } finally {
        await database.close()
      }
    } finally {
      await opened.close()
    }
  },
}

/** Files come back with the rows, in the database; where they live in a bucket they move there now. */
async function tellMoved({ config, log }: Opened, { db }: Database): Promise<void> {
  if (config.files.in !== 'bucket') return
  const { moved, trouble } = await moveFiles({ db, config, log })
  if (moved > 0) console.log(`${moved} files are in the bucket.`)
  if (trouble)
    console.log(
      `${trouble.message}. The other files are safe in the database and move when Tertulia runs and it is back.`,
    )
}
