import { readConfig } from '../config.ts'
import { openDatabase } from '../database.ts'
import { createLog } from '../log.ts'
import { moveFiles } from './move.ts'

// A process that moves files as its environment says; to be killed.
const config = readConfig(process.env)
const { db, close } = openDatabase({ connectionString: config.databaseUrl }, 4)
await moveFiles({ db, config, log: createLog('silent') })
await close()
