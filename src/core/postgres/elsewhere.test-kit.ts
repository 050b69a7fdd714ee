import { createLog } from '../log.ts'
import { lockDataFolder } from './lock.ts'
import { startPostgres } from './start.ts'

// Run by other processes of the tests: `node elsewhere.test-kit.ts FOLDER lock|serve|serve-without-namespace`.
const [dataFolder = '', wish = ''] = process.argv.slice(2)

try {
  if (wish === 'lock') await lockDataFolder(dataFolder)
  const postgres = wish === 'lock' ? undefined : await serve()
  process.once('SIGTERM', async () => {
    await postgres?.stop()
    process.exit(0)
  })
  process.once('SIGHUP', () => process.exit(3))
  process.stdin.resume()
  console.log(JSON.stringify({ locked: wish === 'lock', connectionString: postgres?.connectionString }))
} catch (error) {
  console.log(JSON.stringify({ refused: error instanceof Error ? error.message : String(error) }))
}

function serve() {
  const forbidden = wish === 'serve-without-namespace' ? (['namespace'] as const) : []
  return startPostgres({ dataFolder, log: createLog('error'), forbidden: [...forbidden] })
}
