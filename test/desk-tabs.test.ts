import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { close } from '../src/conversations/close.ts'
import { markRead } from '../src/conversations/read.ts'
import { startDesk } from './desk.ts'
import { heard, said, someConversation, us } from './talk.ts'

// What one page says to the others, and what is drawn live for whom; in a real browser.

const { db, cast, person } = await startDesk()

async function tab(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(path)
  await page.locator('html.scripted').waitFor()
  return page
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
const row = (page: Page, id: string) => page.locator(`#conversation-${id}`)

test('what is read in one tab is no longer unread in the others, for screen readers either', async () => {
  const { id } = await someConversation(db, said('1', { saidAt: ago(1) }))
  await using marta = await person('marta')
  const [list, other] = [await tab(marta, '/conversations'), await tab(marta, '/conversations?view=open')]
  for (const page of [list, other]) assert.match((await row(page, id).getAttribute('class')) ?? '', /row--unread/)
  await list.bringToFront()
  await row(list, id).locator('a').click()
  await list.waitForURL(`**/conversations/${id}*`)
  await other.locator(`#conversation-${id}:not(.row--unread)`).waitFor({ state: 'attached' })
  assert.equal(await row(other, id).locator('[data-unread]').count(), 0)
})

test('what was marked as unread stays so where the page of it comes out of the cache', async () => {
  const { id } = await someConversation(db, said('1', { saidAt: ago(1) }))
  await using marta = await person('marta')
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
})

test('history that comes in leaves a row where it stands; what it brings to us is unread', async () => {
  const { id, channel } = await someConversation(
    db,
    said('1', { saidAt: ago(90) }),
    said('3', { parentExternalId: '1', author: us, saidAt: ago(60) }),
  )
  await heard(db, channel, said('older', { saidAt: ago(300) }))
  await markRead(db, id, cast.marta)
  await using marta = await person('marta')
  const page = await tab(marta, '/conversations?view=open')
  const order = () => page.locator('#inbox-list > li').evaluateAll((all) => all.map((one) => one.id))
  const before = await order()
  assert.notEqual(before.at(-1), `conversation-${id}`)
  await heard(db, channel, said('2', { parentExternalId: '1', saidAt: ago(80) }))
  await page.locator(`#conversation-${id}.row--unread`).waitFor()
  assert.deepEqual(await order(), before)
})

test('whoever only looks is shown what arrives without its deeds', async () => {
  const { id, channel } = await someConversation(db, said('1', { saidAt: ago(2) }))
  await using marta = await person('marta')
  await using vera = await person('vera')
  const [answers, looks] = [
    await tab(marta, `/conversations/${id}?view=open`),
    await tab(vera, `/conversations/${id}?view=open`),
  ]
  await heard(db, channel, said('2', { parentExternalId: '1', saidAt: ago(0), body: { text: 'Sigo aquí' } }))
  for (const page of [answers, looks]) await page.locator('.talk').getByText('Sigo aquí').waitFor()
  const deeds = '.talk :is(button, form, a[href*="?to="])'
  assert.equal(await looks.locator(deeds).count(), 0)
  assert.ok((await answers.locator('.talk article').last().locator('a[href*="?to="]').count()) > 0)
})

test('when the last row leaves live, the list says what belongs there; and no more when one comes', async () => {
  await db.updateTable('conversations').set({ state: 'closed', waiting_since: null }).execute()
  const { id, channel } = await someConversation(db, said('1', { saidAt: ago(1) }))
  await using marta = await person('marta')
  const page = await tab(marta, '/conversations')
  await row(page, id).waitFor()
  assert.equal(await page.locator('.list-nothing').isVisible(), false)
  await db.transaction().execute((tx) => close(tx, id, cast.nico))
  await page.locator('.list-nothing .empty').waitFor()
  await heard(db, channel, said('2', { parentExternalId: '1', saidAt: ago(0) }))
  await row(page, id).waitFor()
  await page.locator('.list-nothing').waitFor({ state: 'hidden' })
})
