import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../../test/browser.ts'
import { type GalleryServer, startGallery } from '../../../test/gallery-server.ts'
import { splitText } from '../../lib/split-text.ts'

let browser: Browser
let server: GalleryServer

before(async () => {
  browser = await launchBrowser()
})
after(() => browser?.close())
beforeEach(async () => {
  server = await startGallery()
})
afterEach(() => server[Symbol.asyncDispose]())

/** The composer of Mastodon: 500 code points, links count 23. */
async function compose(query = ''): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  await page.goto(`${server.url}/desk?flash=no&language=es&draft=&${query}`)
  return page
}

const count = (page: Page) => page.textContent('.composer__count')
const drafts = () =>
  server.sent
    .filter((one) => one.startsWith('PUT /draft'))
    .map((one) => `text=${JSON.parse(one.slice('PUT /draft '.length)).text}`)

async function until(what: () => boolean, message: string): Promise<void> {
  for (let tries = 0; !what(); tries++) {
    assert.ok(tries < 100, message)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

test('what is too long cannot be sent, and it is said by how much', async () => {
  await using page = await compose()
  await page.fill('textarea', 'a'.repeat(512))
  assert.equal(await count(page), '512 de 500 · Sobran 12')
  assert.equal(await page.isDisabled('[data-send]'), true)
  await page.press('textarea', 'Control+Enter')
  assert.deepEqual(
    server.sent.filter((one) => one.startsWith('POST')),
    [],
  )
})

test('it counts as the network counts', async () => {
  await using page = await compose()
  assert.equal(await count(page), '0 de 500')
  await page.fill('textarea', `¡Olé! 👍🏽 https://example.org/${'x'.repeat(100)}`)
  assert.equal(await count(page), `${'¡Olé! '.length + 2 + 1 + 23} de 500`)
  assert.equal(await page.isVisible('[data-split]'), false)
})

test('a long text is offered as a thread, shown as it will be sent', async () => {
  await using page = await compose()
  const text = 'Una frase que se repite hasta que no cabe. '.repeat(30).trim()
  await page.fill('textarea', text)
  await page.check('[name=split]')
  const parts = splitText(text, { max: 500, unit: 'codePoints', linkLength: 23 })
  assert.deepEqual(await page.locator('[data-parts] li').allTextContents(), parts)
  assert.match((await page.textContent('[data-thread]')) ?? '', new RegExp(`hilo de ${parts.length} mensajes`))
  assert.equal(await page.isDisabled('[data-send]'), false)

  await page.fill('textarea', 'Corta.')
  assert.equal(await page.isVisible('[data-split]'), false)
})

test('Ctrl and Enter send it, once', async () => {
  await using page = await compose()
  await page.fill('textarea', 'Hola, Lucía')
  await page.press('textarea', 'Control+Enter')
  await until(() => server.sent.some((one) => one.startsWith('POST /replies')), 'it was not sent')
  await page.waitForTimeout(1_200)
  assert.deepEqual(
    server.sent.filter((one) => one.startsWith('POST')),
    ['POST /replies text=Hola%2C+Luc%C3%ADa'],
  )
})

test('after sending, the box is empty and no draft comes after it', async () => {
  await using page = await compose()
  await page.fill('textarea', 'Hola, Lucía')
  await page.click('[data-send]')
  await page.waitForFunction(() => document.querySelector('textarea')?.value !== 'Hola, Lucía')
  await page.waitForTimeout(1_200)
  assert.deepEqual(drafts(), [])
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), [])
})

test('and what is written next is counted and kept again', async () => {
  await using page = await compose()
  await page.fill('textarea', 'Hola, Lucía')
  await page.click('[data-send]')
  await page.waitForFunction(() => document.querySelector('.composer__count')?.textContent === '112 de 500')
  await page.fill('textarea', 'Otra cosa')
  await page.click('.rail__room[href="/settings"]')
  await until(() => drafts().includes('text=Otra cosa'), 'the second draft was lost')
})

test('a draft is kept while it is written', async () => {
  await using page = await compose()
  await page.fill('textarea', 'Hola')
  await page.waitForFunction(() => document.querySelector('[data-draft-state]')?.textContent === 'Borrador guardado')
  assert.deepEqual(drafts(), ['text=Hola'])
})

test('what is not saved yet is sent along when the page goes', async () => {
  await using page = await compose()
  await page.fill('textarea', 'A medias')
  await page.goto(`${server.url}/settings`)
  await until(() => drafts().includes('text=A medias'), 'the draft was lost')
})

test('and when another page is visited', async () => {
  await using page = await compose()
  await page.fill('textarea', 'A medias')
  await page.click('.rail__room[href="/settings"]')
  await page.waitForURL('**/settings')
  await until(() => drafts().includes('text=A medias'), 'the draft was lost')
})

test('a draft that the server did not take is kept here, said, and there again after a reload', async () => {
  server.failDrafts = true
  await using page = await compose()
  await page.fill('textarea', 'Sin red')
  await page.waitForFunction(() => /sin guardar/.test(document.querySelector('[data-draft-state]')?.textContent ?? ''))
  await page.reload()
  assert.equal(await page.inputValue('textarea'), 'Sin red')
  server.failDrafts = false
  await until(() => drafts().includes('text=Sin red'), 'it was not saved once the server was back')
})
