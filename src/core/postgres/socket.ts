import { mkdtemp, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface SocketFolder {
  path: string
  remove(): Promise<void>
}

/** A socket's address holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const longest = process.platform === 'darwin' ? 103 : 107

/** A name for the cluster's folder short enough to connect through: itself, or a private link to it. */
export async function socketFolder(cluster: string): Promise<SocketFolder> {
  if (Buffer.byteLength(`${cluster}/.s.PGSQL.5432`) <= longest) return { path: cluster, remove: async () => {} }
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), 'tertulia-'))
  const link = path.join(folder, 'postgres')
  await symlink(cluster, link)
  return { path: link, remove: () => rm(folder, { recursive: true, force: true }) }
}
