import { rmSync } from 'node:fs'
import { mkdtemp, realpath, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A socket's address holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const longest = process.platform === 'darwin' ? 103 : 107

/** A name for the cluster's folder short enough to connect through: itself, or a private link until we end. */
export async function socketFolder(cluster: string): Promise<string> {
  if (Buffer.byteLength(`${cluster}/.s.PGSQL.5432`) <= longest) return cluster
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), 'tertulia-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const link = path.join(folder, 'postgres')
  await symlink(cluster, link)
  return link
}
