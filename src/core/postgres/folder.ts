import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { access, chown, lchown, mkdir, open, opendir, readFile, realpath, rename } from 'node:fs/promises'
import path from 'node:path'
import { errorCode } from './refusal.ts'

/** Where everything lies inside a data folder, by its real path. */
export interface Folder {
  path: string
  /** PostgreSQL's own folder. */
  cluster: string
  /** How its processes are called in a list of processes. */
  clusterName: string
  secrets: string
  log: string
}

/** The data folder, made for this user alone when it is not there. */
export async function openFolder(dataFolder: string): Promise<Folder> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const root = await realpath(dataFolder)
  await access(root, constants.R_OK | constants.W_OK | constants.X_OK)
  return {
    path: root,
    cluster: path.join(root, 'postgres'),
    clusterName: `tertulia-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`,
    secrets: path.join(root, 'postgres.json'),
    log: path.join(root, 'postgres.log'),
  }
}

export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Writes a private file so that it is there whole or not at all. Renaming replaces whatever stood there and follows
 * no link: root may be writing in a folder that belongs to somebody without rights.
 */
export async function writeWhole(file: string, text: string, ownerUid?: number): Promise<void> {
  const unfinished = `${file}.${process.pid}.new`
  const opened = await open(unfinished, 'wx', 0o600)
  try {
    await opened.writeFile(text)
    if (ownerUid !== undefined) await opened.chown(ownerUid, ownerUid)
    await opened.sync()
  } finally {
    await opened.close()
  }
  await rename(unfinished, file)
}

/** Gives a folder and all it holds to somebody; links are given, not followed. */
export async function chownAll(folder: string, uid: number): Promise<void> {
  for await (const entry of await opendir(folder, { recursive: true })) {
    await lchown(path.join(entry.parentPath, entry.name), uid, uid)
  }
  await chown(folder, uid, uid)
}
