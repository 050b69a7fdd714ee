import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { axePath } from '../browser.ts'

export interface Look {
  language: 'es' | 'en'
  width?: number
  height?: number
  scheme?: 'light' | 'dark'
  /** False: the pages must do without script. */
  script?: boolean
}

/** Somebody at a browser of their own, and everything that their pages complained about. */
export interface Visitor {
  context: BrowserContext
  page: Page
  complaints: string[]
  /** Looks at the page as it is with axe, in light and dark; it must also fit its window. */
  examine(name: string): Promise<void>
  /** Nothing went wrong unseen: no script failed, no policy was broken. */
  leave(): Promise<void>
}

const axe = readFileSync(axePath, 'utf8')

export const desktop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

export async function visit(browser: Browser, look: Look): Promise<Visitor> {
  const { language, width = desktop.width, height = desktop.height, scheme = 'light', script = true } = look
  const context = await browser.newContext({
    locale: language,
    colorScheme: scheme,
    viewport: { width, height },
    javaScriptEnabled: script,
    timezoneId: 'Europe/Madrid',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  const complaints: string[] = []
  await context.addInitScript(tellViolations)
  context.on('page', (page) => listen(page, complaints))
  const page = await context.newPage()
  return {
    context,
    page,
    complaints,
    examine: (name) => examine(page, name, scheme),
    async leave() {
      await context.close()
      assert.deepEqual(complaints, [])
    },
  }
}

const tellViolations = `addEventListener('securitypolicyviolation', (it) =>
  console.error('policy broken: ' + it.violatedDirective + ' ' + it.blockedURI))`

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => {
    // Turbo 8.0.23 lets nobody catch it when a visit is overtaken by another while its page is read; nothing is lost.
    if (error.message !== 'The user aborted a request.') complaints.push(error.message)
  })
  page.on('console', (message) => {
    // The browser tells of every answer that is not 2xx; those pages are looked at by themselves.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
}

async function examine(page: Page, name: string, scheme: 'light' | 'dark'): Promise<void> {
  const other = scheme === 'light' ? 'dark' : 'light'
  await accessible(page, `${name}, ${scheme}`)
  await page.emulateMedia({ colorScheme: other })
  await accessible(page, `${name}, ${other}`)
  await page.emulateMedia({ colorScheme: scheme })
  const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  assert.ok(Number(wider) <= 0, `${name} is wider than its window`)
}

async function accessible(page: Page, name: string): Promise<void> {
  await page.evaluate(axe)
  const violations = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations.map((it) =>
      it.id + ': ' + it.nodes.map((node) => node.html.slice(0, 160)).join(' | ')))`,
  )
  assert.deepEqual(violations, [], name)
}
