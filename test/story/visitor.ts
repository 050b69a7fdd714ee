import assert from 'node:assert/strict'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { examineBoth } from '../examine.ts'

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
    examine: (name) => examineBoth(page, name, scheme),
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
