import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { type House, openHouse } from './story/house.ts'
import { openPlaces, type Places } from './story/places.ts'
import { until } from './story/times.ts'
import { type Look, phone, type Visitor, visit } from './story/visitor.ts'

// The story once more, shorter: in English, on a phone, and without script. The whole one is story.test.ts.

let places: Places
let browser: Browser
before(async () => {
  ;[places, browser] = await Promise.all([openPlaces(), launchBrowser()])
})
after(async () => {
  await browser?.close()
  await places?.stop()
})

const walks: Look[] = [
  { language: 'en' },
  { language: 'en', ...phone, scheme: 'dark' },
  { language: 'es', ...phone },
  { language: 'es', ...phone, script: false },
]

for (const look of walks) {
  test(`from the set-up link to an answer: ${JSON.stringify(look)}`, async () => {
    const house = await openHouse()
    try {
      const visitor = await visit(browser, look)
      await walk(house, visitor, look).catch(async (error) => {
        // Where a step failed, a picture says more than its message: SHOTS=folder.
        if (process.env.SHOTS) await visitor.page.screenshot({ path: `${process.env.SHOTS}/elsewhere.png` })
        throw error
      })
      await visitor.leave()
    } finally {
      await house.stop()
    }
  })
}

async function walk(house: House, visitor: Visitor, { script = true }: Look): Promise<void> {
  const { page } = visitor
  const examine = (name: string) => (script ? visitor.examine(name) : fits(page, name))
  await settle(house, page)
  await examine('inbox, empty')
  await page.locator('main a[href="/channels/new"], .pane--list a[href="/channels/new"]').first().click()
  await page.locator('#network-mastodon a').click()
  await page.locator('summary').click()
  await page.locator('[name="s.instance"]').fill(places.mastodon.url)
  await page.locator('[name="s.token"]').fill(places.mastodon.account('alameda').token)
  await page.locator('[name=deed][value=test]').click()
  await page.locator('.card').waitFor()
  await examine('form, tested')
  await page.locator('summary').click()
  await page.locator('[name="s.token"]').fill(places.mastodon.account('alameda').token)
  await page.locator('[name=deed][value=connect]').click()
  await page.waitForURL(/\/channels\/[0-9a-f-]{36}$/)
  await examine('window')
  await answer(house, page, script, examine)
}

async function settle(house: House, page: Page): Promise<void> {
  await page.goto(await house.setUpLink())
  const answers = { organisation: 'Tostadero', name: 'Olga', email: 'olga@example.org', password: 'una mesa redonda' }
  for (const [name, value] of Object.entries(answers)) await page.locator(`[name=${name}]`).fill(value)
  await page.locator('main [type=submit]').click()
  await page.waitForURL('**/conversations')
  // What they send leaves at once: the seconds in which it can be taken back are looked at in undo-send.test.ts.
  await house.app.core.db.updateTable('users').set({ undo_seconds: 0 }).execute()
}

async function answer(
  house: House,
  page: Page,
  script: boolean,
  examine: (name: string) => Promise<void>,
): Promise<void> {
  const lucas = places.mastodon.account('lucas')
  await until('the window listens', () => places.mastodon.listening() > 0)
  const question = `¿Queda café de ${crypto.randomUUID().slice(0, 8)}?`
  if (script) await page.goto(`${house.address}/conversations`)
  const asked = lucas.say(`@alameda ${question}`)
  const row = page.locator('.row__link', { hasText: question })
  // Without script nothing comes by itself: one looks again.
  if (!script)
    await until('it was heard', async () => {
      await page.goto(`${house.address}/conversations`)
      return (await row.count()) > 0
    })
  await row.first().click()
  await page.locator('.remark', { hasText: question }).waitFor()
  await examine('conversation')
  await page.locator('#reply-text').fill('@lucas Queda, y recién tostado.')
  await page.locator('.composer__foot .button--primary').click()
  await until('it stands there', () =>
    places.mastodon
      .account('alameda')
      .said()
      .some(({ inReplyToId }) => inReplyToId === asked.id),
  )
  const ours = page.locator('.remark--us', { hasText: 'recién tostado' })
  // The answer to the form first: a page cannot be loaded again while it is still coming.
  await ours.first().waitFor()
  const place = ours.locator('a[href*="/@alameda/"]').first()
  // It stands there a moment before the network's answer has come back to us and is kept.
  if (!script)
    await until('its place is known', async () => {
      await page.reload()
      return (await place.count()) > 0
    })
  await place.waitFor()
  await page.locator('form[action$="/closure"] button').first().click()
  await page.locator('#toasts form button').first().click()
  await page.locator('form[action$="/closure"] button[data-key=e]').waitFor()
}

/** With script off there is no axe, but still a width. */
async function fits(page: Page, name: string): Promise<void> {
  const wide = await page.locator('body').boundingBox()
  assert.ok((wide?.width ?? 0) <= phone.width, `${name} is wider than its window`)
}
