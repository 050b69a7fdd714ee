import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { saveReply } from '../src/conversations/saved-replies/write.ts'
import { record } from '../src/core/events.ts'
import { newId } from '../src/lib/ids.ts'
import { atDesk, looks, nameOf, startDesk } from './desk.ts'
import { examine } from './examine.ts'
import { rosa, said, someConversation } from './talk.ts'

// Saved replies as an agent has them: written, found while answering, put at the cursor, filled in, sent.

const { db, cast, open } = await startDesk()

const team = newId()
await db.insertInto('teams').values({ id: team, name: 'Tienda' }).execute()
await db.insertInto('team_members').values({ team_id: team, user_id: cast.marta.id }).execute()
const ours = [
  {
    name: 'Pedido con retraso',
    teamId: null,
    texts: {
      es: 'Hola, {nombre}. Siento que tu pedido aún no haya llegado. Hoy mismo te digo dónde está el paquete.\n\n{mi-nombre}, de {organización}',
      en: 'Hi {name}, I am sorry your order is late. I will find the parcel today.',
    },
  },
  { name: 'Horario', teamId: team, texts: { es: 'Abrimos los domingos de 9 a 14. Más en {enlace}' } },
  { name: 'Gracias por la idea', teamId: null, texts: { es: 'Gracias por la idea, {nombre}. La paso hoy.' } },
  { name: 'Returns', teamId: null, texts: { en: 'You can return it within thirty days, {name}.' } },
]
const by = { ...cast.nico, teamIds: [] }
for (const one of ours) await db.transaction().execute((tx) => saveReply(tx, one, by))

const nameless = { externalId: 'https://example.org/@x99', name: 'x99', handle: '@x99@example.org' }

const talk = async (text: string, author: typeof nameless | typeof rosa = rosa): Promise<string> => {
  const { id } = await someConversation(
    db,
    said('1', { body: { text }, author, saidAt: new Date(Date.now() - 60_000), language: 'es' }),
  )
  return id
}

const names = (page: Page) => page.locator('dialog[open] .saved__name')

for (const look of looks) {
  const at = nameOf(look)

  test(`the pages of saved replies are without barriers (${at})`, async () => {
    const late = await talk('Mi pedido no ha llegado, ¿dónde está el paquete?', nameless)
    await using page = await open('nico', '/saved-replies', look)
    await examine(page, `saved-list-${at}`)
    await page.locator('#saved-replies .row__link').nth(2).click()
    await page.locator('.saved__text').first().waitFor()
    await examine(page, `saved-one-${at}`)
    await page.goto('/saved-replies/new')
    await page.fill('[name=name]', 'Prueba')
    await page.fill('[name="text.es"]', 'Hola, {nombr}')
    await page.locator('.form .button--primary').click()
    await page.locator('.field__error').waitFor()
    await examine(page, `saved-edit-${at}`)
    await page.goto(`/conversations/${late}`)
    await page.locator('[data-saved-replies]').click()
    await names(page).first().waitFor()
    await examine(page, `saved-window-${at}`)
    await names(page).first().click()
    await page.locator('[data-gaps]:not([hidden])').waitFor()
    await examine(page, `saved-gap-${at}`)
    await page.goto(`/conversations/${late}/saved-replies`)
    await examine(page, `saved-page-${at}`)
  })
}

test('a key opens the list, typing narrows it, and what is chosen comes to the cursor and is a draft', async () => {
  const id = await talk('Mi pedido no ha llegado, ¿dónde está el paquete?')
  await using page = await open('marta', `/conversations/${id}`, atDesk)
  await page.fill('#reply-text', 'Buenas. \n\nUn abrazo')
  await page.evaluate(() => document.querySelector<HTMLTextAreaElement>('#reply-text')?.setSelectionRange(8, 8))
  await page.keyboard.press('Control+/')
  await names(page).first().waitFor()
  assert.equal(await names(page).first().textContent(), 'Pedido con retraso', 'what suits comes first')
  assert.equal(await page.locator('dialog[open] .saved__one').first().getByText('Sugerida').count(), 1)
  await page.keyboard.type('idea')
  await page.waitForFunction(() => document.querySelectorAll('dialog[open] .saved__name').length === 1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => !document.querySelector('dialog[open]'))
  const text = 'Buenas. Gracias por la idea, Rosa. La paso hoy.\n\nUn abrazo'
  assert.equal(await page.inputValue('#reply-text'), text)
  await page.getByText('Borrador guardado').waitFor()
  await page.reload()
  assert.equal(await page.inputValue('#reply-text'), text)
  // Nobody has put the cursor anywhere: it comes after what stands there. The palette leads to it too.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('insertar una')
  await page.keyboard.press('Enter')
  await names(page).getByText('Gracias por la idea').click()
  await page.waitForFunction(() => !document.querySelector('dialog[open]'))
  assert.equal(await page.inputValue('#reply-text'), `${text}\n\nGracias por la idea, Rosa. La paso hoy.`)
})

test('a gap holds the reply back, is chosen to be typed over, and then it leaves', async () => {
  const id = await talk('Mi pedido no ha llegado', nameless)
  await using page = await open('marta', `/conversations/${id}`, atDesk)
  await page.locator('[data-saved-replies]').click()
  await names(page).getByText('Pedido con retraso').click()
  await page.locator('[data-gaps]').getByText('Por rellenar antes de enviar: nombre').waitFor()
  const chosen = () =>
    page.evaluate(() => {
      const text = document.querySelector<HTMLTextAreaElement>('#reply-text')
      return text?.value.slice(text.selectionStart, text.selectionEnd)
    })
  assert.equal(await chosen(), '⟦nombre⟧')
  await page.locator('[data-send]').click()
  assert.equal(await chosen(), '⟦nombre⟧')
  assert.equal((await db.selectFrom('replies').select('id').where('conversation_id', '=', id).execute()).length, 0)
  await page.keyboard.type('Ana')
  await page.locator('[data-gaps]').waitFor({ state: 'hidden' })
  await page.locator('[data-send]').click()
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('#reply-text')?.value === '')
  const sent = await db.selectFrom('replies').select(['id', 'text']).where('conversation_id', '=', id).execute()
  assert.match(sent[0]?.text ?? '', /^Hola, Ana\. [\s\S]*Marta, de /)
  // What the outbox says once the network has it.
  await db
    .transaction()
    .execute((tx) => record(tx, 'reply.sent', { conversation: { id }, data: { reply: sent[0]?.id ?? '' } }))
  await page.goto('/saved-replies')
  await page.locator('.row', { hasText: 'Pedido con retraso' }).getByText('Usada una vez').waitFor()
})

test('variables are put into the text of a saved reply by their buttons, and a removal is undone', async () => {
  await using page = await open('nico', '/saved-replies/new', atDesk)
  await page.fill('[name=name]', 'De vuelta')
  await page.fill('[name="text.es"]', 'Hola, ')
  await page.locator('.saved__language').first().getByRole('button', { name: '{nombre}', exact: true }).click()
  await page.keyboard.type('. Ya estamos de vuelta.')
  await page.locator('.form .button--primary').click()
  await page.getByRole('heading', { name: 'De vuelta' }).waitFor()
  assert.match((await page.locator('.saved__text').first().textContent()) ?? '', /^Hola, \{nombre\}\. Ya estamos/)
  await page.getByRole('button', { name: 'Quitar' }).click()
  await page.locator('.toast', { hasText: 'se ha quitado' }).waitFor()
  await page.locator('.toast button[data-key=z]').click()
  await page.getByRole('heading', { name: 'De vuelta' }).waitFor()
  await page.getByText('«De vuelta» está de vuelta.').waitFor()
})

test('what one is writing becomes a saved reply, and no address has it', async () => {
  const id = await talk('Mi pedido no ha llegado')
  await using page = await open('nico', `/conversations/${id}`, atDesk)
  await page.fill('#reply-text', 'Te llega mañana sin falta.')
  await page.keyboard.press('Control+/')
  await page.getByRole('link', { name: 'Guardar lo que escribo' }).click()
  await page.waitForURL('**/saved-replies/new')
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('[data-begins]')?.value !== '')
  assert.equal(await page.inputValue('[name="text.es"]'), 'Te llega mañana sin falta.')
  await page.goto('/saved-replies/new')
  assert.equal(await page.inputValue('[name="text.es"]'), '')
})

test('what is being written into a form stays when the page is drawn anew around it', async () => {
  await using page = await open('nico', '/saved-replies/new', atDesk)
  await page.fill('[name=name]', 'A medias')
  await page.fill('[name="text.es"]', 'Hola, {nombre}. Estoy en')
  await page.evaluate(async () => {
    const drawn = new Promise((resolve) => addEventListener('turbo:render', resolve, { once: true }))
    ;(globalThis as unknown as { Turbo: { session: { refresh(url: string): void } } }).Turbo.session.refresh(
      location.href,
    )
    await drawn
  })
  assert.equal(await page.inputValue('[name=name]'), 'A medias')
  assert.equal(await page.inputValue('[name="text.es"]'), 'Hola, {nombre}. Estoy en')
})

test('without script: what was written is kept, one is chosen on its page, and it is in the text', async () => {
  const id = await talk('Mi pedido no ha llegado')
  await using page = await open('marta', `/conversations/${id}`, { ...atDesk, script: false })
  await page.fill('#reply-text', 'Buenas tardes.')
  await page.locator('[data-saved-replies]').click()
  await page.fill('input[type=search][name=q]', 'idea')
  await page.keyboard.press('Enter')
  await page.locator('.saved__choose').click()
  assert.equal(await page.inputValue('#reply-text'), 'Buenas tardes.\n\nGracias por la idea, Rosa. La paso hoy.')
})
