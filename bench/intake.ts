import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../src/core/database.ts'
import { migrateJobs } from '../src/core/jobs.ts'
import { createLog } from '../src/core/log.ts'
import { migrate } from '../src/core/migrate.ts'
import { startPostgres } from '../src/core/postgres/start.ts'
import { take } from '../src/intake/index.ts'
import { scripted, someChannel } from '../test/channel.ts'
import { talk } from './cast.ts'

const count = Number(process.argv[2] ?? 40_000)
const batchSize = Number(process.argv[3] ?? 500)
const folder = await mkdtemp(join(tmpdir(), 'tertulia-bench-'))
const postgres = await startPostgres({ dataFolder: folder, log: createLog('warn') })
const database = openDatabase(postgres.connection)
await migrate(database.pool)
await migrateJobs(database.pool)
const channel = await someChannel(database.db)
const began = performance.now()
const cpu0 = process.cpuUsage()
let batch = []
for (const item of talk(count)) {
  batch.push(item)
  if (batch.length === batchSize) {
    await take(
      database.db,
      scripted,
      channel,
      { heard: batch, cursor: null, more: true },
      { moves: 'newest', now: new Date() },
    )
    batch = []
  }
}
const s = (performance.now() - began) / 1000
const cpu = process.cpuUsage(cpu0)
console.log(
  `${count} in ${s.toFixed(1)} s: ${Math.round(count / s)}/s; node cpu ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s`,
)
await database.close()
await postgres.stop()
await rm(folder, { recursive: true, force: true })
