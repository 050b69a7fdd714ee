import { execFile } from 'node:child_process'
import { readdir, readlink } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Folder } from './folder.ts'

/** Every PostgreSQL process that works on this cluster: the postmaster and those that outlived one. */
export async function processesOn(folder: Folder): Promise<number[]> {
  return process.platform === 'linux' ? fromProc(folder) : fromPs(folder)
}

/** A server's working directory is its cluster, by whatever name or descriptor it got there. */
async function fromProc({ cluster }: Folder): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(pids.map(async (pid) => ((await isServer(pid, cluster)) ? [Number(pid)] : [])))
  return found.flat()
}

async function isServer(pid: string, cluster: string): Promise<boolean> {
  try {
    if ((await readlink(`/proc/${pid}/cwd`)) !== cluster) return false
    const program = await readlink(`/proc/${pid}/exe`)
    return path.basename(program.replace(/ \(deleted\)$/, '')) === 'postgres'
  } catch {
    // Gone meanwhile, or somebody else's.
    return false
  }
}

/**
 * Whether this process still works on the cluster. One that has ended counts as gone even before whoever inherited it
 * takes notice, which some first processes of a container do late.
 */
export async function isOn({ cluster }: Folder, pid: number): Promise<boolean> {
  if (process.platform === 'linux') return isServer(String(pid), cluster)
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** macOS has no /proc; there the cluster's folder or name stands in the title of each process. */
async function fromPs({ cluster, clusterName }: Folder): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-axo', 'pid=,command='], { maxBuffer: 64 * 1024 * 1024 })
  const ours = stdout
    .split('\n')
    .filter((line) => line.includes(`postgres: ${clusterName}: `) || line.includes(`postgres -D ${cluster}`))
  return ours.map((line) => Number.parseInt(line, 10))
}

/** Sends a signal; a process that has gone already needs none. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone.
  }
}

/** Ends the PostgreSQL processes on a cluster without their saying anything; false when some would not go. */
export async function endAll(folder: Folder): Promise<boolean> {
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of await processesOn(folder)) signal(pid, name)
    if (await noneLeft(folder)) return true
  }
  return false
}

async function noneLeft(folder: Folder): Promise<boolean> {
  const until = Date.now() + 3000
  while ((await processesOn(folder)).length > 0) {
    if (Date.now() > until) return false
    await sleep(20)
  }
  return true
}
