import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { after } from 'node:test'
import pg from 'pg'
import { openFolder } from './folder.ts'
import { endAll } from './processes.ts'

/** A data folder that disappears after the tests of this file, with whatever still runs on it. */
export async function scratchFolder(...below: string[]): Promise<string> {
  const top = await mkdtemp(path.join(tmpdir(), 'tertulia-pg-'))
  const dataFolder = path.join(top, ...below)
  after(async () => {
    await endAll(await openFolder(dataFolder)).catch(() => {})
    await rm(top, { recursive: true, force: true })
  })
  return dataFolder
}

export async function ask(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** Asks again until the server answers; for at most the ten seconds in which work must go on. */
export async function askUntilAnswered(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const until = Date.now() + 10_000
  for (;;) {
    try {
      return await ask(connectionString, sql)
    } catch (error) {
      if (Date.now() > until) throw error
    }
  }
}

export async function postmasterPid(dataFolder: string): Promise<number> {
  return Number.parseInt(await readFile(path.join(dataFolder, 'postgres/postmaster.pid'), 'utf8'), 10)
}

export interface Said {
  connectionString?: string
  locked?: boolean
  /** Why it would not. */
  refused?: string
}

/** Does what `main` does with a data folder, in another process, by way of the command `prefix` if given. */
export function begin(
  folder: string,
  wish: string,
  prefix: string[] = [],
): { process: ChildProcess; said: Promise<Said> } {
  const script = path.join(import.meta.dirname, 'elsewhere.test-kit.ts')
  const [program = '', ...args] = [...prefix, process.execPath, '--import', 'tsx', script, folder, wish]
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'], detached: true })
  after(() => child.kill('SIGKILL'))
  const said = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`The other process ended with ${code} and said nothing.`)))
  })
  return { process: child, said: said.then((line) => JSON.parse(line)) }
}

/** The same, once it has said something. */
export async function elsewhere(folder: string, wish: string, prefix: string[] = []) {
  const other = begin(folder, wish, prefix)
  return { process: other.process, said: await other.said }
}

export const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) =>
    child.exitCode !== null || child.signalCode !== null ? resolve(child.exitCode) : child.once('exit', resolve),
  )
