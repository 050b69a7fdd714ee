import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { root } from '../src/core/root.ts'

/** Tertulia as `npm start` runs it, in a process of its own. */
export interface Server {
  url: string
  pid: number
  folder: string
  startedInMs: number
  setUpLink: string
  /** Runs a word of the command line beside it; what it printed. */
  command(...words: string[]): Promise<string>
  stop(): Promise<void>
}

export async function startServer(more: Record<string, string> = {}): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'tertulia-bench-'))
  const port = await freePort()
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    TERTULIA_DATA: folder,
    LOG_LEVEL: 'error',
    MALLOC_ARENA_MAX: '2',
    MALLOC_TRIM_THRESHOLD_: '131072',
    ...more,
  }
  const began = performance.now()
  const flags = ['--v8-pool-size=1', '--max-semi-space-size=4', '--heap-growing-percent=80']
  const child = spawn(process.execPath, [...flags, 'bin/tertulia.mjs', 'start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await said(child, 'listens at')
  const startedInMs = performance.now() - began
  return {
    url: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    folder,
    startedInMs,
    setUpLink: /http\S+set-up\S+/.exec(line)?.[0] ?? '',
    command: (...words) => run(words, env),
    async stop() {
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('exit', resolve))
      await sleep(200)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Answers the set-up page as a browser's form would; gives a token. */
export async function found({ url, setUpLink, command }: Server): Promise<string> {
  const form = {
    language: 'es',
    time_zone: 'America/Mexico_City',
    organisation: 'Café Alameda',
    public_url: url,
    name: 'Olga',
    email: 'olga@example.org',
    password: 'una frase de paso larga',
  }
  const answer = await fetch(setUpLink, {
    method: 'POST',
    headers: { origin: url },
    body: new URLSearchParams(form),
    redirect: 'manual',
  })
  if (answer.status !== 303) throw new Error(`the set-up answered ${answer.status}`)
  const scopes = ['read', 'channels', 'import'].flatMap((scope) => ['--scope', scope])
  return command('token', 'create', '--name', 'bench', ...scopes)
}

export const headersOf = (token: string) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' })

/** Opens a window that is posted to; gives its id. */
export async function openWindow(url: string, token: string, settings: Record<string, string> = {}): Promise<string> {
  const made = await fetch(`${url}/api/v1/channels`, {
    method: 'POST',
    headers: headersOf(token),
    body: JSON.stringify({ network: 'api', settings: { name: 'Mostrador', ...settings } }),
  })
  return z.object({ id: z.string() }).parse(await made.json()).id
}

function said(child: ChildProcess, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
      if (output.includes(text) && output.endsWith('\n')) resolve(output)
    })
    child.once('exit', (code) => reject(new Error(`Tertulia ended (${code}) before it listened: ${output}`)))
  })
}

function run(words: string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['bin/tertulia.mjs', ...words], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.once('exit', (code) =>
      code === 0 ? resolve(output.trim()) : reject(new Error(`${words.join(' ')} ended with ${code}`)),
    )
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
