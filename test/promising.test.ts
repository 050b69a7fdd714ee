import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startDesk } from './desk.ts'
import { violations } from './examine.ts'
import { said, someConversation } from './talk.ts'

// What we promise, and what to do about what was said, in a browser, with script and without.

const { db, cast, open, everyLook, undoFor } = await startDesk()
await undoFor(10)

/** Lucas complains. */
async function talk(): Promise<string> {
  const text = 'El café llegó molido y lo pedí en grano'
  const { id } = await someConversation(db, said('1', { body: { text }, saidAt: new Date(Date.now() - 180_000) }))
  const reads = { mood: -1, intents: 1, urgency: 1, abuse: 0, language: 'es' }
  await db.updateTable('conversations').set(reads).where('id', '=', id).execute()
  return id
}
const promised = (id: string) =>
  db.selectFrom('promises').select(['quote', 'made_at', 'state']).where('conversation_id', '=', id).execute()

const text = 'Perdona, Lucas: te mandamos el molido y no era. Mañana te escribimos con el envío.'

test('one click keeps what the text promises; it stands when it is sent, and is kept with another click, live', async () => {
  const id = await talk()
  await using page = await open('marta', `/conversations/${id}`, { language: 'en' })
  await page.fill('#reply-text', text)
  const beside = page.getByRole('list', { name: 'Promised in this text' })
  await beside.getByRole('button', { name: 'Keep it as a promise' }).click()
  await beside.getByText('once this has left').waitFor()
  assert.deepEqual(await promised(id), [{ quote: 'Mañana te escribimos con el envío', made_at: null, state: 'open' }])
  await page.locator('#reply [data-send]').click()
  const strip = page.getByRole('region', { name: 'Promised in this conversation' })
  await strip.getByText('Mañana te escribimos con el envío').waitFor()
  await strip.getByRole('button', { name: 'Kept' }).click()
  await strip.waitFor({ state: 'detached' })
  assert.equal((await promised(id))[0]?.state, 'kept')
})

test('without a date it asks for one; by hand it needs no words of the text', async () => {
  const id = await talk()
  await using page = await open('marta', `/conversations/${id}`, { language: 'en' })
  await page.fill('#reply-text', 'Hola, Lucas. En cuanto lo sepamos te avisamos, y perdona el lío con el molido.')
  const beside = page.getByRole('list', { name: 'Promised in this text' })
  await beside.getByText('a promise without a date').waitFor()
  assert.deepEqual(await violations(page, '.composer'), [])
  await beside.getByRole('button', { name: 'Keep it as a promise' }).click()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'promise-due-0')
  const year = new Date().getFullYear() + 1
  await page.locator('#promise-due-0').fill(`${year}-01-04T10:00`)
  await beside.getByRole('button', { name: 'Keep it as a promise' }).click()
  await beside.getByText('once this has left').waitFor()
  await page.getByRole('button', { name: 'Promise', exact: true }).click()
  await page.locator('#promise-what').fill('Mandar dos bolsas')
  await page.locator('#promise-by').fill(`${year}-01-05T10:00`)
  await page.locator('#promise-by-hand').getByRole('button', { name: 'Keep it as a promise' }).click()
  await beside.getByText('Mandar dos bolsas').waitFor()
  assert.equal((await promised(id)).length, 2)
})

test('without script: checked, kept, sent, and openly broken after they were written to', async () => {
  const id = await talk()
  await using page = await open('marta', `/conversations/${id}`, { language: 'es', script: false })
  await page.fill('#reply-text', text)
  await page.getByRole('button', { name: 'Revisar lo que he escrito' }).click()
  await page.getByRole('button', { name: 'Guardarla como promesa' }).first().click()
  await page.getByText('cuando esto haya salido').waitFor()
  assert.equal(await page.inputValue('#reply-text'), text)
  await page.locator('#reply [data-send]').click()
  const strip = page.getByRole('region', { name: 'Prometido en esta conversación' })
  await strip.getByRole('button', { name: /^Más sobre/ }).click()
  await strip.getByRole('link', { name: 'No se cumplió' }).click()
  await page.getByRole('link', { name: 'Escribir a Lucas Prieto' }).click()
  await page.getByText('Prometiste a Lucas Prieto').waitFor()
  assert.equal(await page.inputValue('#reply-text'), '', 'the words are theirs to find')
  await page.getByRole('link', { name: 'Marcar como incumplida' }).click()
  await page.getByRole('button', { name: 'Marcar como incumplida' }).click()
  await page.goto('/promises?whose=all&state=broken')
  await page.getByText('Mañana te escribimos con el envío').waitFor()
})

test('truth first: one click says that it is so, and what to do about it follows', async () => {
  const id = await talk()
  await using page = await open('marta', `/conversations/${id}`, { language: 'en' })
  const tree = page.locator(`#response-${id}`)
  await tree.getByText('Is what they say so?').first().waitFor()
  await tree.getByRole('button', { name: 'Yes' }).click()
  await tree.getByText('they were let down: put it right').waitFor()
  await tree.locator('summary').click()
  assert.deepEqual(await violations(page, `#response-${id}`), [])
  await using other = await open('nico', `/conversations/${id}`, { language: 'en' })
  const theirs = other.locator(`#response-${id}`)
  await theirs.getByText('they were let down: put it right').waitFor()
  await tree.getByRole('button', { name: 'Only watch' }).click()
  await tree.getByText('proposed: Make good').waitFor()
  await tree.getByRole('button', { name: 'Follow it' }).waitFor()
  await theirs.getByText('proposed: Make good').waitFor()
})

test('nothing stands in the way, in either language and scheme, wide and narrow', async () => {
  const id = await talk()
  const { identity_id, id: message_id } = await db
    .selectFrom('messages')
    .select(['id', 'identity_id'])
    .where('conversation_id', '=', id)
    .executeTakeFirstOrThrow()
  const row = (n: number, hours: number) => ({
    id: `00000000-0000-7000-8000-00000000000${n}`,
    conversation_id: id,
    message_id,
    identity_id,
    quote: null,
    what: n === 1 ? 'Mañana te escribimos con el envío y el número de seguimiento' : 'Mandar dos bolsas de Etiopía',
    due_at: new Date(Date.now() + hours * 3_600_000),
    answers_for: n === 1 ? cast.marta.id : null,
    written_by: cast.marta.id,
    made_at: new Date(Date.now() - 60_000),
  })
  await db
    .insertInto('promises')
    .values([row(1, -3), row(2, 40)])
    .execute()
  const { person_id } = await db
    .selectFrom('identities')
    .select('person_id')
    .where('id', '=', identity_id)
    .executeTakeFirstOrThrow()
  await everyLook('marta', `/people/${person_id}`, 'promised-person')
  await everyLook('marta', `/conversations/${id}?promise=00000000-0000-7000-8000-000000000001`, 'promised')
  await everyLook('marta', '/promises?whose=all', 'promises')
  await everyLook('marta', '/promises/00000000-0000-7000-8000-000000000001', 'promise')
  await everyLook('marta', `/conversations/${id}/promises`, 'promise-new')
})
