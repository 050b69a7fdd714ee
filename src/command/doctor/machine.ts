import { constants } from 'node:fs'
import { access, readFile, stat, statfs } from 'node:fs/promises'
import type { Config } from '../../core/config.ts'
import { keyPath, parseKey } from '../../core/key.ts'
import { type Finding, good, note, reasonOf, wrong } from './finding.ts'

const neededMajor = 24
const fewBytes = 1_000_000_000

export function checkNode(version: string): Finding {
  if (Number.parseInt(version, 10) >= neededMajor) return good(`Node ${version}.`)
  return wrong(`Node ${version} is too old: Tertulia needs ${neededMajor}. Run “npm ci”, which brings it.`)
}

/** Whether the data folder is ours alone, can be written, and has room. */
export async function checkFolder(folder: string): Promise<Finding[]> {
  const found = await stat(folder).catch(() => undefined)
  if (!found) return [note(`There is no data folder at ${folder} yet: the first start makes it.`)]
  if (!found.isDirectory()) return [wrong(`${folder} is no folder. Let TERTULIA_DATA name one.`)]
  const mayWrite = await access(folder, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
  const written = mayWrite
    ? good(`The data folder ${folder} can be written.`)
    : wrong(`The data folder ${folder} cannot be written by this user. Give it to the user that runs Tertulia.`)
  return [written, ...checkPrivate(folder, found.mode, '700'), ...(await checkSpace(folder))]
}

function checkPrivate(path: string, mode: number, wanted: string): Finding[] {
  if (process.platform === 'win32' || (mode & 0o077) === 0) return []
  return [wrong(`Others on this machine may look into ${path}. Run: chmod ${wanted} ${path}`)]
}

async function checkSpace(folder: string): Promise<Finding[]> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const said = `${(free / 1e9).toFixed(1)} GB are free on the disk of the data folder`
  return [free < fewBytes ? wrong(`Only ${said}. Free some before nothing can be stored any more.`) : good(`${said}.`)]
}

export async function checkKey(config: Config): Promise<Finding[]> {
  if (config.key) return [good('The key comes from the environment (TERTULIA_KEY).')]
  const path = keyPath(config.dataFolder)
  const file = await stat(path).catch(() => undefined)
  if (!file) return [note(`There is no key at ${path} yet: the first start makes it.`)]
  try {
    parseKey(await readFile(path, 'utf8'), path)
  } catch (error) {
    return [wrong(reasonOf(error))]
  }
  const open = checkPrivate(path, file.mode, '600')
  return open.length > 0 ? open : [good(`The key file is whole and private. Keep a copy of it beside your backups.`)]
}
