import { resolve } from 'node:path'
import { restore } from '../core/backup/restore.ts'
import { openDatabase } from '../core/database.ts'
import { migrateJobs, useWorkerSchema } from '../core/jobs.ts'
import { writeKey } from '../core/key.ts'
import { type Command, CommandError } from './command.ts'
import { openDatabaseServer } from './opened.ts'

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
