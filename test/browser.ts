import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** A real Chromium: the one of `CHROMIUM_PATH`, else the one that npm brought. Close it, or declare it `await using`. */
export async function launchBrowser(): Promise<Browser> {
  const home = mkdtempSync(join(tmpdir(), 'browser-'))
  const browser = await chromium.launch({ ...(await program()), env: { ...process.env, HOME: home } })
  browser.once('disconnected', () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }))
  return browser
}

async function program(): Promise<{ executablePath: string; args: string[] }> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const given = process.env.CHROMIUM_PATH
  if (given) return { executablePath: given, args: asRoot }
  const { default: packed } = await import('@sparticuz/chromium')
  const executablePath = await alone(() => packed.executablePath())
  return { executablePath, args: [...new Set([...suitable(packed.args), ...asRoot])] }
}

/**
 * The packed Chromium comes with switches for a cloud function; those that weaken what we test are left out. So is its
 * graphics processor made of software: without any, pages cost a third less processor time.
 */
const suitable = (args: readonly string[]): string[] => [
  ...args.filter(
    (arg) =>
      !/sandbox|web-security|site-|insecure|headless|single-process|no-zygote|gpu|gl=|angle|swiftshader/.test(arg),
  ),
  '--disable-gpu',
]

const staleMs = 90_000

/** Test files run side by side, and the first use unpacks the program: only one may do so. */
async function alone<R>(unpack: () => Promise<R>): Promise<R> {
  const lock = join(tmpdir(), 'chromium.lock')
  for (;;) {
    try {
      mkdirSync(lock)
    } catch {
      if (age(lock) > staleMs) rmSync(lock, { recursive: true, force: true })
      await new Promise((resolve) => setTimeout(resolve, 150))
      continue
    }
    try {
      return await unpack()
    } finally {
      rmdirSync(lock)
    }
  }
}

const age = (path: string): number => (existsSync(path) ? Date.now() - statSync(path).mtimeMs : 0)
