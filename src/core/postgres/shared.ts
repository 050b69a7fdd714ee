import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startPostgres } from './start.ts'

/** The server of a test run: the caller's own by TEST_DATABASE_URL, or a fresh throw-away one. */
export interface TestServer {
  connectionString: string
  release(): Promise<void>
}

export async function sharedTestServer(url = process.env.TEST_DATABASE_URL): Promise<TestServer> {
  if (url) return { connectionString: url, release: async () => {} }
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'tertulia-test-'))
  const postgres = await startPostgres({ dataFolder, durability: 'throwaway' })
  return {
    connectionString: postgres.connectionString,
    release: async () => {
      await postgres.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
