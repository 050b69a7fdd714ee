import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { openFolder, readIfThere, writeWhole } from './folder.ts'
import { explained, StartRefusal } from './refusal.ts'

export interface DataFolderLock {
  /** Tells a second start where to find this one. */
  announce(address: string): Promise<void>
  release(): Promise<void>
}

/**
 * Says that a Tertulia runs on this data folder; refuses when another one does. The operating system lets go of the
 * lock when the process dies, however it dies: it is the lock that SQLite, which comes with Node, holds on a file of
 * its own during an exclusive transaction (fcntl: the same on Linux, on macOS and between containers on one machine).
 */
export async function lockDataFolder(dataFolder: string): Promise<DataFolderLock> {
  try {
    const folder = await openFolder(dataFolder)
    const addressFile = path.join(folder.path, 'tertulia.address')
    const held = await hold(path.join(folder.path, 'tertulia.lock'))
    if (!held) throw await running(folder.path, addressFile)
    await rm(addressFile, { force: true })
    return {
      announce: (address) => writeWhole(addressFile, address),
      async release() {
        await rm(addressFile, { force: true })
        held.close()
      },
    }
  } catch (error) {
    throw explained(error, path.resolve(dataFolder))
  }
}

/** Whether a Tertulia runs on this data folder. */
export async function isLocked(dataFolder: string): Promise<boolean> {
  try {
    await (await lockDataFolder(dataFolder)).release()
    return false
  } catch (error) {
    if (error instanceof StartRefusal && error.words.key.startsWith('postgres.already-running')) return true
    throw error
  }
}

async function hold(file: string): Promise<DatabaseSync | undefined> {
  const { DatabaseSync } = await sqlite()
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file)
    database.exec('begin exclusive')
    return database
  } catch (error) {
    database?.close()
    const busy = error instanceof Error && 'errcode' in error && error.errcode === 5
    if (busy) return undefined
    const reason = `${path.basename(file)}: ${error instanceof Error ? error.message : String(error)}`
    throw new StartRefusal('postgres.folder-unusable', { folder: path.dirname(file), reason })
  }
}

/** The first releases of Node 24 announce their SQLite as experimental, of which nobody at a terminal has any use. */
async function sqlite(): Promise<typeof import('node:sqlite')> {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return await import('node:sqlite')
  } finally {
    process.emitWarning = emitWarning
  }
}

async function running(folder: string, addressFile: string): Promise<StartRefusal> {
  const address = await readIfThere(addressFile)
  if (address === undefined) return new StartRefusal('postgres.already-running', { folder })
  return new StartRefusal('postgres.already-running-at', { folder, address })
}
