import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { resettle } from '../src/conversations/service-levels/resettle.ts'
import { tellDue } from '../src/conversations/service-levels/tell.ts'
import { newId } from '../src/lib/ids.ts'
import { atDesk, looks, nameOf, startDesk } from './desk.ts'
import { examine } from './examine.ts'
import { rosa, said, someConversation } from './talk.ts'

// By when people are answered, as a manager writes it and an agent sees it.

const { db, open } = await startDesk()

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)

async function talk(text: string, hours: number): Promise<string> {
  const message = said('1', { body: { text }, author: rosa, saidAt: hoursAgo(hours), language: 'es' })
  return (await someConversation(db, message)).id
}

await db.insertInto('teams').values({ id: newId(), name: 'Tienda' }).execute()
const late = await talk('Llevo desde ayer esperando mi pedido', 5)
await talk('¿A qué hora abrís mañana?', 0.5)

test('a manager writes working time and a service level, and what is late says so', async () => {
  await using page = await open('nico', '/settings/service-levels', atDesk)
  await examine(page, 'levels-none')
  await page.goto('/settings/calendars')
  await page.locator('.empty .button--primary').click()
  await page.fill('[name=name]', 'Oficina de Madrid')
  for (const day of [0, 1, 2, 3, 4, 5, 6]) await page.fill(`[name=hours_${day}]`, '0-24')
  await page.fill('[name=hours_0]', 'a veces')
  await page.locator('.form .button--primary').click()
  await page.locator('.field__error').waitFor()
  await page.fill('[name=hours_0]', '0-24')
  await page.locator('.form .button--primary').click()
  await page.locator('#days').waitFor()
  await page.fill('#days [name=day]', '12-25')
  await page.fill('#days [name=name]', 'Navidad')
  await page.locator('#days .form .actions .button').click()
  await page.locator('#days table').waitFor()

  await page.goto('/settings/service-levels/new')
  await page.fill('[name=name]', 'Todo el mundo')
  await page.fill('[name=first_answer]', 'pronto')
  await page.fill('[name=step_after_1]', '1 h')
  await page.selectOption('[name=step_to_1]', { label: 'Tienda' })
  await page.locator('.form .button--primary').click()
  await page.locator('.field__error').waitFor()
  await page.fill('[name=first_answer]', '4 h')
  await page.locator('.form .button--primary').click()
  await page.locator('[id^=level-]').first().waitFor()
  await resettle(db, new Date())
  await page.goto('/conversations?due=late')
  assert.equal(await page.locator('#inbox-list .row').count(), 1)
  await page.locator('#inbox-list .row__link').click()
  await page.locator(`#state-${late} .chip--wine`).waitFor()
  assert.match(await page.locator(`#state-${late}`).innerText(), /Tarde/)
})

test('what becomes late says so on the pages that show it, and rings', async () => {
  const id = await talk('Me corre prisa', 3.99)
  await using page = await open('nico', `/conversations/${id}`, atDesk)
  await page.locator(`#state-${id} .chip--saffron`).waitFor()
  const past = sql<Date>`now() - interval '1 minute'`
  await sql`update service_clocks set running_since = running_since - interval '1 minute',
    due_at = ${past}, next_at = ${past} where conversation_id = ${id} and kind = 'answer'`.execute(db)
  await sql`update conversations set answer_due = ${past} where id = ${id}`.execute(db)
  await tellDue(db, new Date())
  await page.locator(`#state-${id} .chip--wine`).waitFor()
  await page
    .locator('.remark', { hasText: 'La primera respuesta llega tarde' })
    .or(page.getByText('llega tarde'))
    .first()
    .waitFor()
  await page.goto('/notifications')
  assert.match(await page.locator('main').innerText(), /Vence pronto: |Tarde: /)
})

for (const look of looks) {
  const at = nameOf(look)

  test(`the pages of service levels are without barriers (${at})`, async () => {
    await using page = await open('nico', '/settings/calendars', look)
    await examine(page, `calendars-${at}`)
    await page.locator('.card .button').first().click()
    await page.locator('#days').waitFor()
    await examine(page, `calendar-${at}`)
    await page.goto('/settings/service-levels')
    await examine(page, `levels-${at}`)
    await page.locator('.card .actions a').first().click()
    await page.locator('[name=warn_before]').waitFor()
    await examine(page, `level-${at}`)
    await page.goto('/conversations')
    await examine(page, `due-list-${at}`)
    await page.goto(`/conversations/${late}`)
    await examine(page, `due-conversation-${at}`)
    await page.goto('/conversations?due=tomorrow')
    await examine(page, `due-none-${at}`)
  })
}

test('all of it works without script', async () => {
  await using page = await open('nico', '/settings/service-levels/new', { ...atDesk, script: false })
  await page.fill('[name=name]', 'Prensa')
  await page.fill('[name=tags]', 'prensa')
  await page.locator('.form .button--primary').click()
  await page.locator('.card', { hasText: 'Prensa' }).locator('form button').first().click()
  assert.match(await page.locator('.card__title').first().innerText(), /1\. Prensa/)
})
