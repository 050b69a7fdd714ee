import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { axePath, launchBrowser } from '../../test/browser.ts'
import { someConversation } from '../../test/talk.ts'
import { assign } from '../conversations/assign.ts'
import { startSmtp } from './smtp.test-kit.ts'
import { createWorld } from './world.test-kit.ts'

// Reached at a port that is only known later: the organisation's row says where.
const world = await createWorld({ PUBLIC_URL: '' })
const smtp = await startSmtp()
const server = serve({ fetch: world.app.fetch, port: 0, hostname: '127.0.0.1' })
await new Promise((resolve) => server.once('listening', resolve))
const address = `http://localhost:${(server.address() as AddressInfo).port}`
// Forms come from the address that people reach us at.
await world.app.core.db.updateTable('organisation').set({ public_url: address }).execute()
const browser = await launchBrowser()
after(async () => {
  await browser.close()
  if ('closeAllConnections' in server) server.closeAllConnections()
  server.close()
  await smtp[Symbol.asyncDispose]()
  await world.drop()
})
const axe = readFileSync(axePath, 'utf8')
const shots = process.env.SHOTS

interface Look {
  language: 'en' | 'es'
  scheme: 'light' | 'dark'
  width: number
}
const looks: Look[] = [
  { language: 'en', scheme: 'light', width: 1440 },
  { language: 'es', scheme: 'dark', width: 390 },
]

async function open(who: 'marta' | 'nico', { language, scheme, width }: Look): Promise<Page> {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } })
  const actor = world.cast[who]
  await world.app.core.db.updateTable('users').set({ language }).where('id', '=', actor.id).execute()
  const [name = '', value = ''] = actor.headers.cookie.split(/=(.*)/s)
  await context.addCookies([{ name, value, url: address }])
  return context.newPage()
}

async function examine(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
  await page.evaluate(axe)
  const violations = await page.evaluate(
    'axe.run(document).then((r) => r.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")))',
  )
  assert.deepEqual(violations, [], name)
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  assert.ok(Number(overflow) <= 0, `${name} is wider than its window`)
}

async function give(): Promise<void> {
  const { id } = await someConversation(world.app.core.db)
  await world.tx((tx) => assign(tx, id, { userId: world.cast.marta.id }, world.cast.nico))
}

for (const look of looks) {
  const at = `${look.language}-${look.scheme}-${look.width}`

  test(`the bell, the choices and the mail settings are without barriers (${at})`, async () => {
    await give()
    const marta = await open('marta', look)
    await marta.goto(`${address}/notifications`)
    assert.ok((await marta.locator('main a[href^="/notifications/"]').count()) > 0)
    await examine(marta, `bell-${at}`)
    await marta.goto(`${address}/notifications/settings`)
    await examine(marta, `choices-${at}`)
    await marta.context().close()
    const nico = await open('nico', look)
    await nico.goto(`${address}/settings/mail`)
    await examine(nico, `mail-${at}`)
    await nico.context().close()
  })
}

test('the number in the rail grows while the page is open, and the list says that something came', async () => {
  const page = await open('marta', { language: 'en', scheme: 'light', width: 1440 })
  await page.goto(`${address}/notifications`)
  const count = page.locator(`#nav-count-bell-${world.cast.marta.id}`)
  const before = Number(await count.textContent())
  const lines = await page.locator('main tbody tr').count()
  await page.waitForTimeout(1_000)
  await give()
  await page.getByText('Something new has come.').waitFor({ timeout: 15_000 })
  assert.equal(Number(await count.textContent()), before + 1)
  assert.equal(await page.locator('main tbody tr').count(), lines)
  await page.getByText('Show it').click()
  await page.locator('main tbody tr').nth(lines).waitFor()
  await page.context().close()
})

test('a mail server is written in by hand, tried, and the answer read on the page', async () => {
  const page = await open('nico', { language: 'en', scheme: 'light', width: 1440 })
  await page.goto(`${address}/settings/mail`)
  await page.fill('[name=host]', '127.0.0.1')
  await page.fill('[name=port]', String(smtp.port))
  await page.selectOption('[name=security]', 'none')
  await page.fill('[name=sender]', 'hola@example.org')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. Send a test').waitFor()
  await page.getByRole('button', { name: 'Send a test to nico@example.org' }).click()
  await page.getByText('The server took the letter').waitFor()
  assert.equal(smtp.letters.length, 1)
  smtp.refuse = 'sender'
  await page.getByRole('button', { name: /Send a test/ }).click()
  await page.getByText('did not take the letter: 550 not this sender').waitFor()
  await page.context().close()
})
