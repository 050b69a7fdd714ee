import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout, wherever the running code was compiled to. */
export const root = climb(dirname(fileURLToPath(import.meta.url)))

function climb(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const above = dirname(folder)
  if (above === folder) throw new Error('Tertulia cannot find its own package.json above the code that is running.')
  return climb(above)
}
