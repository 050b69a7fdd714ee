import { globSync, rmSync } from 'node:fs'
import path from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { pathToFileURL } from 'node:url'
import { register } from 'tsx/esm/api'
import { grouped } from './test-groups.mjs'

/** Runs test files against one PostgreSQL (or the one of TEST_DATABASE_URL); gives the exit code. */
export async function runTests(root, wanted) {
  process.chdir(root)
  const files =
    wanted.length > 0
      ? wanted
      : globSync([
          'bin/*.test.mjs',
          'src/**/*.test.{ts,tsx}',
          'test/*.test.{ts,tsx}',
          '{train,eval,demo}/**/*.test.ts',
        ]).sort()
  const { sharedTestServer } = await startedBy()
  // Leaving by exit(), not by the signal itself, lets the server be ended too.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
  const server = await sharedTestServer()
  const folder = path.resolve('.build', `tests-${process.pid}`)
  try {
    return await report(grouped(files, folder), server.connectionString)
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await server.release()
  }
}

async function startedBy() {
  const unregister = register()
  const shared = await import('../src/core/postgres/shared.ts')
  await unregister()
  return shared
}

async function report(files, url) {
  process.env.TEST_DATABASE_URL = url
  // A sentence that nobody wrote is then an error instead of a line on the screen.
  process.env.NODE_ENV = 'test'
  const counts = { passed: 0, failed: 0, unread: 0 }
  const hooks = pathToFileURL(path.resolve('bin', 'tsx-hooks.mjs')).href
  const stream = run({
    files: files.map((file) => path.resolve(file)),
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', hooks],
    // Browsers wait for the clock a quarter of their time.
    concurrency: 3,
    timeout: 300_000,
  })
  stream.on('test:summary', ({ file, counts: seen }) => {
    if (file !== undefined) return
    counts.passed = seen.passed
    counts.failed = seen.tests - seen.passed - seen.skipped - seen.todo
  })
  // A file in a group that cannot be read is a suite without tests: no count of tests has it.
  stream.on('test:fail', ({ details }) => {
    if (details.type === 'suite' && details.error.failureType !== 'subtestsFailed') counts.unread += 1
  })
  const printed = stream.compose(spec)
  printed.pipe(process.stdout)
  await new Promise((resolve, reject) => printed.on('end', resolve).on('error', reject))
  const failed = counts.failed + counts.unread
  console.log(`${counts.passed} passed, ${failed} failed`)
  return failed > 0 || counts.passed === 0 ? 1 : 0
}
