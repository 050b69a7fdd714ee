import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const shots = process.env.SHOTS

/** The rules that hold or not by the colours: all that can change where only the scheme did. */
const byColour = ['color-contrast', 'link-in-text-block']

/** What axe finds wrong with a page, or with that part of it; `byColour` where all else was looked at a moment ago. */
export async function violations(page: Page, part = 'html', only?: 'byColour'): Promise<unknown> {
  // While another page is on its way this is no page to look at.
  await page.waitForSelector('html:not([aria-busy="true"])')
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axe)
  const options = { resultTypes: ['violations'], ...(only && { runOnly: byColour }) }
  return page.evaluate(
    `axe.run(${JSON.stringify(part)}, ${JSON.stringify(options)}).then((found) => found.violations
      .map((one) => one.id + ': ' + one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')))`,
  )
}

/** A page is without barriers and not wider than its window; with `SHOTS` set to a folder, its picture is put there. */
export async function examine(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  assert.deepEqual(await violations(page), [], name)
  await fits(page, name)
}

/** The same in both schemes; afterwards it has its own again. */
export async function examineBoth(page: Page, name: string, scheme: 'light' | 'dark'): Promise<void> {
  const other = scheme === 'light' ? 'dark' : 'light'
  assert.deepEqual(await violations(page), [], `${name}, ${scheme}`)
  await page.emulateMedia({ colorScheme: other })
  assert.deepEqual(await violations(page, 'html', 'byColour'), [], `${name}, ${other}`)
  await page.emulateMedia({ colorScheme: scheme })
  await fits(page, name)
}

async function fits(page: Page, name: string): Promise<void> {
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  assert.ok(Number(overflow) <= 0, `${name} is wider than its window`)
}
