import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { closeSync, constants, openSync } from 'node:fs'
import path from 'node:path'
import type { Identity } from './identity.ts'

export interface Launch {
  /** The folder with bin, lib and share. */
  home: string
  identity: Identity
  program: 'initdb' | 'postgres'
  cluster: string
  /** The arguments, given the name under which the server reaches its cluster. */
  args: (cluster: string) => string[]
  stdin: 'ignore' | 'pipe'
  output: 'pipe' | number
  /** Out of the terminal's process group: Ctrl-C is the application's to answer, and it stops the server last. */
  detached?: boolean
}

/** Starts one of PostgreSQL's programs on a cluster, under the identity that may. */
export function launch({ identity, ...wanted }: Launch): ChildProcess {
  const program = path.join(wanted.home, 'bin', wanted.program)
  const options: SpawnOptions = {
    stdio: [wanted.stdin, wanted.output, wanted.output],
    env: environment,
    detached: wanted.detached ?? false,
    cwd: '/',
  }
  if (identity.kind === 'uid') return launchAs(identity.uid, program, wanted, options)
  const args = wanted.args(wanted.cluster)
  if (identity.kind === 'direct') return spawn(program, args, options)
  return spawn('unshare', [...inNamespace(identity.as), program, ...args], options)
}

/** Inside, our own uid goes by the number given, and so do our files. Nothing outside changes. */
export const inNamespace = (as: number): string[] => ['--user', `--map-user=${as}`, '--']

/**
 * Somebody without rights cannot walk through /root, but can use an open folder that is handed down: the server
 * knows its cluster by that descriptor, so the data stays in the data folder wherever that is.
 */
function launchAs(uid: number, program: string, wanted: Omit<Launch, 'identity'>, options: SpawnOptions): ChildProcess {
  const opened = openSync(wanted.cluster, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  try {
    const stdio = [wanted.stdin, wanted.output, wanted.output, opened]
    return spawn(program, wanted.args('/proc/self/fd/3'), { ...options, stdio, uid, gid: uid })
  } finally {
    closeSync(opened)
  }
}

/** Nothing of the operator's PG* variables or locale may reach the server. */
const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' }
