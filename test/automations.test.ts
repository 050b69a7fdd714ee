import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { looks, nameOf, startDesk } from './desk.ts'
import { examine } from './examine.ts'
import { said, someConversation } from './talk.ts'

// Automations and macros as somebody writes, tries and runs them.

const { db, address, open } = await startDesk()

test('without script one is written, looked at on the past, and switched on', async () => {
  await someConversation(db, said('1', { body: { text: 'Quiero un reembolso' }, saidAt: new Date() }))
  await using page = await open('nico', '/settings/automations/new', { script: false, scheme: 'dark' })
  const [whom, time] = [page.locator('#field-d1_to'), page.locator('#field-d1_time')]
  assert.deepEqual([await whom.isVisible(), await page.locator('#field-minutes').isVisible()], [false, false])
  await page.fill('#field-name', 'Reembolsos')
  await page.fill('#field-g1_words', 'reembolso')
  await page.selectOption('#field-d1_do', 'snooze')
  assert.deepEqual([await whom.isVisible(), await time.isVisible()], [false, true])
  await page.selectOption('#field-d1_do', 'tag')
  await page.fill('#field-d1_tag', 'dinero')
  await page.click('form[action="/settings/automations"] .button--primary')
  await page.waitForURL(/automations\/[0-9a-f-]{36}$/)
  await page.click('form[action$="/rehearsals"] button')
  await page.waitForURL(/#rehearsal-/)
  await page.getByText('It would have acted once, in one conversation').waitFor()
  await page.getByRole('button', { name: 'Switch it on' }).click()
  await page.getByRole('button', { name: 'Switch it off' }).waitFor()
})

test('a macro is run by key, and undone', async () => {
  const { id } = await someConversation(db, said('2', { saidAt: new Date() }))
  await using page = await open('marta', '/macros/new')
  await page.fill('#field-name', 'Al taller')
  await page.selectOption('#field-d1_do', 'tag')
  await page.fill('#field-d1_tag', 'taller')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL(`${address}/macros`)
  await page.goto(`/conversations/${id}`)
  await page.keyboard.press('d')
  await page.locator('#macros').getByRole('button', { name: 'Al taller' }).click()
  await page.locator('.chip', { hasText: 'taller' }).first().waitFor()
  await page.locator('.talk form[action*="/macros/runs/"] button').click()
  await page.getByText('What it did is undone.').waitFor()
  const { rows } = await sql`select from conversation_tags where conversation_id = ${id}`.execute(db)
  assert.equal(rows.length, 0)
})

for (const look of looks)
  test(`the pages are without barriers (${nameOf(look)})`, async () => {
    const [one] = await db.selectFrom('automations').select('id').limit(1).execute()
    const paths = [`/settings/automations/${one?.id}`, '/settings/automations/new', '/macros', '/macros/new']
    await using page = await open('nico', '/settings/automations', look)
    await examine(page, `automations-${nameOf(look)}`)
    for (const path of paths) {
      await page.goto(path)
      await examine(page, `${path.split('/').slice(1).join('-')}-${nameOf(look)}`)
    }
  })
