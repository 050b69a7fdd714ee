import type pg from 'pg'
import type { Cipher } from './cipher.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db } from './database.ts'
import type { Logger } from './log.ts'

/** What every room's routes and jobs are given by the wiring. Nothing here knows a domain word. */
export interface Core {
  config: Config
  db: Db
  pool: pg.Pool
  log: Logger
  clock: Clock
  cipher: Cipher
}
