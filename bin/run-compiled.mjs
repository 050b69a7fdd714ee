import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { options } from './compile.mjs'
import { root } from './pinned-node.mjs'

// Runs a program of the checkout compiled as Tertulia itself is, so that what it measures is what runs:
// node bin/run-compiled.mjs FILE ARGUMENTS…
const [source] = process.argv.splice(2, 1)
const outfile = path.join(root, '.build', `${path.basename(source, '.ts')}-${process.pid}.mjs`)
createRequire(import.meta.url)('esbuild').buildSync({ ...options(root), entryPoints: [source], outfile })
process.once('exit', () => rmSync(outfile, { force: true }))
await import(pathToFileURL(outfile).href)
