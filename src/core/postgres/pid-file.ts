import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from './refusal.ts'

export interface PidFile {
  pid: number
  ready: boolean
}

/** What the postmaster says of itself in `postmaster.pid`; its lines are fixed (PostgreSQL's utils/pidfile.h). */
export async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  try {
    const lines = (await readFile(path.join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
    const pid = Number.parseInt(lines[0] ?? '', 10)
    return Number.isNaN(pid) ? undefined : { pid: Math.abs(pid), ready: lines[7]?.trim() === 'ready' }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
