import { createHash } from 'node:crypto'
import { mkdir, open, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Folder, folderAt } from './folder.ts'
import { initialise } from './initialise.ts'
import { type Launcher, launch } from './launch.ts'
import { packagedPostgres } from './packaged.ts'
import { readPidFile } from './pid-file.ts'
import { explained, StartRefusal } from './refusal.ts'
import { accessFile, type Durability, settingsFile } from './settings.ts'
import { socketFolder } from './socket.ts'

/** What `pg` needs to connect; also a valid part of a `PoolConfig`. */
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
  stop(): Promise<void>
}

interface Options {
  dataFolder: string
  durability?: Durability
}

/** Starts the embedded PostgreSQL of a data folder, making it first when it is not there. */
export async function startPostgres(options: Options): Promise<RunningPostgres> {
  const folder = folderAt(options.dataFolder)
  try {
    await mkdir(folder.path, { recursive: true, mode: 0o700 })
    return await start(folder, options)
  } catch (error) {
    throw explained(error, folder.path)
  }
}

async function start(folder: Folder, options: Options): Promise<RunningPostgres> {
  const packaged = await packagedPostgres()
  const identity = process.getuid?.() === 0 ? ({ kind: 'namespace' } as const) : ({ kind: 'direct' } as const)
  const launcher: Launcher = { home: packaged.home, identity }
  const password = await initialise(launcher, folder, packaged.major)
  await writeSettings(folder, options.durability ?? 'production')
  const stop = await startPostmaster(launcher, folder)
  const socket = await socketFolder(folder.cluster)
  const connection = { host: socket.path, port: 5432, user: 'tertulia', password, database: 'tertulia' }
  return {
    connection,
    connectionString: connectionString(connection),
    version: packaged.version,
    stop: async () => {
      await stop()
      await socket.remove()
    },
  }
}

async function startPostmaster(launcher: Launcher, folder: Folder): Promise<() => Promise<void>> {
  const log = await open(folder.log, 'a', 0o600)
  const child = launch(launcher, {
    program: 'postgres',
    cluster: folder.cluster,
    args: (cluster) => ['-D', cluster],
    stdio: ['ignore', log.fd],
    detached: true,
  })
  await log.close()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
  let dead = false
  ended.then(() => {
    dead = true
  })
  while (!(await readPidFile(folder.cluster))?.ready) {
    if (dead) throw new StartRefusal('postgres.no-start', { folder: folder.path, reason: '', logFile: folder.log })
    await sleep(20)
  }
  return async () => {
    child.kill('SIGINT')
    await ended
  }
}

async function writeSettings(folder: Folder, durability: Durability): Promise<void> {
  const name = `tertulia-${createHash('sha256').update(folder.cluster).digest('hex').slice(0, 12)}`
  await writeFile(path.join(folder.cluster, 'postgresql.conf'), settingsFile(durability, name), { mode: 0o600 })
  await writeFile(path.join(folder.cluster, 'pg_hba.conf'), accessFile, { mode: 0o600 })
}

function connectionString(connection: Connection): string {
  const where = new URLSearchParams({ host: connection.host, port: String(connection.port) })
  return `postgres://${connection.user}:${connection.password}@localhost/${connection.database}?${where}`
}
