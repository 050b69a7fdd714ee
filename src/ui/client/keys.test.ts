import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../../test/browser.ts'
import { type GalleryServer, startGallery } from '../../../test/gallery-server.ts'

let browser: Browser
let server: GalleryServer

before(async () => {
  server = await startGallery()
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  await server?.[Symbol.asyncDispose]()
})

async function open(path = 'desk?flash=no&language=es', width = 1440): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  await page.goto(`${server.url}/${path}`)
  return page
}

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('li')?.id ?? document.activeElement?.tagName)

test('keys do nothing while somebody types, or with Ctrl and Alt', async () => {
  await using page = await open()
  await page.fill('textarea', '')
  await page.type('textarea', 'je ? gs')
  assert.equal(await page.inputValue('textarea'), 'je ? gs')
  assert.equal(await page.isVisible('#key-list'), false)
  assert.match(page.url(), /desk/)
  await page.locator('.rail__home').focus()
  await page.keyboard.press('Alt+j')
  assert.notEqual(await focused(page), 'row-1')
})

test('j and k go through the list, from the row that is open', async () => {
  await using page = await open()
  for (const expected of ['row-1', 'row-2']) {
    await page.keyboard.press('j')
    assert.equal(await focused(page), expected)
  }
  await page.keyboard.press('k')
  assert.equal(await focused(page), 'row-1')
  for (const _ of Array(9)) await page.keyboard.press('j')
  assert.equal(await focused(page), 'row-5')
})

test('a button’s own key presses it', async () => {
  await using page = await open()
  const answered = page.waitForResponse('**/unread')
  await page.keyboard.press('u')
  await answered
  assert.ok(server.sent.some((one) => one.startsWith('POST /unread')))
})

test('g and a letter go to a room', async () => {
  await using page = await open()
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.waitForURL('**/settings')
})

test('/ goes to the search box', async () => {
  await using page = await open()
  await page.keyboard.press('/')
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'q')
  assert.equal(await page.inputValue('.search input'), '')
})

test('? lists the keys of everywhere and of this page', async () => {
  await using page = await open()
  await page.keyboard.press('?')
  const keys = await page.locator('#key-list .keys__one').allTextContents()
  assert.ok(keys.includes('jSiguiente de la lista'))
  assert.ok(keys.includes('eCerrar'))
  assert.ok(keys.includes('giBandeja'))
  await page.keyboard.press('Escape')
  assert.equal(await page.isVisible('#key-list'), false)
  await page.keyboard.press('?')
  assert.equal(await page.locator('#key-list .keys__one').count(), keys.length)
})

test('the palette finds a page by part of its name, without accents or capitals', async () => {
  await using page = await open()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('AJUS')
  assert.match((await page.textContent('[role=option][aria-selected=true]')) ?? '', /ajustes/i)
  const options = await page.locator('[role=option]').allTextContents()
  assert.equal(options.at(-1), 'Buscar «AJUS» en las conversaciones')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/settings')
  assert.equal(await page.isVisible('.palette'), false)
})

test('the palette presses what the page offers, even what a menu hides', async () => {
  await using page = await open()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('borrar')
  const answered = page.waitForResponse('**/x')
  await page.keyboard.press('Enter')
  await answered
  assert.ok(server.sent.some((one) => one === 'POST /x _method=DELETE'))
})

test('the palette searches the conversations for what is no name', async () => {
  await using page = await open()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('molienda gruesa')
  const asked = page.waitForRequest('**/conversations?q=molienda+gruesa')
  await page.keyboard.press('Enter')
  await asked
})

test('arrows choose, Escape leaves', async () => {
  await using page = await open()
  await page.keyboard.press('Control+k')
  const chosen = () => page.getAttribute('.palette__input', 'aria-activedescendant')
  assert.equal(await chosen(), 'palette-0')
  await page.keyboard.press('ArrowDown')
  assert.equal(await chosen(), 'palette-1')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  assert.notEqual(await chosen(), 'palette-0')
  await page.keyboard.press('Escape')
  assert.equal(await page.isVisible('.palette'), false)
})

test('a toast is dismissed by its cross, and stays while it is pointed at', async () => {
  await using page = await open('desk?language=es')
  await page.click('[data-dismiss]')
  assert.equal(await page.locator('t-toast').count(), 0)
})

test('a field is copied, and the button says so', async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await page.goto(`${server.url}/settings?language=es`)
  await page.click('[data-copy=invite]')
  await page.waitForFunction(() => document.querySelector('[data-copy=invite]')?.textContent === 'Copiado')
  assert.equal(
    await page.evaluate(() => navigator.clipboard.readText()),
    'https://tertulia.example/invitation/3f9a8c7d',
  )
  await context.close()
})

test('a dialog opens and closes by its buttons, also where the browser does not know commands', async () => {
  for (const old of [false, true]) {
    await using page = await browser.newPage()
    if (old) await page.addInitScript(() => Reflect.deleteProperty(HTMLButtonElement.prototype, 'commandForElement'))
    await page.goto(`${server.url}/settings?language=es`)
    await page.click('[commandfor=ask][command=show-modal]')
    await page.waitForSelector('#ask[open]')
    await page.click('#ask [command=close]')
    await page.waitForSelector('#ask:not([open])', { state: 'attached' })
  }
})
