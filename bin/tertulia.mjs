import { fileURLToPath } from 'node:url'
import { become, root, runsHere, stopWith } from './pinned-node.mjs'

// The way in: finds Node 24, compiles src/ when it has changed, and runs it.
if (runsHere()) {
  // Else esbuild, asked for once, leaves a process of 130 MB for as long as Tertulia runs.
  process.env.ESBUILD_WORKER_THREADS = '0'
  const { compiled } = await import('./compile.mjs')
  await import(compiled(root)).catch(explained)
} else become([fileURLToPath(import.meta.url), ...process.argv.slice(2)])

/** The usual reason after an update: the sources ask for a package that is not installed yet. */
function explained(error) {
  const name = error.code === 'ERR_MODULE_NOT_FOUND' && /^Cannot find package '([^']+)'/.exec(error.message)?.[1]
  if (!name) throw error
  stopWith([
    `Tertulia needs the package ${name}, which is not installed: run “npm ci” and start again.`,
    `Tertulia necesita el paquete ${name}, que no está instalado: ejecuta «npm ci» y arranca otra vez.`,
  ])
}
