import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { type House, openHouse } from './story/house.ts'

// A message is read otherwise than it was meant: somebody says so, sees it at once, and sees what it taught.

let house: House
let browser: Browser
let channel = ''
before(async () => {
  ;[house, browser] = await Promise.all([openHouse(), launchBrowser()])
})
after(async () => {
  await browser?.close()
  await house?.stop()
})

async function pageOf(userId: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'es' })
  const [name = '', value = ''] = (await house.cookie(userId)).split('=')
  await context.addCookies([{ name, value, url: house.address }])
  return context.newPage()
}

/** Somebody says it at the window; the page of its conversation. */
async function said(id: string, text: string): Promise<string> {
  const message = { id, author: { id: `a${id}`, name: 'Rosa Peña' }, text, said_at: new Date().toISOString() }
  await house.ask('POST', `/channels/${channel}/messages`, message)
  const { id: conversationId } = await house.app.core.db
    .selectFrom('messages')
    .select('conversation_id as id')
    .where('external_id', '=', id)
    .executeTakeFirstOrThrow()
  return `${house.address}/conversations/${conversationId}`
}

test('a correction shows at once, to others too, and what it taught is seen in what comes next', async () => {
  const { olga, marta } = await house.furnish('es')
  channel = String((await house.ask('POST', '/channels', { network: 'api', settings: { name: 'Mostrador' } })).id)
  const [page, other] = await Promise.all([pageOf(olga.id), pageOf(marta.id)])
  const first = await said('1', 'El pan de hoy está de trufa')
  const alike = [await said('2', 'El café de ayer estaba de trufa'), await said('3', 'La atención, de trufa')]
  await Promise.all([page.goto(first), other.goto(first)])
  const line = (of: Page) => of.locator('.reading > summary')
  assert.doesNotMatch(await line(page).innerText(), /Positivo/)

  // Opened before anybody had read it, the reasons come by themselves once somebody has.
  await line(page).click()
  await page.getByRole('group', { name: /Ánimo/ }).getByRole('button', { name: 'Positivo' }).click()
  for (const one of [page, other]) await line(one).filter({ hasText: 'Corregido por Olga' }).waitFor()
  assert.match(await line(other).innerText(), /Positivo/)

  for (const address of alike) {
    await page.goto(address)
    await line(page).click()
    await page.getByRole('group', { name: /Ánimo/ }).getByRole('button', { name: 'Positivo' }).click()
    await line(page).filter({ hasText: 'Corregido por Olga' }).waitFor()
  }
  await page.goto(`${house.address}/settings/learning`)
  await until(page, page.getByText('3 lecciones se usan en cada mensaje nuevo'))
  await page.goto(await said('4', 'El nuevo local está de trufa'))
  // Where the machine is slow it is stored before it is read, and what was read comes by itself.
  await line(page).filter({ hasText: 'Positivo' }).waitFor()
  // Reasons are left out where nobody can tell them in time.
  await until(page, page.getByText('Tu equipo se lo enseñó').first(), () => line(page).click())
})

/** Looks again and again, as a person would. */
async function until(page: Page, seen: Locator, first?: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    await first?.()
    const isSeen = await seen.waitFor({ timeout: 3_500 }).then(
      () => true,
      () => false,
    )
    if (isSeen) return
    await page.reload()
  }
  assert.fail(`${seen} was never seen`)
}
