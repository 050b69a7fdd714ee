import { stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../log.ts'
import { chownAll, type Folder, openFolder, readIfThere, writeWhole } from './folder.ts'
import { chooseServer, type Forbidden, type Server } from './identity.ts'
import { initialise, savedPassword } from './initialise.ts'
import { keep } from './keep.ts'
import { isLocked } from './lock.ts'
import { type Packaged, packagedPostgres } from './packaged.ts'
import { becomesReady, clear, endPostmaster, findPostmaster, type Postmaster, startPostmaster } from './postmaster.ts'
import { errorCode, explained } from './refusal.ts'
import { accessFile, type Durability, settingsFile } from './settings.ts'
import { socketFolder } from './socket.ts'

/** What `pg` needs to connect; spread it into a `PoolConfig`. It stays the same through restarts. */
export interface Connection {
  host: string
  port: number
  user: string
  password: string
  database: string
}

export interface RunningPostgres {
  connection: Connection
  connectionString: string
  version: string
  /** Ends the server in order. */
  stop(): Promise<void>
}

interface Options {
  dataFolder: string
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  durability?: Durability
  /** For tests: the ways a machine may not allow. */
  forbidden?: Forbidden
}

/**
 * Starts the embedded PostgreSQL of a data folder, making it first when it is not there, and starts it again when it
 * dies. Call it under the data folder's lock. An expected reason not to start is thrown as a `StartRefusal`.
 */
export async function startPostgres(options: Options): Promise<RunningPostgres> {
  try {
    return await start(await openFolder(options.dataFolder), options)
  } catch (error) {
    throw explained(error, path.resolve(options.dataFolder))
  }
}

/** How to connect beside the Tertulia that runs on this data folder; undefined when none does. */
export async function findRunning(dataFolder: string): Promise<Connection | undefined> {
  if (!(await isLocked(dataFolder))) return undefined
  const folder = await openFolder(dataFolder)
  const password = await savedPassword(folder)
  return password === undefined ? undefined : connectionTo(folder, password)
}

async function start(folder: Folder, { log, durability = 'production', forbidden }: Options): Promise<RunningPostgres> {
  const packaged = await packagedPostgres(folder)
  const server = await chooseServer(packaged, folder, forbidden)
  const password = await initialise(server, folder, packaged.major)
  const connection = await connectionTo(folder, password)
  const settings = settingsFile(durability, folder.clusterName)
  const again = async () => {
    await prepare(server, folder, settings)
    return startPostmaster(server, folder)
  }
  const found = await adopt(folder, { packaged, settings, connection })
  log.info({ adopted: found !== undefined, identity: server.serves.kind }, 'PostgreSQL runs')
  const kept = keep(found ?? (await again()), again, log)
  return {
    connection,
    connectionString: connectionString(connection),
    version: packaged.version,
    async stop() {
      const running = await kept.release()
      if (running) await endPostmaster(running, folder)
      await clear(folder)
    },
  }
}

interface Wanted {
  packaged: Packaged
  settings: string
  connection: Connection
}

/** A server left by a Tertulia that was killed: kept when it is the one we would start, else ended in order. */
async function adopt(folder: Folder, wanted: Wanted): Promise<Postmaster | undefined> {
  const found = await findPostmaster(folder)
  if (!found) return undefined
  const unchanged = (await readIfThere(path.join(folder.cluster, 'postgresql.conf'))) === wanted.settings
  if (unchanged && (await becomesReady(found, folder)) && (await answers(found, wanted))) return found
  await endPostmaster(found, folder)
  return undefined
}

/** A server that recovers (57P03) is worth waiting for, and would not be ended any sooner; any other refusal is a no. */
async function answers({ ended }: Postmaster, wanted: Wanted): Promise<boolean> {
  let gone = false
  ended.then(() => {
    gone = true
  })
  while (!gone) {
    const answer = await ask(wanted)
    if (answer !== 'not yet') return answer === 'ours'
    await sleep(50)
  }
  return false
}

async function ask({ packaged, connection }: Wanted): Promise<'ours' | 'another' | 'not yet'> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 3000, query_timeout: 3000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return rows[0]?.server_version.split(' ')[0] === packaged.version ? 'ours' : 'another'
  } catch (error) {
    return errorCode(error) === '57P03' ? 'not yet' : 'another'
  } finally {
    await client.end().catch(() => {})
  }
}

/** Makes a free cluster ready for the identity that will serve it, which may be another one than last time. */
async function prepare({ serves }: Server, folder: Folder, settings: string): Promise<void> {
  await clear(folder)
  const owner = serves.kind === 'uid' ? serves.uid : undefined
  if (owner !== undefined && (await stat(folder.cluster)).uid !== owner) await chownAll(folder.cluster, owner)
  await writeWhole(path.join(folder.cluster, 'postgresql.conf'), settings, owner)
  await writeWhole(path.join(folder.cluster, 'pg_hba.conf'), accessFile, owner)
}

async function connectionTo(folder: Folder, password: string): Promise<Connection> {
  const host = await socketFolder(folder.cluster)
  return { host, port: 5432, user: 'tertulia', password, database: 'tertulia' }
}

function connectionString(connection: Connection): string {
  const where = new URLSearchParams({ host: connection.host, port: String(connection.port) })
  return `postgres://${connection.user}:${connection.password}@localhost/${connection.database}?${where}`
}
