import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startDesk } from './desk.ts'

// What was sent a moment ago is taken back in a browser, with script and without.

const { db, open, talk, undoFor } = await startDesk()
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

test('it stands in the thread of everybody until it is undone, and is the draft again', async () => {
  const { id } = await talk()
  await using hers = await open('marta', `/conversations/${id}`)
  await using his = await open('nico', `/conversations/${id}`)
  const text = 'Hola, Lucas: te lo cambiamos mañana.'
  await hers.fill('#reply-text', text)
  await hers.locator('[data-send]').click()
  for (const page of [hers, his]) await page.locator('.talk').getByText('Leaves for Scripted in a moment').waitFor()
  await hers.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#reply-text')?.value === '')
  await hers.locator('.talk').getByRole('button', { name: 'Undo' }).click()
  await hers.waitForFunction(
    (wanted) => document.querySelector<HTMLTextAreaElement>('#reply-text')?.value === wanted,
    text,
  )
  await his.locator('.talk').getByText('Marta took back a reply before it left').waitFor()
  assert.equal(await his.locator('.talk').getByText(text).count(), 0)
  assert.deepEqual(await states(id), ['withdrawn'])
  await hers.locator('[data-send]').click()
  await hers.locator('.talk').getByText('Leaves for Scripted in a moment').waitFor()
  assert.deepEqual(await states(id), ['withdrawn', 'waiting'], 'it can be sent after all')
})

test('without script too, and too late says so with the words that left', async () => {
  const { id } = await talk()
  await using page = await open('marta', `/conversations/${id}`, { script: false })
  await page.fill('#reply-text', 'Ya te lo cambiamos')
  await page.locator('[data-send]').click()
  await page.locator('.talk').getByRole('button', { name: 'Undo' }).click()
  assert.equal(await page.inputValue('#reply-text'), 'Ya te lo cambiamos')
  await page.locator('[data-send]').click()
  await db.updateTable('deliveries').set({ state: 'sending' }).where('state', '=', 'waiting').execute()
  await page.locator('.talk').getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Too late: this has left for Scripted').waitFor()
  assert.equal(await page.inputValue('#reply-text'), '')
})
