import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { root } from '../core/root.ts'

const kept = join(root, '.build', 'client')

/** The browser's script, bundled once per state of its sources and kept in `.build`, so later starts need no bundler. */
export function clientScript(name: 'desk' | 'quiet' | 'passkey' | 'push' | 'push-worker'): string {
  const file = join(kept, `${name}-${fingerprint()}.js`)
  return read(file) ?? keep(file, bundle(name))
}

function bundle(name: string): string {
  // Loaded only when needed: it is large and stays in memory.
  const { buildSync }: typeof import('esbuild') = createRequire(import.meta.url)('esbuild')
  const built = buildSync({
    entryPoints: [join(root, 'src', 'ui', 'client', `${name}.ts`)],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'inline',
    write: false,
    logLevel: 'silent',
  })
  return built.outputFiles[0]?.text ?? ''
}

let print: string | undefined

function fingerprint(): string {
  if (print) return print
  const hash = createHash('sha256')
  for (const folder of [join(root, 'src', 'ui', 'client'), join(root, 'src', 'lib')]) {
    for (const file of readdirSync(folder).sort()) {
      if (/\.ts$/.test(file) && !/\.test\.ts$/.test(file)) hash.update(file).update(readFileSync(join(folder, file)))
    }
  }
  for (const bundled of ['@hotwired/turbo', '@simplewebauthn/browser'])
    hash.update(readFileSync(join(root, 'node_modules', bundled, 'package.json')))
  print = hash.digest('hex').slice(0, 16)
  return print
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function keep(file: string, text: string): string {
  try {
    mkdirSync(kept, { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, text)
    renameSync(draft, file)
    forgetOlder(file)
  } catch {
    // A read-only checkout bundles at each start.
  }
  return text
}

function forgetOlder(file: string): void {
  const name = basename(file).replace(/-.*$/, '-')
  for (const one of readdirSync(kept)) if (one.startsWith(name) && one !== basename(file)) rmSync(join(kept, one))
}
