import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../../test/browser.ts'
import { violations } from '../../test/examine.ts'
import { gallery } from '../../test/gallery.tsx'
import { type GalleryServer, startGallery } from '../../test/gallery-server.ts'

const pages = Object.keys(gallery)
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

async function open(path: string, width = 1440, options: { script?: boolean } = {}): Promise<Page> {
  const viewport = { width, height: 900 }
  const page = await browser.newPage({ viewport, javaScriptEnabled: options.script ?? true, reducedMotion: 'reduce' })
  await page.goto(`${server.url}/${path}`)
  return page
}

describe('everybody can use it', () => {
  for (const page of pages)
    for (const language of ['es', 'en'])
      for (const scheme of ['light', 'dark'])
        test(`${page} in ${language}, ${scheme}: axe finds nothing`, async () => {
          await using shown = await open(`${page}?language=${language}&scheme=${scheme}`)
          assert.deepEqual(await violations(shown), [])
        })

  for (const page of pages)
    test(`${page} on a phone: axe finds nothing`, async () => {
      await using shown = await open(`${page}?scheme=dark`, 390)
      assert.deepEqual(await violations(shown), [])
    })

  test('with everything open: axe finds nothing', async () => {
    await using page = await open('desk', 390)
    await page.click('[popovertarget=rooms]')
    assert.deepEqual(await violations(page), [])
    await page.keyboard.press('Escape')
    await page.click('[popovertarget=person]')
    assert.deepEqual(await violations(page), [])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    assert.deepEqual(await violations(page), [])
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    assert.deepEqual(await violations(page), [])
  })
})

describe('it fits', () => {
  for (const width of [360, 390, 640, 900, 1200, 2560])
    test(`at ${width} pixels nothing is cut or scrolls sideways`, async () => {
      for (const name of pages) {
        await using page = await open(name, width)
        const wide = await page.evaluate(() =>
          [document.documentElement, document.body, ...document.querySelectorAll('.pane, .pane__body, .pane__head')]
            .filter((element) => element.scrollWidth > element.clientWidth + 1)
            .map((element) => `${element.tagName}.${element.className}: ${element.scrollWidth}`),
        )
        assert.deepEqual(wide, [], name)
      }
    })

  test('a phone shows one pane at a time, with the way back', async () => {
    await using page = await open('desk', 390)
    assert.equal(await page.isVisible('.pane--main'), true)
    assert.equal(await page.isVisible('.pane--list'), false)
    assert.equal(await page.isVisible('.pane--aside'), false)
    await page.click('.pane__back')
    await page.waitForURL('**/list')
    assert.equal(await page.isVisible('.pane--list'), true)
    assert.equal(await page.isVisible('.pane--main'), false)
  })

  test('a wide screen shows all three, and no buttons to open them', async () => {
    await using page = await open('desk', 1440)
    for (const pane of ['.rail__rooms', '.pane--list', '.pane--main', '.pane--aside'])
      assert.equal(await page.isVisible(pane), true, pane)
    for (const button of ['.pane__back', '.rail__open', '.person-button'])
      assert.equal(await page.isVisible(button), false, button)
  })
})

describe('without script', () => {
  test('rooms, menus and the person open all the same', async () => {
    await using page = await open('desk?flash=no', 390, { script: false })
    await page.click('[popovertarget=rooms]')
    await page.click('text=Ajustes')
    await page.waitForURL('**/settings')
    await page.goto(`${server.url}/desk?flash=no`)
    await page.click('[popovertarget=person]')
    assert.equal(await page.isVisible('.pane--aside'), true)
  })

  test('a deed travels as the method it means', async () => {
    await using page = await open('desk', 1440, { script: false })
    await page.click('[popovertarget=more]')
    await page.click('text=Borrar')
    await page.waitForURL('**/desk')
    assert.equal(server.sent.at(-1), 'POST /x _method=DELETE')
  })

  test('an answer is sent with its text, and as a thread when asked', async () => {
    await using page = await open('desk', 1440, { script: false })
    await page.fill('textarea', 'Hola Lucía')
    await page.check('input[name=split]')
    await page.click('[data-send]')
    await page.waitForURL('**/desk')
    assert.equal(server.sent.at(-1), 'POST /replies text=Hola+Luc%C3%ADa&split=1')
  })

  test('what only script can do is not offered', async () => {
    await using page = await open('settings', 1440, { script: false })
    assert.equal(await page.isVisible('[data-copy]'), false)
    await page.goto(`${server.url}/desk`)
    assert.equal(await page.isVisible('[data-dismiss]'), false)
    assert.equal(await page.isVisible('[data-arrivals]'), false)
  })
})

test('the person’s scheme and density hold, also when they change on the way', async () => {
  await using page = await open('list?scheme=dark')
  const paper = () =>
    page.evaluate(() => getComputedStyle(document.body.querySelector('.rail') ?? document.body).backgroundColor)
  const dark = await paper()
  // As a form of settings would: a visit without loading the document again.
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = '/desk?scheme=light&density=compact'
    document.body.append(link)
    link.click()
  })
  await page.waitForURL('**/desk?*')
  await page.waitForSelector('html[data-scheme=light][data-density=compact]')
  assert.notEqual(await paper(), dark)
})

test('no page did what the content security policy forbids', () => {
  assert.deepEqual(server.reports, [])
})
