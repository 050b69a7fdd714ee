import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, enableCompileCache, registerHooks } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './pinned-node.mjs'

// Node reads the types of .ts away by itself; this lets it read .tsx too, and remembers what came of it. Beginning a
// process so takes half of what a loader for all of TypeScript takes, and tests begin hundreds.
const folder = path.join(root, '.build', 'tsx')
const require = createRequire(import.meta.url)

enableCompileCache(path.join(root, '.build', 'compiled'))
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context)
    return { format: 'module', source: remembered(fileURLToPath(url)), shortCircuit: true }
  },
})

const settings = {
  loader: 'tsx',
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: '#jsx',
  sourcemap: 'inline',
  target: 'node24',
}

function remembered(file) {
  const source = readFileSync(file, 'utf8')
  const made = createHash('sha256')
    .update(`${JSON.stringify(settings)}\n${file}\n${source}`)
    .digest('hex')
  const kept = path.join(folder, made)
  try {
    return readFileSync(kept, 'utf8')
  } catch {
    const { code } = require('esbuild').transformSync(source, { ...settings, sourcefile: file })
    mkdirSync(folder, { recursive: true })
    // Another process may be writing the same.
    const draft = `${kept}.${process.pid}`
    writeFileSync(draft, code)
    renameSync(draft, kept)
    return code
  }
}
