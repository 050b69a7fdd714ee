import { fileURLToPath } from 'node:url'
import { become, root, runsHere } from './pinned-node.mjs'

// Runs the tests: all, or the files named. One PostgreSQL serves the whole run.
if (runsHere()) {
  const { runTests } = await import('./run-tests.mjs')
  process.exitCode = await runTests(root, process.argv.slice(2))
} else become([fileURLToPath(import.meta.url), ...process.argv.slice(2)])
