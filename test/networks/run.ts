/**
 * `npm run test:peers`: the connectors against the networks' own servers, and the rooms on the oldest PostgreSQL we
 * promise to run on. Whatever cannot run here is a failure with its reason, never a pass.
 */
import { spawn } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import path from 'node:path'
import { installOldPostgres, startOldPostgres } from './old-postgres.ts'
import { opensDatabase } from './opens-database.ts'

const root = path.resolve(import.meta.dirname, '../..')
process.chdir(root)

interface Result {
  name: string
  passed: number
  failed: number
  seconds: number
  why?: string
}

const peers = globSync('test/networks/*/*.peer.ts').sort()
const rooms = globSync('src/{access,people,channels,listening,conversations,intake,outbox}/**/*.test.{ts,tsx}')
  .concat(globSync('src/core/backup/*.test.ts'))
  // Chromium adds nothing to a question about a database, nor do those that ask none.
  .filter((file) => !file.includes('.browser.') && opensDatabase(file))
  .sort()

// As tests begin: a loader for all of TypeScript takes twice as long.
const loader = ['--disable-warning=ExperimentalWarning', '--import', './bin/tsx-hooks.mjs']
const longestMs = 420_000
const results: Result[] = []

// Debian's packages are installed one after the other: apt lets nobody else in meanwhile.
await Promise.all([
  step('packages of the Bluesky network', installAtproto),
  step('PostgreSQL 15', installedOldPostgres),
])
// Other people's servers spend much of their time starting; the rooms use what is left.
await Promise.all([eachPeer(), step('the rooms on PostgreSQL 15', onOldPostgres)])
if (peers.length === 0 || rooms.length === 0)
  results.push({ name: 'files to run', passed: 0, failed: 1, seconds: 0, why: 'none were found' })
tell()

async function eachPeer(): Promise<void> {
  for (const file of peers) await step(path.basename(file, '.peer.ts'), () => run([...loader, '--test', file]))
}

type Counts = Pick<Result, 'passed' | 'failed' | 'why'>

/** One line of the results. What throws has failed. */
async function step(name: string, work: () => Promise<Counts>): Promise<void> {
  console.log(`── ${name}`)
  const began = Date.now()
  const counts = await work().catch((error: unknown) => ({ passed: 0, failed: 1, why: String(error) }))
  results.push({ name, ...counts, seconds: Math.round((Date.now() - began) / 1000) })
}

/** npm writes what it installed beside it; as long as that is younger than the lock there is nothing to do. */
async function installAtproto(): Promise<Counts> {
  const folder = 'test/networks/atproto'
  if (age(`${folder}/node_modules/.package-lock.json`) > age(`${folder}/package-lock.json`)) return one(0)
  const { code } = await running('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder])
  return one(code)
}

function age(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function one(code: number): Counts {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

/** A file of tests. What was skipped, cancelled or left for later did not pass. */
async function run(args: string[], env: Record<string, string> = {}): Promise<Counts> {
  const { code, output } = await running(process.execPath, args, env)
  const told = /^(\d+) passed, (\d+) failed$/m.exec(output)
  const count = (what: string) => Number(new RegExp(`^\\S+ ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)
  const passed = told ? Number(told[1]) : count('pass')
  const failed = told ? Number(told[2]) : count('tests') - passed
  if (code === 0 && passed > 0) return { passed, failed }
  return { passed, failed: Math.max(failed, 1), ...(failed === 0 && { why: `it ended with ${code}` }) }
}

async function installedOldPostgres(): Promise<Counts> {
  await installOldPostgres()
  return one(0)
}

async function onOldPostgres(): Promise<Counts> {
  const postgres = await startOldPostgres()
  try {
    return await run(['bin/test.mjs', ...rooms], { TEST_DATABASE_URL: postgres.url })
  } finally {
    await postgres.stop()
  }
}

/** Tells on what it says, and ends it with all it started when it takes too long. */
function running(program: string, args: string[], env = {}): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...process.env, FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    })
    const end = () => child.pid !== undefined && process.kill(-child.pid, 'SIGTERM')
    const timer = setTimeout(() => {
      console.log(`It took longer than ${longestMs / 1000} s and was ended.`)
      end()
    }, longestMs)
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk
      process.stdout.write(chunk)
    })
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ code: code ?? 1, output })
    })
  })
}

function tell(): void {
  console.log('\npeer                                passed  failed     s')
  for (const { name, passed, failed, seconds, why } of results) {
    const figures = [passed, failed].map((figure) => String(figure).padStart(8)).join('')
    console.log(`${name.padEnd(34)}${figures}${String(seconds).padStart(6)}${why ? `  ${why}` : ''}`)
  }
  const sum = (what: 'passed' | 'failed') => results.reduce((all, result) => all + result[what], 0)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
  process.exitCode = sum('failed') > 0 ? 1 : 0
}
