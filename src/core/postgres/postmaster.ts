import { open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Folder, readIfThere } from './folder.ts'
import type { Server } from './identity.ts'
import { launch } from './launch.ts'
import { endAll, isOn, processesOn, signal } from './processes.ts'
import { refusalFrom, StartRefusal } from './refusal.ts'

/** The process that is PostgreSQL: all others are its children. */
export interface Postmaster {
  pid: number
  ended: Promise<void>
}

/** Starts the server on a free cluster and waits until it takes connections. */
export async function startPostmaster({ home, serves: identity }: Server, folder: Folder): Promise<Postmaster> {
  await rotateLog(folder.log)
  const log = await open(folder.log, 'a+', 0o600)
  try {
    const { size } = await log.stat()
    const args = (cluster: string) => ['-D', cluster]
    const wanted = { program: 'postgres', cluster: folder.cluster, args, stdin: 'ignore', detached: true } as const
    const child = launch({ ...wanted, home, identity, output: log.fd })
    let failed = ''
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.once('error', (error) => {
        failed = error.message
        resolve()
      })
    })
    const postmaster = { pid: child.pid ?? 0, ended }
    if (child.pid && (await becomesReady(postmaster, folder))) return postmaster
    const said = Buffer.alloc(64 * 1024)
    const { bytesRead } = await log.read(said, 0, said.length, size)
    throw refusalFrom(failed || said.toString('utf8', 0, bytesRead), folder)
  } finally {
    await log.close()
  }
}

/** PostgreSQL says little here (see settings.ts), so looking once at each start keeps the file small. */
async function rotateLog(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (found && found.size > 10 * 1024 * 1024) await rename(file, `${file}.1`)
}

/** Recovery after a kill may take long and is worth waiting for; only the end of the process is a no. */
export async function becomesReady(postmaster: Postmaster, folder: Folder): Promise<boolean> {
  let gone = false
  postmaster.ended.then(() => {
    gone = true
  })
  while (!gone) {
    const found = await readPidFile(folder)
    if (found?.pid === postmaster.pid && found.status === 'ready') return true
    await sleep(15)
  }
  return false
}

/** The lines of `postmaster.pid` are fixed: PostgreSQL's utils/pidfile.h. */
async function readPidFile(folder: Folder): Promise<{ pid: number; status: string } | undefined> {
  const lines = (await readIfThere(path.join(folder.cluster, 'postmaster.pid')))?.split('\n')
  const pid = Number.parseInt(lines?.[0] ?? '', 10)
  return Number.isNaN(pid) ? undefined : { pid, status: lines?.[7]?.trim() ?? '' }
}

/** The server that an earlier Tertulia left running on this cluster. */
export async function findPostmaster(folder: Folder): Promise<Postmaster | undefined> {
  const pid = (await readPidFile(folder))?.pid
  if (pid === undefined || !(await processesOn(folder)).includes(pid)) return undefined
  return { pid, ended: goes(pid, folder) }
}

/** Of a process that is not our child only its absence can be seen. */
async function goes(pid: number, folder: Folder): Promise<void> {
  while (await isOn(folder, pid)) await sleep(250, undefined, { ref: false })
}

/**
 * Frees a cluster whose postmaster was killed: ends the children that still hold its memory, and removes its lock
 * files, whose process number may belong to anybody by now.
 */
export async function clear(folder: Folder): Promise<void> {
  if (!(await endAll(folder))) {
    const params = { folder: folder.path, reason: 'processes of an earlier run do not end', log: folder.log }
    throw new StartRefusal('postgres.no-start', params)
  }
  for (const name of ['postmaster.pid', '.s.PGSQL.5432', '.s.PGSQL.5432.lock']) {
    await rm(path.join(folder.cluster, name), { force: true })
  }
}

/** Fast shutdown; then immediate, which recovers at the next start; then whatever it takes. */
export async function endPostmaster({ pid, ended }: Postmaster, folder: Folder, patienceMs = 20_000): Promise<void> {
  const within = (ms: number) => Promise.race([ended.then(() => true), sleep(ms, false, { ref: false })])
  // Whoever has gone already gets no signal: the number may be another process's by now.
  if (await within(0)) return
  for (const [name, ms] of [['SIGINT', patienceMs] as const, ['SIGQUIT', 5000] as const]) {
    signal(pid, name)
    if (await within(ms)) return
  }
  await clear(folder)
}
