import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * A copy of the programs where everybody can read them, for a checkout under /root. Made once and kept; only root
 * can have put it there.
 */
export async function reachableCopy(home: string, version: string, bases = everybodyReads()): Promise<string> {
  const name = `postgresql-${version}-${process.platform}-${process.arch}`
  for (const base of bases) {
    const copy = await copyUnder(base, name, home).catch(() => undefined)
    if (copy) return copy
  }
  return home
}

const everybodyReads = () => ['/var/lib/tertulia', path.join(tmpdir(), 'tertulia-programs')]

async function copyUnder(base: string, name: string, home: string): Promise<string | undefined> {
  await mkdir(base, { recursive: true, mode: 0o755 })
  if (!(await onlyRootWrites(base))) return undefined
  await chmod(base, 0o755)
  const copy = path.join(base, name)
  if (await onlyRootWrites(copy)) return copy
  const unfinished = await mkdtemp(path.join(base, 'new-'))
  await cp(home, unfinished, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith('.a') })
  await openToAll(unfinished)
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }))
  return copy
}

async function onlyRootWrites(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined)
  return found?.isDirectory() === true && found.uid === 0 && (found.mode & 0o022) === 0
}

/** npm may have unpacked under a strict umask. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(file)
    else if (entry.isFile()) await chmod(file, 0o755)
  }
}
