import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { serve } from '@hono/node-server'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { markRead } from '../src/conversations/read.ts'
import { createWorld, type World } from '../src/notifications/world.test-kit.ts'
import { launchBrowser } from './browser.ts'
import { heard, said, someConversation, us } from './talk.ts'

// What one page says to the others, and what is drawn live for whom; in a real browser.

let world: World
let browser: Browser
let server: ReturnType<typeof serve>
let address = ''

before(async () => {
  world = await createWorld({ PUBLIC_URL: '' })
  server = serve({ fetch: world.app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  address = `http://localhost:${(server.address() as AddressInfo).port}`
  await world.app.core.db.updateTable('organisation').set({ public_url: address }).execute()
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  if ('closeAllConnections' in server) server.closeAllConnections()
  server.close()
  await world.drop()
})

/** A browser as a person has it: its tabs share cookies, locks and channels. */
async function browserOf(who: 'marta' | 'vera'): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const [name = '', value = ''] = world.cast[who].headers.cookie.split(/=(.*)/s)
  await context.addCookies([{ name, value, url: address }])
  return context
}

async function tab(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(address + path)
  await page.locator('html.scripted').waitFor()
  return page
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
const row = (page: Page, id: string) => page.locator(`#conversation-${id}`)

test('what is read in one tab is no longer unread in the others, for screen readers either', async () => {
  const { id } = await someConversation(world.app.core.db, said('1', { saidAt: ago(1) }))
  const marta = await browserOf('marta')
  const [list, other] = [await tab(marta, '/conversations'), await tab(marta, '/conversations?view=open')]
  for (const page of [list, other]) assert.match((await row(page, id).getAttribute('class')) ?? '', /row--unread/)
  await list.bringToFront()
  await row(list, id).locator('a').click()
  await list.waitForURL(`**/conversations/${id}*`)
  await other.locator(`#conversation-${id}:not(.row--unread)`).waitFor({ state: 'attached' })
  assert.equal(await row(other, id).locator('[data-unread]').count(), 0)
  await marta.close()
})

test('what was marked as unread stays so where the page of it comes out of the cache', async () => {
  const { id } = await someConversation(world.app.core.db, said('1', { saidAt: ago(1) }))
  const marta = await browserOf('marta')
  const page = await tab(marta, '/conversations?view=open')
  await row(page, id).locator('a').click()
  await page.waitForURL(`**/conversations/${id}*`)
  await page.keyboard.press('u')
  await page.waitForURL(/\/conversations(\?|$)/)
  const other = await tab(marta, '/conversations?view=open')
  assert.match((await row(other, id).getAttribute('class')) ?? '', /row--unread/)
  await page.bringToFront()
  await page.goBack()
  await page.waitForURL(`**/conversations/${id}*`)
  await page.waitForTimeout(500)
  assert.match((await row(other, id).getAttribute('class')) ?? '', /row--unread/)
  await marta.close()
})

test('history that comes in leaves a row where it stands; what it brings to us is unread', async () => {
  const { db } = world.app.core
  const { id, channel } = await someConversation(
    db,
    said('1', { saidAt: ago(90) }),
    said('3', { parentExternalId: '1', author: us, saidAt: ago(60) }),
  )
  await heard(db, channel, said('older', { saidAt: ago(300) }))
  await markRead(db, id, world.cast.marta)
  const marta = await browserOf('marta')
  const page = await tab(marta, '/conversations?view=open')
  const order = () => page.locator('#inbox-list > li').evaluateAll((all) => all.map((one) => one.id))
  const before = await order()
  assert.notEqual(before.at(-1), `conversation-${id}`)
  await heard(db, channel, said('2', { parentExternalId: '1', saidAt: ago(80) }))
  await page.locator(`#conversation-${id}.row--unread`).waitFor()
  assert.deepEqual(await order(), before)
  await marta.close()
})

test('whoever only looks is shown what arrives without its deeds', async () => {
  const { db } = world.app.core
  const { id, channel } = await someConversation(db, said('1', { saidAt: ago(2) }))
  const [marta, vera] = [await browserOf('marta'), await browserOf('vera')]
  const [answers, looks] = [
    await tab(marta, `/conversations/${id}?view=open`),
    await tab(vera, `/conversations/${id}?view=open`),
  ]
  await heard(db, channel, said('2', { parentExternalId: '1', saidAt: ago(0), body: { text: 'Sigo aquí' } }))
  for (const page of [answers, looks]) await page.locator('.talk').getByText('Sigo aquí').waitFor()
  const deeds = '.talk :is(button, form, a[href*="?to="])'
  assert.equal(await looks.locator(deeds).count(), 0)
  assert.ok((await answers.locator('.talk article').last().locator('a[href*="?to="]').count()) > 0)
  await marta.close()
  await vera.close()
})
