import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { createRequire, enableCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { say, stopWith } from './pinned-node.mjs'

/** The address of the compiled program, made anew when the sources are not those it was made from. */
export function compiled(root) {
  const sources = fingerprint(root)
  const folder = writable(root, sources)
  const file = path.join(folder, 'main.js')
  if (madeFrom(file) !== sources) compile(root, folder, sources)
  process.setSourceMapsEnabled(true)
  enableCompileCache(path.join(folder, 'cache'))
  return pathToFileURL(file).href
}

/** By content, not by date: copying, unpacking and checking out change dates at will. */
function fingerprint(root) {
  const hash = createHash('sha256').update(fs.readFileSync(new URL(import.meta.url)))
  const files = fs.globSync('src/**/*', { cwd: root, withFileTypes: true, exclude: (entry) => isTest(entry.name) })
  const names = files.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  for (const name of names.sort()) hash.update(`${name}\0`).update(fs.readFileSync(name))
  return hash.digest('hex').slice(0, 32)
}

const isTest = (name) => /\.test(-kit)?\.tsx?$/.test(name)

const banner = (sources) => `// Compiled from sources ${sources}`

function madeFrom(file) {
  try {
    const opened = fs.openSync(file)
    const line = Buffer.alloc(banner('').length + 32)
    fs.readSync(opened, line)
    fs.closeSync(opened)
    return line.toString().slice(banner('').length)
  } catch {
    return undefined
  }
}

/** `.build`, or where nothing can be written a private folder that looks like the checkout. */
function writable(root, sources) {
  const folder = path.join(root, '.build')
  if (madeFrom(path.join(folder, 'main.js')) === sources) return folder
  try {
    fs.mkdirSync(folder, { recursive: true })
    fs.rmSync(fs.mkdtempSync(path.join(folder, 'try-')), { recursive: true })
    return folder
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) stopWith(uncompiled(error))
    return elsewhere(root)
  }
}

function elsewhere(root) {
  const copy = fs.mkdtempSync(path.join(tmpdir(), 'tertulia-build-'))
  process.once('exit', () => fs.rmSync(copy, { recursive: true, force: true }))
  for (const name of fs.readdirSync(root))
    if (name !== '.build') fs.symlinkSync(path.join(root, name), path.join(copy, name))
  say(
    `${root} cannot be written to, so Tertulia compiles itself into ${copy} at each start.`,
    `No se puede escribir en ${root}, así que Tertulia se compila en ${copy} en cada arranque.`,
  )
  const folder = path.join(copy, '.build')
  fs.mkdirSync(folder)
  return folder
}

/** Each file comes into view whole, so two first starts at once do not see half of one another's work. */
function compile(root, folder, sources) {
  const scratch = fs.mkdtempSync(path.join(folder, 'new-'))
  try {
    for (const { path: file, contents } of bundle(root, folder, sources)) {
      const made = path.join(scratch, path.basename(file))
      fs.writeFileSync(made, contents)
      fs.renameSync(made, file)
    }
  } catch (error) {
    stopWith(uncompiled(error))
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}

/** How a program of ours is made one file: the packages stay where npm put them. Names stay too; blanks would stay in memory. */
export const options = (root) => ({
  absWorkingDir: root,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node24',
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: '#jsx',
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: 'warning',
})

/**
 * The program, and those of its threads (`…-program.ts`), which would otherwise each bring a compiler along. The program comes
 * last: where it is, they all are.
 */
function bundle(root, outdir, sources) {
  const { buildSync } = createRequire(import.meta.url)('esbuild')
  const { outputFiles } = buildSync({
    ...options(root),
    entryPoints: ['src/main.ts', ...fs.globSync('src/**/*-program.ts', { cwd: root })].map((file) => ({
      in: file,
      out: path.basename(file, '.ts'),
    })),
    outdir,
    write: false,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: banner(sources) },
  })
  const isMain = ({ path: file }) => Number(path.basename(file).startsWith('main.js'))
  return outputFiles.toSorted((one, other) => isMain(one) - isMain(other) || other.path.length - one.path.length)
}

const uncompiled = ({ message }) => [
  `Tertulia could not compile itself (${message.split('\n')[0]}): nothing was changed; undo what you changed in src/, or if you changed nothing run “npm ci” again and see that the disk is not full.`,
  `Tertulia no se ha podido compilar (${message.split('\n')[0]}): no se ha cambiado nada; deshaz lo que hayas cambiado en src/ o, si no has cambiado nada, ejecuta «npm ci» otra vez y mira que el disco no esté lleno.`,
]
