import { fileURLToPath } from 'node:url'
import { become, root, runsHere } from './pinned-node.mjs'

// The way in: finds Node 24, compiles src/ when it has changed, and runs it.
if (runsHere()) {
  const { compiled } = await import('./compile.mjs')
  await import(compiled(root))
} else become([fileURLToPath(import.meta.url), ...process.argv.slice(2)])
