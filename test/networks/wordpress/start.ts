import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { chown, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { ensurePackages } from './packages.ts'
import { neverMails, siteConfig } from './site-config.ts'

const run = promisify(execFile)
const here = dirname(fileURLToPath(import.meta.url))
const people = z.array(
  z.object({ name: z.string(), id: z.number(), role: z.string(), applicationPassword: z.string() }),
)

export interface WordPress {
  url: string
  /** rosa (administrator), marta (editor), pedro (author), lucas and ana (subscribers). */
  users: z.infer<typeof people>
  /** Runs PHP inside the site, for what its API does not offer. Answers what it printed. */
  php(code: string): Promise<string>
  /** Puts this PHP in a plugin that is always on, in place of the last one; `''` takes it away. */
  plugin(code: string): Promise<void>
  stop(): Promise<void>
}

/** A real WordPress with a database of its own, on loopback, in a folder of its own that `stop` removes. */
export async function startWordPress(): Promise<WordPress> {
  await ensurePackages()
  const folder = await mkdtemp(join(tmpdir(), 'tertulia-wordpress-'))
  const started: ChildProcess[] = []
  const abandon = () => {
    for (const child of started) endNow(child)
  }
  process.once('exit', abandon)
  const stop = async () => {
    process.off('exit', abandon)
    for (const child of started.reverse()) await end(child)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await startDatabase(folder, started)
    const url = `http://127.0.0.1:${await freePort()}`
    const users = await install(folder, url)
    await serve(folder, url, started)
    const plugin = (code: string) => writeFile(join(folder, 'site/wp-content/mu-plugins/trouble.php'), `<?php ${code}`)
    return { url, users, php: (code) => evaluate(folder, code), plugin, stop }
  } catch (error) {
    const log = await readFile(join(folder, 'log'), 'utf8').catch(() => '')
    await stop()
    throw new Error(`WordPress did not start.\n${log.slice(-2000)}`, { cause: error })
  }
}

/** MariaDB, by socket only, so that it takes no port. It refuses to run as root. */
async function startDatabase(folder: string, started: ChildProcess[]): Promise<void> {
  const data = join(folder, 'db')
  const socket = join(folder, 'db.sock')
  const asRoot = process.getuid?.() === 0
  const as = asRoot ? ['--user=mysql'] : []
  if (asRoot) await chown(folder, Number((await run('id', ['-u', 'mysql'])).stdout), 0)
  // Nobody else can reach its socket: the folder is ours alone.
  const byName = '--auth-root-authentication-method=normal'
  await run('mariadb-install-db', ['--no-defaults', ...as, `--datadir=${data}`, '--skip-test-db', byName])
  const small = ['--innodb-buffer-pool-size=32M', '--performance-schema=0', '--innodb-flush-log-at-trx-commit=0']
  const where = [`--datadir=${data}`, `--socket=${socket}`, `--pid-file=${join(folder, 'db.pid')}`]
  const child = start(folder, 'mariadbd', ['--no-defaults', ...as, '--skip-networking', ...where, ...small])
  const sql = "create database wp; create user wp@localhost identified by 'wp'; grant all on wp.* to wp@localhost"
  const client = ['--no-defaults', '-u', 'root', '-S', socket, '-e']
  started.push(child)
  await eventually('the database', child, () => run('mariadb', [...client, 'select 1']))
  await run('mariadb', [...client, sql])
}

async function install(folder: string, url: string): Promise<WordPress['users']> {
  const site = join(folder, 'site')
  await cp('/usr/share/wordpress', site, { recursive: true, verbatimSymlinks: true })
  // Debian keeps some themes as links into folders that PHP's server would not serve from.
  await rm(join(site, 'wp-content/themes'), { recursive: true })
  await cp('/usr/share/wordpress/wp-content/themes', join(site, 'wp-content/themes'), {
    recursive: true,
    dereference: true,
  })
  for (const kept of ['uploads', 'mu-plugins']) await mkdir(join(site, 'wp-content', kept), { recursive: true })
  await writeFile(join(site, 'wp-content/mu-plugins/never-mails.php'), neverMails)
  await writeFile(join(site, 'wp-config.php'), siteConfig({ url, socket: join(folder, 'db.sock') }))
  const { stdout } = await run('php', [join(here, 'site-setup.php'), site])
  return people.parse(JSON.parse(stdout))
}

async function serve(folder: string, url: string, started: ChildProcess[]): Promise<void> {
  const { host } = new URL(url)
  const child = start(folder, 'php', ['-d', 'opcache.revalidate_freq=0', '-S', host, '-t', join(folder, 'site')], {
    PHP_CLI_SERVER_WORKERS: '3',
  })
  started.push(child)
  await eventually('the site', child, async () => {
    const answer = await fetch(`${url}/wp-json/`)
    if (!answer.ok) throw new Error(`${answer.status}`)
    await answer.body?.cancel()
  })
}

async function evaluate(folder: string, code: string): Promise<string> {
  const script = `require ${JSON.stringify(join(folder, 'site/wp-load.php'))}; ${code}`
  return (await run('php', ['-r', script])).stdout
}

/** In a process group of its own, so that its workers end with it; its output goes to a file. */
function start(folder: string, command: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a')
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], env: { ...process.env, ...env } })
  closeSync(log)
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  process.kill(-child.pid, 'SIGTERM')
  const late = setTimeout(() => endNow(child), 10_000)
  await ended
  clearTimeout(late)
}

/** Its whole group, so that no worker is left. */
function endNow({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL')
}

async function eventually(what: string, child: ChildProcess, tried: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + 60_000
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${what} stopped with code ${child.exitCode}`)
    try {
      await tried()
      return
    } catch (error) {
      if (Date.now() > deadline) throw new Error(`${what} did not answer within a minute`, { cause: error })
      await pause(100)
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port')
  return address.port
}
