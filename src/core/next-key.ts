import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createCipher } from './cipher.ts'
import type { Config } from './config.ts'
import { keyPath, parseKey, readKey } from './key.ts'
import { readIfThere, writeWhole } from './postgres/folder.ts'

type Where = Pick<Config, 'key' | 'dataFolder'>

const nextPath = (dataFolder: string): string => join(dataFolder, 'key.next')

/** Puts the key of a rotation beside the present one, before anything is sealed with it. */
export const writeNextKey = (dataFolder: string, key: string): Promise<void> =>
  writeWhole(nextPath(dataFolder), `${key}\n`)

/** The rotation is committed: the next key is the key. */
export async function promoteNextKey(dataFolder: string): Promise<void> {
  await rename(nextPath(dataFolder), keyPath(dataFolder)).catch((error: NodeJS.ErrnoException) => {
    // Another process of ours did it at the same moment.
    if (error.code !== 'ENOENT') throw error
  })
}

/**
 * The installation's key. A rotation that was killed left two: the database knows which one it is sealed with (asked by
 * the id of a key), and that one becomes the key.
 */
export async function settledKey(config: Where, isSealedWith: (keyId: Buffer) => Promise<boolean>): Promise<string> {
  const key = await readKey(config)
  const path = nextPath(config.dataFolder)
  const waiting = config.key ? undefined : await readIfThere(path)
  if (waiting === undefined) return key
  const next = parseKey(waiting, path)
  if (next === key || !(await isSealedWith(createCipher(next).keyId))) return key
  await promoteNextKey(config.dataFolder)
  return next
}
