import { globSync } from 'node:fs'
import path from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { pathToFileURL } from 'node:url'
import { register } from 'tsx/esm/api'

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
        ]).sort(browsersFirst)
  const { sharedTestServer } = await startedBy()
  // Leaving by exit(), not by the signal itself, lets the server be ended too.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
  const server = await sharedTestServer()
  try {
    return await report(
      files.map((file) => path.resolve(file)),
      server.connectionString,
    )
  } finally {
    await server.release()
  }
}

/** Those in `test/` open browsers and take longest: begun last, one of them would run on alone while a processor idles. */
function browsersFirst(one, other) {
  const [a, b] = [one, other].map((file) => Number(!file.startsWith(`test${path.sep}`)))
  return a - b || (one < other ? -1 : 1)
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
  const counts = { passed: 0, failed: 0 }
  const hooks = pathToFileURL(path.resolve('bin', 'tsx-hooks.mjs')).href
  const stream = run({
    files,
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', hooks],
    concurrency: 2,
    timeout: 300_000,
  })
  stream.on('test:summary', ({ file, counts: seen }) => {
    if (file !== undefined) return
    counts.passed = seen.passed
    counts.failed = seen.tests - seen.passed - seen.skipped - seen.todo
  })
  const printed = stream.compose(spec)
  printed.pipe(process.stdout)
  await new Promise((resolve, reject) => printed.on('end', resolve).on('error', reject))
  console.log(`${counts.passed} passed, ${counts.failed} failed`)
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0
}
