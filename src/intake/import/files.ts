import { randomUUID } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../core/config.ts'
import { Refusal } from '../../core/errors.ts'
import { words } from '../../lib/words.ts'
import type { Import } from './import.ts'

export const maxFileBytes = 8 * 1024 ** 3

const folderOf = (config: Pick<Config, 'dataFolder'>): string => join(config.dataFolder, 'imports')

/** Where an import's file is: one that was sent to us is in the data folder, whichever that is today. */
export const pathOf = (config: Pick<Config, 'dataFolder'>, it: Pick<Import, 'path' | 'uploaded'>): string =>
  it.uploaded ? join(folderOf(config), it.path) : it.path

/** Writes what arrives to a file as it arrives. Returns its name in the folder; what is cut short leaves nothing. */
export async function keepFile(
  config: Pick<Config, 'dataFolder'>,
  content: AsyncIterable<Uint8Array>,
  most = maxFileBytes,
): Promise<string> {
  await mkdir(folderOf(config), { recursive: true, mode: 0o700 })
  const name = randomUUID()
  const path = join(folderOf(config), name)
  const file = await open(path, 'wx', 0o600)
  try {
    let bytes = 0
    for await (const piece of content) {
      bytes += piece.byteLength
      if (bytes > most)
        throw new Refusal(413, words('import.file-too-large', { gigabytes: Math.floor(most / 1024 ** 3) }))
      await file.writeFile(piece)
    }
    await file.sync()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
  return name
}

/** Removes the file of an import that was sent to us. */
export async function forgetFile(
  config: Pick<Config, 'dataFolder'>,
  it: Pick<Import, 'path' | 'uploaded'>,
): Promise<void> {
  if (it.uploaded) await rm(pathOf(config, it), { force: true })
}
