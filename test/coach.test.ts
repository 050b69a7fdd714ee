import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { violations } from './examine.ts'
import { type House, openHouse } from './story/house.ts'

// Somebody writes an answer; what could be better stands beside it, and holds nothing back.

let house: House
let browser: Browser
before(async () => {
  ;[house, browser] = await Promise.all([openHouse(), launchBrowser()])
})
after(async () => {
  await browser?.close()
  await house?.stop()
})

async function pageOf(userId: string, more: object = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'es', ...more })
  const [name = '', value = ''] = (await house.cookie(userId)).split('=')
  await context.addCookies([{ name, value, url: house.address }])
  return context.newPage()
}

/** Lucía asks at a window that can answer; the page of the conversation. */
async function asked(): Promise<string> {
  const settings = { name: 'Mostrador', webhook: 'http://127.0.0.1:9/hook' }
  const channel = String((await house.ask('POST', '/channels', { network: 'api', settings })).id)
  const author = { id: 'a1', name: 'Lucía Ferrer' }
  const message = { id: '1', author, text: '¿Cuándo llega mi pedido?', visibility: 'public', said_at: new Date() }
  await house.ask('POST', `/channels/${channel}/messages`, message)
  const { id } = await house.app.core.db
    .selectFrom('messages')
    .select('conversation_id as id')
    .where('external_id', '=', '1')
    .executeTakeFirstOrThrow()
  return `${house.address}/conversations/${id}`
}

const poor = 'Buenas, Lucía. El almacén se equivocó con tu pedido. Te llega el jueves!!'

test('remarks come after a pause, show their place, are waved away, and a send does not wait for them', async () => {
  const { olga } = await house.furnish('es')
  const address = await asked()
  const page = await pageOf(olga.id)
  await page.goto(address)
  const text = page.locator('#reply-text')
  const remark = page.locator('.coach__remark')
  await text.fill(poor)
  await remark
    .filter({ hasText: 'El almacén' })
    .or(remark.filter({ hasText: 'almacén se equivocó' }))
    .first()
    .waitFor()
  assert.match(await page.locator('[data-coach-said]').innerText(), /Hay 2 consejos/)

  await remark.getByRole('button', { name: /almacén se equivocó/ }).click()
  const selected = await text.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  )
  assert.equal(selected, 'almacén se equivocó')

  assert.deepEqual(await violations(page, '.composer'), [])

  await page.getByRole('button', { name: /Descartar: sin culpar a otros/ }).click()
  await remark.filter({ hasText: 'almacén' }).waitFor({ state: 'detached' })
  assert.equal(await text.inputValue(), poor)
  assert.equal(await remark.count(), 1)

  await text.fill('Buenas, Lucía. Tu pedido llega el jueves.')
  await page.locator('.coach__calm').filter({ hasText: 'Nada que señalar' }).waitFor()
  await page.getByRole('button', { name: /Enviar a API/ }).click()
  await page.locator('.talk').filter({ hasText: 'Tu pedido llega el jueves' }).waitFor()
  await page.context().close()

  const plain = await pageOf(olga.id, { javaScriptEnabled: false })
  await plain.goto(address)
  await plain.locator('#reply-text').fill(poor)
  await plain.getByRole('button', { name: 'Revisar lo que he escrito' }).click()
  // What was waved away stays so for as long as no answer has reached them: here nobody takes it.
  await plain.locator('.coach__remark').filter({ hasText: '!!' }).waitFor()
  assert.equal(await plain.locator('#reply-text').inputValue(), poor)
  await plain.context().close()
})
