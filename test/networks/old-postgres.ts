import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

const programs = '/usr/lib/postgresql/15/bin'

export interface OldPostgres {
  url: string
  stop(): Promise<void>
}

/** Debian's PostgreSQL 15, which must be installed, the oldest we promise to run on: on loopback, behind a password, its data thrown away. */
export async function startOldPostgres(): Promise<OldPostgres> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'tertulia-postgres15-'))
  try {
    return await serve(scratch)
  } catch (error) {
    await rm(scratch, { recursive: true, force: true })
    throw error
  }
}

/** Installs it where it is not here: as root, on Debian. */
export async function installOldPostgres(): Promise<void> {
  if (existsSync(path.join(programs, 'postgres'))) return
  const command = 'apt-get install --no-install-recommends postgresql-15'
  if (process.getuid?.() !== 0) throw new Error(`PostgreSQL 15 is not here. As root, on Debian 12, run: ${command}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-q'], { env })
  await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'postgresql-15'], { env, maxBuffer: 1 << 26 })
}

async function serve(scratch: string): Promise<OldPostgres> {
  const as = await identity()
  if (as.uid !== undefined) await chown(scratch, as.uid, as.uid)
  const password = randomBytes(18).toString('hex')
  const cluster = path.join(scratch, 'cluster')
  await initialise({ as, scratch, cluster, password })
  const port = await freePort()
  const child = spawn(path.join(programs, 'postgres'), ['-D', cluster, ...settings(port)], {
    ...as,
    cwd: '/',
    stdio: 'ignore',
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const kill = () => child.kill('SIGINT')
  process.once('exit', kill)
  const admin = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  await prepare(admin, password)
  return {
    url: `postgres://tertulia:${password}@127.0.0.1:${port}/tertulia`,
    async stop() {
      kill()
      await ended
      process.off('exit', kill)
      await rm(scratch, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses root. Its own user is there when Debian's package is; “nobody” always is. */
async function identity(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {}
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const uid = Number((lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody'))?.[2])
  return { uid, gid: uid }
}

interface New {
  as: { uid?: number; gid?: number }
  scratch: string
  cluster: string
  password: string
}

async function initialise({ as, scratch, cluster, password }: New): Promise<void> {
  const file = path.join(scratch, 'password')
  await writeFile(file, password, { mode: 0o600 })
  if (as.uid !== undefined) await chown(file, as.uid, as.uid)
  const args = ['--username=postgres', `--pwfile=${file}`, '--auth=scram-sha-256', '--encoding=UTF8', '--no-sync']
  await run(path.join(programs, 'initdb'), ['-D', cluster, ...args, '--locale=C.UTF-8'], { ...as, cwd: '/' })
}

const settings = (port: number): string[] =>
  [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=80',
    ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
  ].flatMap((setting) => ['-c', setting])

/** A role with no more rights than the embedded server's has. */
async function prepare(admin: string, password: string): Promise<void> {
  const client = await connected(admin)
  try {
    await client.query(`create role tertulia login createdb password '${password}'`)
    await client.query('grant pg_monitor to tertulia')
    await client.query('create database tertulia owner tertulia')
  } finally {
    await client.end()
  }
}

async function connected(url: string): Promise<pg.Client> {
  const until = Date.now() + 30_000
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return client
    } catch (error) {
      if (Date.now() > until) throw error
      await sleep(200)
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
