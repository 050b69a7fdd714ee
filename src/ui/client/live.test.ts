import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from '../../../test/browser.ts'
import { type GalleryServer, startGallery } from '../../../test/gallery-server.ts'

let browser: Browser
let server: GalleryServer
/** A browser as a person has it: its tabs share locks, channels and cookies. */
let person: BrowserContext

before(async () => {
  browser = await launchBrowser()
})
after(() => browser?.close())
beforeEach(async () => {
  server = await startGallery()
  person = await browser.newContext({ viewport: { width: 1440, height: 700 }, reducedMotion: 'reduce' })
})
afterEach(async () => {
  await person.close()
  await server[Symbol.asyncDispose]()
})

async function tab(path = 'desk?flash=no'): Promise<Page> {
  const page = await person.newPage()
  await page.goto(`${server.url}/${path}`)
  return page
}

const until = async (what: () => boolean, message: string): Promise<void> => {
  for (let tries = 0; !what(); tries++) {
    assert.ok(tries < 200, message)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const row = (id: string, name: string) =>
  `<turbo-stream action="arrive" target="inbox-list"><template><li class="row" id="${id}"><a class="row__link" href="/desk"><b>${name}</b></a></li></template></turbo-stream>`
const remark = (id: string, text: string) =>
  `<turbo-stream action="append" target="messages"><template><article class="remark" id="${id}"><p>${text}</p></article></template></turbo-stream>`

const rows = (page: Page) => page.locator('#inbox-list > li').evaluateAll((all) => all.map((one) => one.id))
const pill = (page: Page) => page.locator('[data-arrivals]')
const scrollOf = (page: Page, id: string) => page.locator(`#${id}`).evaluate((element) => element.scrollTop)

test('twelve tabs have one stream; when its tab closes, another goes on from where it was', async () => {
  const tabs = []
  for (let count = 0; count < 12; count++) tabs.push(await tab('list?flash=no'))
  await until(() => server.streams.length === 1, 'no stream was opened')
  server.say(remark('m1', 'Uno') + row('r1', 'Uno'))
  for (const page of tabs) await page.waitForSelector('#r1')
  assert.deepEqual(server.streams, ['1-0'])

  await tabs[0]?.close()
  await until(() => server.streams.length === 2, 'nobody took over')
  assert.equal(server.streams[1], '1-1')
  server.say(row('r2', 'Dos'))
  for (const page of tabs.slice(1)) {
    await page.waitForSelector('#r2')
    assert.equal(await page.locator('#r1').count(), 1)
  }
})

test('what is said while nobody leads is heard afterwards', async () => {
  const [first, second] = [await tab(), await tab()]
  await until(() => server.streams.length === 1, 'no stream was opened')
  await first.close({ runBeforeUnload: false })
  server.say(row('r1', 'Uno'))
  await second.waitForSelector('#r1')
})

test('a tab that opens late learns what its page, drawn earlier, did not have', async () => {
  const first = await tab()
  await until(() => server.streams.length === 1, 'no stream was opened')
  server.say(row('r1', 'Uno'))
  await first.waitForSelector('#r1')
  const late = await tab('desk?flash=no&after=1-0')
  await late.waitForSelector('#r1')
  assert.equal(server.streams.length, 1)
})

test('a page that is visited learns what came while it travelled', async () => {
  const page = await tab()
  await until(() => server.streams.length === 1, 'no stream was opened')
  server.say(row('r1', 'Uno'))
  await page.waitForSelector('#r1')
  server.drawnAt = '1-0'
  await page.click('.row__link[href="/list"] >> nth=0')
  await page.waitForURL('**/list')
  await page.waitForSelector('#r1')
})

test('a page that is morphed into the one before learns it too', async () => {
  const page = await tab('desk')
  await until(() => server.streams.length === 1, 'no stream was opened')
  server.say(remark('m1', 'Mientras viajaba'))
  await page.waitForSelector('#m1')
  server.drawnAt = '1-0'
  await page.locator('#row-0').evaluate((old) => old.remove())
  await page.evaluate(() => {
    const form = document.createElement('form')
    Object.assign(form, { method: 'post', action: '/deed' })
    document.body.append(form)
    form.requestSubmit()
  })
  await page.waitForSelector('#row-0')
  await page.waitForSelector('#m1')
  assert.equal(await page.locator('#m1').count(), 1)
})

test('a page drawn before all that is remembered is drawn once more', async () => {
  const page = await tab()
  await until(() => server.streams.length === 1, 'no stream was opened')
  for (let count = 0; count < 310; count++) server.say(remark('m1', `Número ${count}`))
  await page.locator('#m1', { hasText: 'Número 309' }).waitFor()
  server.drawnAt = '1-2'
  let drawn = 0
  page.on('request', (request) => {
    if (!request.url().endsWith('/list')) return
    drawn += 1
    if (drawn > 1) server.drawnAt = undefined
  })
  await page.click('.row__link[href="/list"] >> nth=0')
  await until(() => drawn === 2, 'it was not drawn again')
})

test('a broken line is mended without a word; what was missed comes', async () => {
  const page = await tab()
  await until(() => server.streams.length === 1, 'no stream was opened')
  server.cut()
  server.say(row('r1', 'Uno'))
  await page.waitForSelector('#r1')
  assert.equal(await page.isVisible('t-live'), false)
})

test('a server that is away for long is told of, and found again', async () => {
  const page = await tab('desk?flash=no&language=es')
  await until(() => server.streams.length === 1, 'no stream was opened')
  server.cut('refuse')
  await page.waitForSelector('t-live:not([hidden])', { timeout: 15_000 })
  assert.match((await page.textContent('t-live')) ?? '', /^Sin conexión/)
  server.accept()
  server.say(row('r1', 'Uno'))
  await page.waitForSelector('#r1', { timeout: 20_000 })
  assert.equal(await page.textContent('t-live'), 'Conexión recuperada.')
})

test('without locks every tab has a stream of its own', async () => {
  await person.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }))
  const [first, second] = [await tab(), await tab()]
  await until(() => server.streams.length === 2, 'not every tab has a stream')
  server.say(row('r1', 'Uno'))
  await first.waitForSelector('#r1')
  await second.waitForSelector('#r1')
})

test('new rows go to the top of a list that is at its top', async () => {
  const page = await tab()
  await until(() => server.streams.length === 1, 'no stream was opened')
  server.say(row('r1', 'Uno') + row('row-3', 'Rosa, otra vez'))
  await page.waitForSelector('#r1')
  assert.deepEqual((await rows(page)).slice(0, 3), ['row-3', 'r1', 'row-0'])
  assert.equal(await pill(page).isVisible(), false)
  assert.equal(await page.locator('#row-3').count(), 1)
})

test('while somebody reads further down they wait behind the pill', async () => {
  const page = await tab('desk?flash=no&language=es')
  await until(() => server.streams.length === 1, 'no stream was opened')
  await page.locator('#inbox-scroll').evaluate((list) => list.scrollTo(0, 120))
  const before = await rows(page)
  server.say(row('r1', 'Uno'))
  server.say(row('r2', 'Dos') + row('r1', 'Uno, otra vez'))
  await page.waitForFunction(() => document.querySelector('[data-arrivals]')?.textContent === '2 nuevos')
  assert.deepEqual(await rows(page), before)
  assert.equal(await scrollOf(page, 'inbox-scroll'), 120)

  await pill(page).click()
  assert.deepEqual((await rows(page)).slice(0, 3), ['r1', 'r2', 'row-0'])
  assert.equal(await scrollOf(page, 'inbox-scroll'), 0)
  assert.equal(await pill(page).isVisible(), false)
  assert.equal(await page.evaluate(() => document.activeElement?.closest('li')?.id), 'r1')
})

test('going back to the top lets them in', async () => {
  const page = await tab()
  await until(() => server.streams.length === 1, 'no stream was opened')
  await page.locator('#inbox-scroll').evaluate((list) => list.scrollTo(0, 120))
  server.say(row('r1', 'Uno'))
  await pill(page).waitFor({ state: 'visible' })
  await page.locator('#inbox-scroll').evaluate((list) => list.scrollTo(0, 0))
  await page.waitForSelector('#r1')
  assert.equal(await pill(page).isVisible(), false)
})

test('a conversation follows its newest words, unless somebody reads above', async () => {
  const page = await tab()
  await until(() => server.streams.length === 1, 'no stream was opened')
  const end = () =>
    page.locator('#talk').evaluate((talk) => Math.round(talk.scrollHeight - talk.clientHeight - talk.scrollTop))
  assert.equal(await end(), 0)
  server.say(remark('m1', 'Una respuesta bastante larga. '.repeat(30)))
  await page.waitForSelector('#m1')
  assert.equal(await end(), 0)

  await page.locator('#talk').evaluate((talk) => talk.scrollTo(0, 10))
  server.say(remark('m2', 'Otra.'))
  await page.waitForSelector('#m2')
  assert.equal(await scrollOf(page, 'talk'), 10)
})

test('what is said last stays in sight while the answer below takes room, unless somebody reads above', async () => {
  const page = await tab()
  const talk = page.locator('#talk')
  const end = () => talk.evaluate((one) => Math.round(one.scrollHeight - one.clientHeight - one.scrollTop))
  const within = async (pixels: number) => {
    await talk.evaluate((one, height) => {
      one.style.flex = 'none'
      one.style.height = `${height}px`
    }, pixels)
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  }
  await within(110)
  assert.ok(await talk.evaluate((one) => one.scrollHeight > one.clientHeight + 100))
  assert.equal(await end(), 0)
  await within(60)
  assert.equal(await end(), 0)
  await talk.evaluate((one) => one.scrollTo(0, 10))
  await within(30)
  assert.equal(await scrollOf(page, 'talk'), 10)
})

test('a page drawn anew keeps what is typed, open and scrolled', async () => {
  const page = await tab()
  await until(() => server.streams.length === 1, 'no stream was opened')
  await page.fill('textarea', 'A medio escribir')
  await page.locator('#talk').evaluate((talk) => talk.scrollTo(0, 10))
  await page.locator('#row-0').evaluate((old) => old.remove())
  server.say('1', 'reload')
  await page.waitForSelector('#row-0')
  assert.equal(await page.inputValue('textarea'), 'A medio escribir')
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'TEXTAREA')
  assert.equal(await scrollOf(page, 'talk'), 10)
})

/** Sends a form; its answer comes when `answer` is called. */
async function slowForm(page: Page, action: string): Promise<{ answer: () => void }> {
  const gate = Promise.withResolvers<void>()
  await page.route(`**${action}`, async (route) => {
    await gate.promise
    await route.continue()
  })
  const asked = page.waitForRequest((request) => request.method() === 'POST')
  await page.evaluate((to) => {
    const form = document.body.appendChild(document.createElement('form'))
    Object.assign(form, { method: 'post', action: to })
    form.requestSubmit()
  }, action)
  await asked
  return { answer: gate.resolve }
}

test('a page is not drawn anew while a form is on its way: its answer would be lost', async () => {
  const page = await tab('list?flash=no')
  await until(() => server.streams.length === 1, 'no stream was opened')
  const form = await slowForm(page, '/channels')
  server.say('1', 'reload')
  await page.waitForTimeout(500)
  form.answer()
  await page.waitForURL(`${server.url}/desk`)
})

test('nor when it was to be drawn anew just before the form left', async () => {
  const page = await tab('list?flash=no')
  await until(() => server.streams.length === 1, 'no stream was opened')
  const seen = row('r1', 'Uno')
  server.say('1', 'reload')
  server.say(seen)
  await page.waitForSelector('#r1')
  const form = await slowForm(page, '/channels')
  await page.waitForTimeout(500)
  form.answer()
  await page.waitForURL(`${server.url}/desk`)
})

test('what says that a form was refused is not drawn over; what comes later is', async () => {
  const page = await tab('list?flash=no')
  await until(() => server.streams.length === 1, 'no stream was opened')
  ;(await slowForm(page, '/refused')).answer()
  await page.waitForSelector('#refused')
  server.say('1', 'reload')
  await page.waitForTimeout(500)
  assert.equal(await page.locator('#refused').count(), 1)
  ;(await slowForm(page, '/draft')).answer()
  await page.waitForSelector('#refused', { state: 'detached' })
  await page.locator('#row-1').evaluate((old) => old.remove())
  server.say('1', 'reload')
  await page.waitForSelector('#row-1')
})

test('times that come live are told in the person’s own zone, and stay true', async () => {
  const page = await tab('desk?flash=no&language=es')
  await until(() => server.streams.length === 1, 'no stream was opened')
  const at = new Date(Date.now() - 3 * 60_000).toISOString()
  server.say(remark('m1', `<time datetime="${at}" data-relative title="otra">hace nada</time>`))
  const time = page.locator('#m1 time')
  await page.waitForSelector('#m1')
  assert.equal(await time.textContent(), 'hace 3 min')
  assert.match((await time.getAttribute('title')) ?? '', /GMT-6$/)
})

test('how long ago is right also where the browser’s clock is an hour ahead', async () => {
  await person.clock.install({ time: new Date(Date.now() + 3_600_000) })
  const page = await tab('desk?flash=no&language=es')
  await until(() => server.streams.length === 1, 'no stream was opened')
  const show = async (id: string) => {
    const at = new Date(Date.now() - 3 * 60_000).toISOString()
    server.say(remark(id, `<time datetime="${at}" data-relative title="otra">hace nada</time>`))
    await page.waitForSelector(`#${id}`)
    return page.locator(`#${id} time`).textContent()
  }
  assert.equal(await show('m1'), 'hace 3 min')
  // The address changes before the page does: one that is still on its way would be drawn over what comes now.
  await page.click('.row__link[href="/list"] >> nth=0')
  await page.waitForSelector('.desk--show-list')
  await page.goBack()
  await page.waitForSelector('.desk--show-main')
  assert.equal(await show('m2'), 'hace 3 min')
})

test('somebody who goes on to the next field as something comes stays there', async () => {
  const page = await tab()
  await until(() => server.streams.length === 1, 'no stream was opened')
  await page.evaluate(() => {
    for (const name of ['who', 'secret'])
      document.getElementById('main')?.append(Object.assign(document.createElement('input'), { id: name }))
    // As when a slow machine draws late: something came, and Tab is pressed before the next frame.
    const goOn = () => document.getElementById('secret')?.focus()
    addEventListener('turbo:before-stream-render', goOn, { once: true })
    document.getElementById('who')?.focus()
  })
  server.say(remark('m1', 'Mientras tanto'))
  await page.waitForSelector('#m1')
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))))
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'secret')
})

test('a field that is drawn anew while somebody is in it keeps them', async () => {
  const page = await tab()
  await until(() => server.streams.length === 1, 'no stream was opened')
  await page.evaluate(() => {
    const field = Object.assign(document.createElement('input'), { id: 'who' })
    document.getElementById('main')?.append(field)
    field.focus()
  })
  server.say(
    '<turbo-stream action="replace" target="who"><template><input id="who" class="new"></template></turbo-stream>',
  )
  await page.waitForSelector('#who.new:focus')
})

test('what somebody opened stays open, and they stay in it, when it is said anew', async () => {
  const page = await tab()
  await until(() => server.streams.length === 1, 'no stream was opened')
  const more = (text: string) =>
    `<article class="remark" id="m1"><details><summary>Más</summary><p>${text}</p><button type="button">Hecho</button></details></article>`
  server.say(`<turbo-stream action="append" target="messages"><template>${more('Antes')}</template></turbo-stream>`)
  await page.locator('#m1 summary').click()
  await page.locator('#m1 button').focus()
  server.say(`<turbo-stream action="replace" target="m1"><template>${more('Ahora')}</template></turbo-stream>`)
  await page.locator('#m1 p', { hasText: 'Ahora' }).waitFor()
  assert.equal(await page.locator('#m1 button').isVisible(), true)
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Hecho')
})

test('a tab that nobody looks at is drawn anew only when somebody does', async () => {
  const page = await tab()
  await until(() => server.streams.length === 1, 'no stream was opened')
  const look = (hidden: boolean) =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'hidden', { value: now, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  await look(true)
  await page.locator('#row-0').evaluate((old) => old.remove())
  server.say('1', 'reload')
  server.say(remark('m1', 'Después'))
  await page.waitForSelector('#m1')
  assert.equal(await page.locator('#row-0').count(), 0)
  await look(false)
  await page.waitForSelector('#row-0')
})

test('to point at a row asks for nothing', async () => {
  const page = await tab()
  await until(() => server.streams.length === 1, 'no stream was opened')
  const asked: string[] = []
  // The page's own stream and parts may still be on their way.
  page.on('request', (request) => /\/(events|assets)\b/.test(request.url()) || asked.push(request.url()))
  await page.hover('#row-2')
  await page.waitForTimeout(400)
  assert.deepEqual(asked, [])
})
