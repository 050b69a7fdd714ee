import assert from 'node:assert/strict'
import { test } from 'node:test'
import { giveOut } from '../src/conversations/assignment/give-out.ts'
import { newId } from '../src/lib/ids.ts'
import { atDesk, looks, nameOf, startDesk } from './desk.ts'
import { examine } from './examine.ts'
import { rosa, said, someConversation } from './talk.ts'

// To whom conversations go by themselves, as a manager writes it and an agent sees it.

const { db, cast, open } = await startDesk()
let given = ''

const team = newId()
await db.insertInto('teams').values({ id: team, name: 'Tienda' }).execute()
await db.insertInto('team_members').values({ team_id: team, user_id: cast.marta.id }).execute()
await talk('¿A qué hora abrís mañana?')

async function talk(text: string): Promise<string> {
  const message = said('1', { body: { text }, author: rosa, saidAt: new Date(), language: 'es' })
  const { id } = await someConversation(db, message)
  await db.deleteFrom('readings_due').execute()
  return id
}

test('a manager writes a rule, and what comes in goes by it and says so', async () => {
  await using page = await open('nico', '/settings/assignment', atDesk)
  await examine(page, 'assignment-none')
  await page.locator('.empty .button--primary').click()
  await page.fill('[name=name]', 'Pedidos')
  await page.locator('.form .button--primary').click()
  await page.locator('.field__error').waitFor()
  await page.selectOption('[name=team_id]', { label: 'Tienda' })
  await page.check('[name=how][value=least-busy]')
  await page.locator('.form .button--primary').click()
  await page.locator('[id^=rule-]').waitFor()
  assert.match(await page.locator('[id^=rule-]').innerText(), /Tienda/)

  given = await talk('¿Dónde está mi pedido?')
  await giveOut(db, new Date())
  await page.goto(`/conversations/${given}`)
  await page.getByText('Asignada a Marta por la regla Pedidos, por tener menos').waitFor()
  await page.locator(`#state-${given}`, { hasText: 'Marta' }).waitFor()

  await page.goto('/settings/assignment')
  await page.locator('.notice', { hasText: '1 conversación espera respuesta' }).locator('button').click()
  await page.locator('.notice', { hasText: '1 conversación espera respuesta' }).waitFor({ state: 'detached' })
  assert.equal(await giveOut(db, new Date()), 1)

  await page.fill(`#capacity-${cast.marta.id}`, '2')
  await page.locator('tr', { hasText: 'Marta' }).locator('button').click()
  await page.getByText('Está guardado cuánto puede tener Marta').waitFor()
  assert.equal(await page.inputValue(`#capacity-${cast.marta.id}`), '2')
})

test('a rule is written without script', async () => {
  await using page = await open('nico', '/settings/assignment/new', { ...atDesk, script: false })
  await page.fill('[name=name]', 'Prensa')
  await page.fill('[name=tags]', 'prensa')
  await page.check(`[name=user_ids][value="${cast.nico.id}"]`)
  await page.locator('.form .button--primary').click()
  await page.locator('[id^=rule-]', { hasText: 'Prensa' }).waitFor()
  await talk('Otra pregunta')
  await giveOut(db, new Date())
  await page.goto('/settings/assignment')
  assert.match(await page.locator('[id^=rule-]').first().innerText(), /1 conversación espera a que alguien tenga hueco/)
})

test('somebody says that they are away, and who stands in, and what they have says so', async () => {
  await using page = await open('nico', '/absences', atDesk)
  await examine(page, 'absences-none')
  await page.selectOption('[name=user_id]', { label: 'Marta' })
  await page.selectOption('[name=stand_in_id]', { label: 'Olga' })
  await page.fill('[name=until]', '2001-01-01T09:00')
  await page.locator('.form .button--primary').click()
  await page.locator('.field__error').waitFor()
  await page.fill('[name=until]', '2199-01-01T09:00')
  await page.fill('[name=note]', 'En la montaña, sin teléfono')
  await page.locator('.form .button--primary').click()
  await page.locator('tr', { hasText: 'Marta' }).waitFor()
  await page.goto(`/conversations/${given}`)
  await page
    .getByText(/Marta no está hasta/)
    .first()
    .waitFor()
})

for (const look of looks) {
  const at = nameOf(look)

  test(`the pages of assignment are without barriers (${at})`, async () => {
    await using page = await open('nico', '/settings/assignment', look)
    await examine(page, `assignment-${at}`)
    await page.locator('[id^=rule-] .button[href]').first().click()
    await page.locator('[name=how]').first().waitFor()
    await examine(page, `assignment-rule-${at}`)
    await page.goto('/skills/me')
    await examine(page, `skills-${at}`)
    await page.goto('/absences')
    await page.locator('tr', { hasText: 'Marta' }).waitFor()
    await examine(page, `absences-${at}`)
    await page.goto(`/conversations/${given}`)
    await examine(page, `assignment-conversation-${at}`)
  })
}
