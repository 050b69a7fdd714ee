import { spawn } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import path from 'node:path'
import type { Folder } from './folder.ts'
import { inNamespace } from './launch.ts'
import type { Packaged } from './packaged.ts'
import { reachableCopy } from './reachable-copy.ts'
import { StartRefusal } from './refusal.ts'

/** How PostgreSQL is run: as we are; as we are, but under another number; or as somebody without rights. */
export type Identity = { kind: 'direct' } | { kind: 'namespace'; as: number } | { kind: 'uid'; uid: number }

/** Where the programs are and who runs them. Making a cluster needs a uid with a name, serving it does not. */
export interface Server {
  home: string
  serves: Identity
  makes: Identity
}

/** Leaves out the ways named, as a machine does that forbids them. */
export type Forbidden = 'namespace'[]

/** PostgreSQL refuses root, so root needs another identity; everybody else runs it as themselves. */
export async function chooseServer(
  { home, version }: Packaged,
  folder: Folder,
  forbidden: Forbidden = [],
): Promise<Server> {
  const namespace = { kind: 'namespace', as: await namedUid() } as const
  const mayNamespace = !forbidden.includes('namespace') && process.platform === 'linux'
  if (process.getuid?.() !== 0) return asOurselves(home, mayNamespace ? namespace : undefined)
  const owner = await clusterOwner(folder)
  if (!owner && mayNamespace && (await worksInNamespace(home, folder, namespace.as))) {
    return { home, serves: namespace, makes: namespace }
  }
  if (process.platform !== 'linux') throw new StartRefusal('postgres.no-other-user')
  return asSomebodyElse({ home, version }, owner || (await freeUid()), namespace.as)
}

function asOurselves(home: string, namespace: Identity | undefined): Server {
  const direct = { kind: 'direct' } as const
  if (hasName()) return { home, serves: direct, makes: direct }
  return { home, serves: direct, makes: namespace ?? direct }
}

/** Containers often run a uid that /etc/passwd does not know; initdb insists on a name. */
function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

async function clusterOwner(folder: Folder): Promise<number> {
  return stat(folder.cluster).then(
    ({ uid }) => uid,
    () => 0,
  )
}

/** Root keeps none of its privileges inside, so a folder of somebody else's on the way may close the door. */
async function worksInNamespace(home: string, folder: Folder, as: number): Promise<boolean> {
  const look = ['sh', '-c', 'cd "$1" && exec "$2" --version', 'sh', folder.path, path.join(home, 'bin/postgres')]
  return runs('unshare', [...inNamespace(as), ...look])
}

async function asSomebodyElse({ home, version }: Omit<Packaged, 'major'>, uid: number, named: number): Promise<Server> {
  const identities = { serves: { kind: 'uid', uid }, makes: { kind: 'uid', uid: named } } as const
  if (await runs(path.join(home, 'bin/postgres'), ['--version'], uid)) return { home, ...identities }
  const copy = await reachableCopy(home, version)
  if (await runs(path.join(copy, 'bin/postgres'), ['--version'], uid)) return { home: copy, ...identities }
  throw new StartRefusal('postgres.no-other-user')
}

async function runs(program: string, args: string[], uid?: number): Promise<boolean> {
  const as = uid === undefined ? {} : { uid, gid: uid }
  return new Promise((resolve) => {
    spawn(program, args, { stdio: 'ignore', cwd: '/', ...as })
      .on('error', () => resolve(false))
      .on('close', (code) => resolve(code === 0))
  })
}

async function passwd(): Promise<{ name: string; uid: number }[]> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')
  return lines.map((line) => line.split(':')).map(([name = '', , uid]) => ({ name, uid: Number(uid) }))
}

async function namedUid(): Promise<number> {
  const users = (await passwd()).filter(({ uid }) => uid > 0)
  return (users.find(({ name }) => name === 'nobody') ?? users[0])?.uid ?? 65534
}

/** Not “nobody”, whom other programs share: from the range that neither Debian nor systemd gives to anybody. */
async function freeUid(): Promise<number> {
  const taken = new Set((await passwd()).map(({ uid }) => uid))
  for (let uid = 65533; uid >= 65520; uid--) if (!taken.has(uid)) return uid
  return namedUid()
}
