import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { options } from '../../bin/compile.mjs'
import { root } from '../../src/core/root.ts'
import { guards } from './guards.ts'

/** Compiles the process that is to be killed, so that it starts as fast as the real one; gives the file. */
export async function compileChild(without: string | undefined): Promise<string> {
  const guard = without === undefined ? undefined : guards[without]
  const outfile = join(root, '.build', `crash-${process.pid}.mjs`)
  let taken = false
  await build({
    ...options(root),
    entryPoints: ['test/crash/child.ts'],
    outfile,
    plugins: [
      {
        name: 'without',
        setup(it) {
          if (!guard) return
          it.onLoad({ filter: /src\/.*\.ts$/ }, async ({ path }) => {
            if (path !== join(root, guard.file)) return undefined
            const source = await readFile(path, 'utf8')
            taken = source.includes(guard.find)
            return { contents: source.replace(guard.find, guard.replace), loader: 'ts' }
          })
        },
      },
    ],
  })
  if (guard && !taken) throw new Error(`The guard ${without} is not where test/crash/guards.ts says: ${guard.file}`)
  return outfile
}
