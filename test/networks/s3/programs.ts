import { execFile } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Debian's Ceph: a monitor, a store and the gateway that speaks S3. */
const packages = ['radosgw', 'ceph-mon', 'ceph-osd']
const libraries = `usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`

export interface Programs {
  root: string
  /** What they need to find each other. */
  env: Record<string, string>
}

/** Unpacks Ceph and what it needs beside the machine's own programs, once: nothing is installed. */
export async function unpackedPrograms(): Promise<Programs> {
  const root = path.join(tmpdir(), `tertulia-ceph-${process.getuid?.() ?? 0}`)
  if (!existsSync(root)) await unpackInto(root)
  const folders = globSync([`${root}/lib/**/*.so*`, `${root}/usr/lib/**/*.so*`]).map((file) => path.dirname(file))
  return {
    root,
    env: {
      PATH: `${root}/usr/bin:${process.env.PATH ?? ''}`,
      LD_LIBRARY_PATH: [...new Set(folders)].join(':'),
      PYTHONPATH: `${root}/usr/lib/python3/dist-packages`,
    },
  }
}

export const pluginFolders = (root: string): Record<string, string> => ({
  'osd class dir': `${root}/${libraries}/rados-classes`,
  'erasure code dir': `${root}/${libraries}/ceph/erasure-code`,
  'plugin dir': `${root}/${libraries}/ceph`,
})

// Under another name until it is whole.
async function unpackInto(root: string): Promise<void> {
  const scratch = await mkdtemp(`${root}-unpacking-`)
  const cwd = path.join(scratch, 'packages')
  await mkdir(cwd)
  if (process.getuid?.() === 0) await run('apt-get', ['update', '-q'])
  const { stdout } = await run('apt-get', ['install', '-s', '--no-install-recommends', ...packages])
  const missing = [...stdout.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name)
  await run('apt-get', ['download', '-q', ...missing], { cwd, maxBuffer: 1 << 26 })
  for (const file of await readdir(cwd)) await run('dpkg', ['-x', file, path.join(scratch, 'root')], { cwd })
  await rename(path.join(scratch, 'root'), root)
  await rm(scratch, { recursive: true })
}
