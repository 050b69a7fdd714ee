import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What a WordPress of Debian's needs to run here. No web server: PHP's own serves it. */
const packages = [
  ...['cli', 'mysql', 'gd', 'xml', 'mbstring', 'curl', 'intl'].map((part) => `php-${part}`),
  'mariadb-server',
  'wordpress',
  'wordpress-theme-twentytwentythree',
]

/** Installs what is missing, when it may; else says what to do. A peer that cannot run is a failure, never a pass. */
export async function ensurePackages(): Promise<void> {
  const missing = await missingPackages()
  if (missing.length === 0) return
  const command = `apt-get install --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0) throw new Error(`WordPress cannot be started. As root, run: ${command}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-q'], { env })
  await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...missing], { env, maxBuffer: 1 << 26 })
  const stillMissing = await missingPackages()
  if (stillMissing.length > 0) throw new Error(`These packages did not install: ${stillMissing.join(' ')}`)
}

async function missingPackages(): Promise<string[]> {
  const states = await Promise.all(packages.map(async (name) => ({ name, here: await isInstalled(name) })))
  return states.filter((state) => !state.here).map((state) => state.name)
}

async function isInstalled(name: string): Promise<boolean> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own placeholder
  const asked = run('dpkg-query', ['-W', '-f=${db:Status-Status}', name])
  return asked.then(
    ({ stdout }) => stdout === 'installed',
    () => false,
  )
}
