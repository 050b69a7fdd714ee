import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startDesk } from './desk.ts'
import { heard, said } from './talk.ts'

// What is to leave later, in a browser, with script and without.

const { db, cast, open, talk, undoFor } = await startDesk()
await undoFor(10)

const states = async (id: string) => {
  const rows = await db
    .selectFrom('deliveries as d')
    .innerJoin('replies as r', 'r.id', 'd.reply_id')
    .select('d.state')
    .where('r.conversation_id', '=', id)
    .execute()
  return rows.map((row) => row.state)
}

test('it leaves later, is held when they write again, live and with the bell, and goes as it is on one click', async () => {
  const { id, channel } = await talk()
  await using page = await open('marta', `/conversations/${id}`)
  const thread = page.locator('.talk')
  await page.fill('#reply-text', 'Mañana te llega, Lucas.')
  await page.getByRole('button', { name: 'Send later' }).click()
  await page.locator('#send-later').getByRole('button', { name: 'Tomorrow at 9:00' }).click()
  await thread.getByText('Leaves for Scripted on').waitFor()
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#reply-text')?.value === '')
  await heard(db, channel, said('2', { parentExternalId: '1', saidAt: new Date() }))
  await thread.getByText('Held: they wrote again. Read it before it leaves.').waitFor()
  const bell = page.locator(`#nav-count-bell-${cast.marta.id}`)
  await bell.getByText('1').waitFor({ state: 'attached' })
  await thread.getByRole('button', { name: 'Send it as it is' }).click()
  await thread.getByText('Leaves for Scripted in a moment').waitFor()
  assert.deepEqual(await states(id), ['waiting'])
})

test('without script: a moment of one’s own, another one, and back into the draft', async () => {
  const { id } = await talk()
  await using page = await open('marta', `/conversations/${id}`, { script: false })
  const thread = page.locator('.talk')
  await page.fill('#reply-text', 'Pronto te llega, Lucas.')
  await page.getByRole('button', { name: 'Send later' }).click()
  await page.locator('#leaves-on').fill('2020-01-01T09:00')
  await page.locator('#send-later').getByRole('button', { name: 'Send then' }).click()
  await page.getByText('That moment is over.').waitFor()
  assert.equal(await page.inputValue('#reply-text'), 'Pronto te llega, Lucas.')
  await page.getByRole('button', { name: 'Send later' }).click()
  await page.locator('#send-later').getByRole('button', { name: 'Monday at 9:00' }).click()
  await thread.getByRole('button', { name: 'Another time' }).click()
  await thread.getByRole('button', { name: 'Tomorrow at 9:00' }).click()
  await thread.getByText('Leaves for Scripted on').waitFor()
  await thread.getByRole('button', { name: 'Take back and edit' }).click()
  await page.waitForFunction(
    (wanted) => document.querySelector<HTMLTextAreaElement>('#reply-text')?.value === wanted,
    'Pronto te llega, Lucas.',
  )
  assert.deepEqual(await states(id), ['withdrawn'])
})

test('a moment that was begun in the menu and left does not keep the reply from leaving', async () => {
  const { id } = await talk()
  await using page = await open('marta', `/conversations/${id}`)
  await page.fill('#reply-text', 'Ya te llega, Lucas.')
  await page.getByRole('button', { name: 'Send later' }).click()
  await page.locator('#leaves-on').focus()
  await page.keyboard.type('12')
  const isIncomplete = () =>
    page.locator('#leaves-on').evaluate((field) => field instanceof HTMLInputElement && field.validity.badInput)
  assert.equal(await isIncomplete(), true)
  await page.keyboard.press('Escape')
  await page.locator('#send-later').waitFor({ state: 'hidden' })
  await page.locator('#reply [data-send]').click()
  await page.locator('.talk').getByText('Leaves for Scripted in a moment').waitFor()
  assert.deepEqual(await states(id), ['waiting'])
})
