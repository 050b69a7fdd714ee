import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createLog } from '../log.ts'
import { openFolder } from './folder.ts'
import { endAll } from './processes.ts'
import { startPostgres } from './start.ts'

/** The PostgreSQL of a test run. */
export interface TestServer {
  connectionString: string
  release(): Promise<void>
}

/** Gives the server that the caller has (`TEST_DATABASE_URL`), or starts one whose data is thrown away. */
export async function sharedTestServer(url = process.env.TEST_DATABASE_URL): Promise<TestServer> {
  if (url) return { connectionString: url, release: async () => {} }
  await removeAbandoned()
  const dataFolder = await mkdtemp(path.join(tmpdir(), `${prefix}${process.pid}-`))
  const postgres = await startPostgres({ dataFolder, durability: 'throwaway', log: createLog('error') })
  return {
    connectionString: postgres.connectionString,
    async release() {
      await postgres.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

const prefix = 'tertulia-test-server-'

/** A run that was killed could not clean up; the next one does it for it. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
    if (Number.isNaN(pid) || runs(pid)) continue
    // Another user's is theirs to remove.
    await removeServer(path.join(tmpdir(), name)).catch(() => {})
  }
}

async function removeServer(dataFolder: string): Promise<void> {
  await endAll(await openFolder(dataFolder))
  await rm(dataFolder, { recursive: true, force: true })
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
