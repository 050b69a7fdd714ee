import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import path from 'node:path'

/** How PostgreSQL is run: as we are, in a user namespace where root is somebody, or as somebody without rights. */
export type Identity = { kind: 'direct' } | { kind: 'namespace' } | { kind: 'uid'; uid: number }

export interface Launcher {
  /** The folder with bin, lib and share. */
  home: string
  identity: Identity
}

interface Launch {
  program: 'initdb' | 'postgres'
  cluster: string
  /** The arguments, given the name under which the server reaches its cluster. */
  args: (cluster: string) => string[]
  stdio: [stdin: 'ignore' | 'pipe', output: 'pipe' | number]
  /** A process group of its own: Ctrl-C in the terminal must reach the application only. */
  detached?: boolean
}

/** Starts one of PostgreSQL's programs on a cluster, as the identity that may. */
export function launch({ home, identity }: Launcher, launch: Launch): ChildProcess {
  const program = path.join(home, 'bin', launch.program)
  const [stdin, output] = launch.stdio
  const stdio: StdioOptions = [stdin, output, output]
  const options = { stdio, env: environment, detached: launch.detached ?? false, cwd: '/' }
  const args = launch.args(launch.cluster)
  if (identity.kind === 'namespace') return spawn('unshare', [...namespace, program, ...args], options)
  return spawn(program, args, options)
}

/** PostgreSQL refuses uid 0; inside this namespace root's own files belong to uid 1000 and so does the process. */
export const namespace = ['--user', '--map-user=1000', '--']

/** Nothing of the operator's PG* variables or locale may reach the server. */
const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' }
