import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFile, chown, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { chownAll, type Folder, readIfThere, writeWhole } from './folder.ts'
import type { Server } from './identity.ts'
import { type Launch, launch } from './launch.ts'
import { refusalFrom, StartRefusal } from './refusal.ts'

const Secrets = z.object({ password: z.string() })

/** Makes the cluster, its role and its database unless they are there; gives the password. */
export async function initialise(server: Server, folder: Folder, major: number): Promise<string> {
  const found = (await readIfThere(path.join(folder.cluster, 'PG_VERSION')))?.trim()
  if (found === undefined) return create(server, folder)
  if (found !== String(major)) {
    throw new StartRefusal('postgres.other-major', { folder: folder.path, found, ours: major })
  }
  const password = await savedPassword(folder)
  if (password !== undefined) return password
  throw new StartRefusal('postgres.password-lost', { folder: folder.path, file: path.basename(folder.secrets) })
}

export async function savedPassword(folder: Folder): Promise<string | undefined> {
  const secrets = await readIfThere(folder.secrets)
  return secrets === undefined ? undefined : Secrets.parse(JSON.parse(secrets)).password
}

/** The cluster gets its name only when it is whole, so a kill half way leaves nothing that looks like data. */
async function create(server: Server, folder: Folder): Promise<string> {
  await removeUnfinished(folder)
  const unfinished = await mkdtemp(`${folder.cluster}.new-`)
  try {
    const password = randomBytes(24).toString('base64url')
    await fill(server, { ...folder, cluster: unfinished }, password)
    await writeWhole(folder.secrets, `${JSON.stringify({ password })}\n`)
    await rename(unfinished, folder.cluster)
    return password
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true, maxRetries: 5 })
    throw error
  }
}

/** Each attempt has a name of its own: an initdb that outlived its Tertulia may still be writing into the last one. */
async function removeUnfinished(folder: Folder): Promise<void> {
  for (const name of await readdir(folder.path)) {
    if (!name.startsWith(`${path.basename(folder.cluster)}.new-`)) continue
    await rm(path.join(folder.path, name), { recursive: true, force: true, maxRetries: 5 })
  }
}

async function fill(server: Server, folder: Folder, password: string): Promise<void> {
  if (server.makes.kind === 'uid') await chown(folder.cluster, server.makes.uid, server.makes.uid)
  await initdb(server, folder)
  await inSingleUserMode(server, folder, [
    `create role tertulia login createdb password '${password}'`,
    'grant pg_monitor, pg_checkpoint to tertulia',
    'create database tertulia owner tertulia',
  ])
  if (server.serves.kind === 'uid') await chownAll(folder.cluster, server.serves.uid)
}

/**
 * Collation by code point, built into PostgreSQL, so that no system upgrade can disorder an index. Letters and signs
 * are told apart by the system's locale: with plain C the full-text parser would take “¿” and “«” for letters.
 */
async function initdb(server: Server, folder: Folder): Promise<void> {
  const common = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-instructions']
  const collation = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  let said = ''
  for (const letters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const args = (cluster: string) => ['-D', cluster, ...common, ...collation, `--lc-ctype=${letters}`]
    const { code, output } = await run(server, { program: 'initdb', cluster: folder.cluster, args, stdin: 'ignore' })
    if (code === 0) return
    said = output
    if (!output.includes('invalid locale name')) break
  }
  throw await failure(said, folder)
}

/** With no server listening there is no moment in which anybody could come in without a password. */
async function inSingleUserMode(server: Server, folder: Folder, sql: string[]): Promise<void> {
  const args = (cluster: string) => ['--single', '-j', '-D', cluster, 'postgres']
  const script = sql.map((statement) => `${statement};\n\n`).join('')
  const { code, output } = await run(
    server,
    { program: 'postgres', cluster: folder.cluster, args, stdin: 'pipe' },
    script,
  )
  if (code !== 0 || /\bERROR:/.test(output)) throw await failure(output, folder)
}

async function run(
  { home, makes: identity }: Server,
  wanted: Omit<Launch, 'home' | 'identity' | 'output'>,
  input = '',
): Promise<{ code: number | null; output: string }> {
  const child: ChildProcess = launch({ ...wanted, home, identity, output: 'pipe' })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stdin?.on('error', () => {}).end(input)
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', (error) => chunks.push(Buffer.from(error.message)) && resolve(null)).on('close', resolve)
  })
  return { code, output: Buffer.concat(chunks).toString('utf8') }
}

async function failure(output: string, folder: Folder): Promise<StartRefusal> {
  // On a full disk even this may not be possible.
  await appendFile(folder.log, output, { mode: 0o600 }).catch(() => {})
  const nameless = /could not look up effective user ID|^unshare: /.test(output)
  return nameless
    ? new StartRefusal('postgres.nameless-user', { uid: process.getuid?.() ?? '' })
    : refusalFrom(output, folder)
}
