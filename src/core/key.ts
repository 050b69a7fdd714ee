import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'

/** The installation's key: from the environment, else from the data folder, where it is made the first time. */
export async function readKey(config: Pick<Config, 'key' | 'dataFolder'>): Promise<string> {
  if (config.key) return config.key.toLowerCase()
  const path = keyPath(config.dataFolder)
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return undefined
  })
  return kept === undefined ? makeKey(path, config.dataFolder) : parseKey(kept, path)
}

export const keyPath = (dataFolder: string): string => join(dataFolder, 'key')

/** Replaces the key file, with the one that a backup brought. */
export async function writeKey(dataFolder: string, key: string): Promise<void> {
  await writeFile(keyPath(dataFolder), `${key}\n`, { mode: 0o600 })
}

async function makeKey(path: string, folder: string): Promise<string> {
  const key = randomBytes(32).toString('hex')
  await mkdir(folder, { recursive: true })
  try {
    await writeFile(path, `${key}\n`, { mode: 0o600, flag: 'wx' })
    return key
  } catch (error) {
    // Another process of ours made it at the same moment.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      return parseKey(await readFile(path, 'utf8'), path)
    throw error
  }
}

export function parseKey(text: string, path: string): string {
  const key = text.trim().toLowerCase()
  if (/^[0-9a-f]{64}$/.test(key)) return key
  throw new Error(
    `The key in ${path} is damaged: it should be 64 hexadecimal digits. Put the right file back from your backup.`,
  )
}
