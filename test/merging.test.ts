import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atDesk, startDesk } from './desk.ts'
import { examine } from './examine.ts'
import { heard, said, someConversation } from './talk.ts'

// Which messages stand together, as an agent puts them together and apart.

const rosa = { externalId: 'https://example.org/@rosa', name: 'Rosa Camacho', handle: '@rosa@example.org' }
const minutes = (ago: number) => new Date(Date.now() - ago * 60_000)
const ask = (id: string, text: string, more: Parameters<typeof said>[1] = {}) =>
  said(id, { body: { text }, author: rosa, language: 'es', saidAt: minutes(id === '1' ? 90 : 60), ...more })

const { db, open, everyLook } = await startDesk()
const { id: asked } = await someConversation(db, ask('1', '¿Dónde está mi pedido 5512? Lo espero desde el lunes.'))
const { id: wrote, channel: inPrivate } = await someConversation(
  db,
  ask('1', 'Soy Rosa, mi pedido es el 5512 y esta es mi dirección nueva.', { visibility: 'direct' }),
  ask('2', 'Por cierto, ¿tenéis descafeinado de Etiopía?', { visibility: 'direct', parentExternalId: '1' }),
)
await db.deleteFrom('readings_due').execute()

test('the same person about the same thing on two windows becomes one conversation, and an answer says where it goes', async () => {
  await everyLook('marta', `/conversations/${asked}/merge`, 'merge-pick')
  await everyLook('marta', `/conversations/${asked}/merge?other=${wrote}`, 'merge-both')
  await using page = await open('marta', `/conversations/${asked}`, atDesk)
  await page.locator('t-composer').waitFor()
  await page.keyboard.press('m')
  await page.locator(`#pick-${wrote} a`).click()
  await page.locator('.compared-two').waitFor()
  await page.locator('.form .button--primary').click()
  await page.locator('.toast', { hasText: 'Unidas' }).waitFor()
  await page.getByText('descafeinado de Etiopía').first().waitFor()
  await page.locator('.audiences a', { hasText: 'Público' }).click()
  await page.locator('.composer--public .composer__audience', { hasText: 'Responder en público' }).waitFor()
  await page.locator('.audiences a', { hasText: 'Privado' }).click()
  await page.locator('.composer--private .composer__audience', { hasText: 'Responder en privado' }).waitFor()
  assert.match(await page.locator('t-composer [data-send]').innerText(), /en privado/)
  await everyLook('marta', `/conversations/${asked}`, 'merged')
})

test('a message that is about something else becomes a conversation of its own, without script', async () => {
  await using page = await open('marta', `/conversations/${asked}`, { ...atDesk, script: false })
  const row = page.locator('.remark', { hasText: 'descafeinado' }).last()
  await row.locator('a[href*="/split?message="]').click({ force: true })
  await page.locator('#split').waitFor()
  const split = new URL(page.url())
  await everyLook('marta', `${split.pathname}${split.search}`, 'split')
  await page.locator('#split .button--primary').click()
  await page.locator('.related', { hasText: 'Esta salió de ella' }).waitFor()
  assert.equal(await page.locator('.talk .remark').count(), 1)
  await page.locator('.related button', { hasText: 'Deshacer' }).click()
  await page.getByText('Deshecho').waitFor()
  assert.equal(new URL(page.url()).pathname, `/conversations/${asked}`)
  assert.equal(await page.locator('.talk .remark').count(), 3)
})

test('undone later, each has what came to it meanwhile; and what is related is linked', async () => {
  await heard(db, inPrivate, ask('3', '¿Hola?', { parentExternalId: '2', saidAt: minutes(1) }))
  await using page = await open('marta', `/conversations/${asked}`, atDesk)
  await page.locator('.related button', { hasText: 'Deshacer' }).click()
  await page.locator('.toast', { hasText: 'Deshecho' }).waitFor()
  await page.goto(`/conversations/${wrote}/links?other=${asked}`)
  await page.fill('[name=why]', 'El mismo pedido')
  await page.locator('.form .button--primary').click()
  await page.locator('.related', { hasText: 'El mismo pedido' }).waitFor()
  assert.equal(await page.locator('.talk .remark').count(), 3)
  await examine(page, 'linked')
  await page.locator('.related button', { hasText: 'Quitar el enlace' }).click()
  await page.locator('.toast', { hasText: 'Enlace quitado' }).waitFor()
  assert.equal(await page.locator('.related').count(), 0)
})
