import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/**
 * A real Chromium: the one of `CHROMIUM_PATH`, else the one that npm brought. It is closed, and its folder removed, by
 * `await using` or `close()`.
 */
export async function launchBrowser(): Promise<Browser & AsyncDisposable> {
  const home = mkdtempSync(join(tmpdir(), 'browser-'))
  chmodSync(home, 0o700)
  const browser = await chromium.launch({ ...(await program()), env: { ...process.env, HOME: home, TMPDIR: home } })
  browser.once('disconnected', () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }))
  return browser
}

async function program(): Promise<{ executablePath: string; args: string[] }> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const given = process.env.CHROMIUM_PATH
  if (given) return { executablePath: given, args: asRoot }
  const { default: packed } = await import('@sparticuz/chromium')
  return { executablePath: await packed.executablePath(), args: [...new Set([...suitable(packed.args), ...asRoot])] }
}

/** The packed Chromium comes with switches for a cloud function; those that weaken what we test are left out. */
const suitable = (args: readonly string[]): string[] =>
  args.filter(
    (arg) => !/web-security|site-isolation|headless|single-process|no-zygote|force-color|ignore-gpu/.test(arg),
  )

/** The source of axe-core, to be added to a page that is examined. */
export const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
