import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { createLog } from '../../../src/core/log.ts'
import { startPostgres } from '../../../src/core/postgres/start.ts'
import { Person } from './person.ts'

/** A Bluesky network, real or ours, with people in it. */
export interface Atproto {
  /** Where accounts live and sign in. */
  pdsUrl: string
  /** Us, a customer, and somebody else. */
  accounts: { tertulia: Person; lucas: Person; ana: Person }
  /** Returns when everything that was said can be seen by everybody. */
  processAll(): Promise<void>
  stop(): Promise<void>
}

const folder = import.meta.dirname

/**
 * Starts Bluesky's own servers (PLC, PDS, AppView and what they need) in a process of their own, on a PostgreSQL of
 * their own, with three accounts. Its packages are those of this folder's package.json, installed by `test:peers`.
 */
export async function startAtproto(): Promise<Atproto> {
  await access(path.join(folder, 'node_modules/@atproto/dev-env')).catch(() => {
    throw new Error('The packages of this network are missing: npm ci --ignore-scripts --prefix test/networks/atproto')
  })
  const scratch = await mkdtemp(path.join(tmpdir(), 'tertulia-atproto-'))
  const postgres = await startPostgres({
    dataFolder: path.join(scratch, 'data'),
    durability: 'throwaway',
    log: createLog('error'),
  })
  const servers = await startServers(scratch, postgres.connectionString)
  const stop = async () => {
    await servers.stop()
    await postgres.stop()
    await rm(scratch, { recursive: true, force: true })
  }
  try {
    const join = (name: string) => Person.join(servers.pdsUrl, name)
    const accounts = { tertulia: await join('tertulia'), lucas: await join('lucas'), ana: await join('ana-maria') }
    await servers.processAll()
    return { pdsUrl: servers.pdsUrl, accounts, processAll: servers.processAll, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** A line of network.mjs. No zod here: beside this folder's own packages its name means another version. */
interface Line {
  id?: number
  error?: string
  ready?: { pdsUrl: string }
}

async function startServers(scratch: string, databaseUrl: string) {
  const logFile = path.join(scratch, 'servers.log')
  const log = await open(logFile, 'a')
  const child = spawn(process.execPath, [path.join(folder, 'network.mjs')], {
    cwd: folder,
    env: { ...process.env, TMPDIR: scratch, DB_POSTGRES_URL: databaseUrl, DB_POSTGRES_SCHEMA: 'peer' },
    stdio: ['pipe', 'pipe', log.fd],
  })
  await log.close()
  const { ready, ask } = conversation(child)
  const ended = once(child, 'exit').then(async () => {
    throw new Error(`Bluesky's servers ended: ${(await readFile(logFile, 'utf8')).slice(-2000)}`)
  })
  const first = await Promise.race([ready, ended])
  ended.catch(() => {})
  return {
    pdsUrl: first.pdsUrl,
    processAll: () => Promise.race([ask('processAll'), ended]),
    stop: async () => {
      await Promise.race([ask('stop'), ended]).catch(() => {})
      child.kill('SIGKILL')
    },
  }
}

/** Lines of JSON, one way and the other. */
function conversation(child: ChildProcess) {
  const waiting = new Map<number, (line: Line) => void>()
  const begun = Promise.withResolvers<{ pdsUrl: string }>()
  const { stdin, stdout } = child
  if (!stdin || !stdout) throw new Error('a child without pipes')
  createInterface({ input: stdout }).on('line', (text) => {
    const line: Line = JSON.parse(text)
    if (line.ready) begun.resolve(line.ready)
    else waiting.get(line.id ?? 0)?.(line)
  })
  let last = 0
  const ask = async (deed: string): Promise<void> => {
    const id = ++last
    const answered = new Promise<Line>((resolve) => waiting.set(id, resolve))
    stdin.write(`${JSON.stringify({ id, do: deed })}\n`)
    const { error } = await answered
    if (error) throw new Error(`${deed}: ${error}`)
  }
  return { ready: begun.promise, ask }
}
