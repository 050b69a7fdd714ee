import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { nameOf, startDesk } from '../../test/desk.ts'
import { examine } from '../../test/examine.ts'
import { someConversation } from '../../test/talk.ts'
import { assign } from '../conversations/assign.ts'
import { startSmtp } from './smtp.test-kit.ts'

const { world, db, cast, address, open } = await startDesk()
const smtp = await startSmtp()
after(() => smtp[Symbol.asyncDispose]())

const inEnglish = { language: 'en', scheme: 'light', width: 1440 } as const
const looks = [inEnglish, { language: 'es', scheme: 'dark', width: 390 }] as const

async function give(): Promise<void> {
  const { id } = await someConversation(db)
  await world.tx((tx) => assign(tx, id, { userId: cast.marta.id }, cast.nico))
}

for (const look of looks) {
  const at = nameOf(look)

  test(`the bell, the choices and the mail settings are without barriers (${at})`, async () => {
    await give()
    await using marta = await open('marta', '/notifications', look)
    assert.ok((await marta.locator('main a[href^="/notifications/"]').count()) > 0)
    await examine(marta, `bell-${at}`)
    await marta.goto('/notifications/settings')
    await examine(marta, `choices-${at}`)
    await using nico = await open('nico', '/settings/mail', look)
    await examine(nico, `mail-${at}`)
  })
}

test('the number in the rail grows while the page is open, and the list says that something came', async () => {
  await using page = await open('marta', '/notifications', inEnglish)
  const count = page.locator(`#nav-count-bell-${cast.marta.id}`)
  const before = Number(await count.textContent())
  const lines = await page.locator('main tbody tr').count()
  await page.waitForTimeout(1_000)
  await give()
  await page.getByText('Something new has come.').waitFor({ timeout: 15_000 })
  assert.equal(Number(await count.textContent()), before + 1)
  assert.equal(await page.locator('main tbody tr').count(), lines)
  await page.getByText('Show it').click()
  await page.locator('main tbody tr').nth(lines).waitFor()
})

test('a mail server is written in by hand, tried, and the answer read on the page', async () => {
  await using page = await open('nico', '/settings/mail', inEnglish)
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
})

test('a browser is asked only on a click, and what cannot be is said in words', async () => {
  await using page = await open('marta', '/notifications/settings', inEnglish)
  await page.getByText('This browser does not let Tertulia tell you anything').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Tell me in this browser' }).count(), 0)
  // This Chromium lets nobody ask: one that does is like it in all else.
  await page.addInitScript(`
    globalThis.asked = 0
    Object.defineProperty(Notification, 'permission', { get: () => 'default' })
    Notification.requestPermission = async () => { asked += 1; return 'granted' }`)
  await page.goto('/notifications/settings')
  const button = page.getByRole('button', { name: 'Tell me in this browser' })
  await button.waitFor()
  const workers = 'navigator.serviceWorker.getRegistrations().then((all) => all.map((one) => one.scope))'
  assert.deepEqual([await page.evaluate('asked'), await page.evaluate(workers)], [0, []])
  await button.click()
  // As far as it goes where there is no push service: our worker is there, and the page says that nothing was added.
  await page.getByText('its push service did not answer').waitFor()
  assert.deepEqual([await page.evaluate('asked'), await page.evaluate(workers)], [1, [`${address}/`]])
})
