import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Folder } from './folder.ts'
import { type Launcher, launch } from './launch.ts'
import { errorCode, StartRefusal } from './refusal.ts'

const Secrets = z.object({ password: z.string() })

/** Makes the cluster, its role and its database unless they are there; gives the password. */
export async function initialise(launcher: Launcher, folder: Folder, major: number): Promise<string> {
  const found = await foundMajor(folder)
  if (found === undefined) return create(launcher, folder)
  if (found !== String(major)) {
    throw new StartRefusal('postgres.other-major', { folder: folder.path, found, ours: major })
  }
  return readPassword(folder)
}

async function foundMajor(folder: Folder): Promise<string | undefined> {
  try {
    return (await readFile(path.join(folder.cluster, 'PG_VERSION'), 'utf8')).trim()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

async function readPassword(folder: Folder): Promise<string> {
  try {
    return Secrets.parse(JSON.parse(await readFile(folder.secrets, 'utf8'))).password
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
    throw new StartRefusal('postgres.password-lost', { folder: folder.path, file: path.basename(folder.secrets) })
  }
}

/** The cluster gets its name only when it is whole, so a kill half way leaves nothing that looks like data. */
async function create(launcher: Launcher, folder: Folder): Promise<string> {
  const unfinished = `${folder.cluster}.new`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  const password = randomBytes(24).toString('base64url')
  await writeFile(folder.secrets, `${JSON.stringify({ password })}\n`, { mode: 0o600 })
  await initdb(launcher, unfinished)
  await inSingleUserMode(launcher, unfinished, 'template1', [
    `create role tertulia login createdb password '${password}'`,
  ])
  await inSingleUserMode(launcher, unfinished, 'postgres', [
    'grant pg_monitor, pg_checkpoint to tertulia',
    'create database tertulia owner tertulia',
  ])
  await rename(unfinished, folder.cluster)
  return password
}

/**
 * Collation by code point, built into PostgreSQL, so that no system upgrade can disorder an index. Letters and signs
 * are told apart by the system's locale: with plain C the full-text parser would take “¿” and “«” for letters.
 */
async function initdb(launcher: Launcher, cluster: string): Promise<void> {
  const common = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-instructions']
  const collation = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  let reason = ''
  for (const letters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const args = (folder: string) => ['-D', folder, ...common, ...collation, `--lc-ctype=${letters}`]
    const child = launch(launcher, { program: 'initdb', cluster, args, stdio: ['ignore', 'pipe'] })
    const { code, output } = await finished(child)
    if (code === 0) return
    reason = output
    if (!output.includes('invalid locale name')) break
  }
  throw failure(reason, cluster)
}

/** Without a server listening there is no moment in which anybody could come in without a password. */
async function inSingleUserMode(launcher: Launcher, cluster: string, database: string, sql: string[]): Promise<void> {
  const args = (folder: string) => ['--single', '-j', '-D', folder, database]
  const child = launch(launcher, { program: 'postgres', cluster, args, stdio: ['pipe', 'pipe'] })
  child.stdin?.end(sql.map((statement) => `${statement};\n\n`).join(''))
  const { code, output } = await finished(child)
  if (code !== 0 || /\bERROR:/.test(output)) throw failure(output, cluster)
}

async function finished(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk))
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  return { code, output: Buffer.concat(chunks).toString('utf8') }
}

function failure(output: string, folder: string): StartRefusal {
  if (/No space left on device|Disk quota exceeded/.test(output))
    return new StartRefusal('postgres.disk-full', { folder })
  const reason =
    output
      .trim()
      .split('\n')
      .findLast((line) => /error|fatal|denied|not found/i.test(line)) ?? output.trim()
  return new StartRefusal('postgres.cannot-run', { reason })
}
