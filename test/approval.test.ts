import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approvalRuleGiven } from '../src/conversations/approval/rule.ts'
import { approvalRules } from '../src/conversations/approval/save-rule.ts'
import { setTrainees } from '../src/conversations/approval/trainees.ts'
import { reply } from '../src/conversations/reply.ts'
import { newId } from '../src/lib/ids.ts'
import { startDesk } from './desk.ts'
import { heard, said } from './talk.ts'

// Four eyes in a browser, with script and without.

const { world, db, cast, open, everyLook, talk, undoFor } = await startDesk()
await undoFor(10)
await world.tx(async (tx) => {
  const more = { name: 'Those who are learning', trainees: true, user_ids: [cast.nico.id] }
  await approvalRules.make(tx, approvalRuleGiven.parse(more), cast.olga)
  const money = { name: 'Money back', words: ['reembolso', 'refund*'] }
  await approvalRules.make(tx, approvalRuleGiven.parse(money), cast.olga)
  await setTrainees(tx, [cast.marta.id], cast.olga)
})

const text = 'Hola, Lucas: tu café sale mañana por la mañana. Perdona la espera.'
const asked = async () => {
  const it = await talk()
  const replyId = newId()
  await world.tx((tx) => reply(tx, world.app.board.connectors, it.id, { id: replyId, text }, cast.marta))
  return { ...it, replyId }
}
const statesOf = async (id: string) => {
  const rows = await db
    .selectFrom('deliveries as d')
    .innerJoin('replies as r', 'r.id', 'd.reply_id')
    .select('d.state')
    .where('r.conversation_id', '=', id)
    .execute()
  return rows.map((row) => row.state)
}

test('one asks, the other is called, reads, changes a word and lets it leave; live for both', async () => {
  const { id } = await talk()
  await using hers = await open('marta', `/conversations/${id}`)
  await using his = await open('nico', '/conversations?view=approve')
  const waiting = his.locator(`#nav-count-approve-${cast.nico.id}`)
  await waiting.waitFor({ state: 'attached' })
  await hers.fill('#reply-text', text)
  await hers.getByRole('button', { name: 'Send to Scripted' }).first().click()
  const thread = hers.locator('.talk')
  await thread.getByText('Waits for approval by Nico or Olga · Those who are learning').waitFor()
  await waiting.getByText('1').waitFor({ state: 'attached' })
  // It comes to his list by itself.
  await his.locator('.row__link').first().click()
  await his.locator('.talk').getByRole('link', { name: 'Look at it' }).click()
  const words = his.locator('#decide-text')
  await words.fill(`${text} Un saludo.`)
  await his.getByRole('button', { name: 'Approve and send to Scripted' }).click()
  await thread.getByText('Nico changed Marta’s answer and approved it').waitFor()
  await thread.getByText('Leaves for Scripted in a moment').waitFor()
  await thread.getByText('Un saludo.').waitFor()
  assert.deepEqual(await statesOf(id), ['waiting'])
  await waiting.getByText('1').waitFor({ state: 'detached' })
})

test('from the list of what waits one comes to the answer itself; what was approved can be undone', async () => {
  const { id } = await asked()
  await using page = await open('nico', '/conversations?view=approve', { script: false })
  await page.locator('.row__link').first().click()
  await page.getByText('Marta asks for approval · Those who are learning').waitFor()
  await page.getByRole('button', { name: 'Approve and send to Scripted' }).click()
  await page.getByText('Approved. It leaves for Scripted in a moment.').waitFor()
  await page.locator('.toast, .flash').getByRole('button', { name: 'Undo' }).first().click()
  await page.getByText('It waits for approval again.').waitFor()
  assert.deepEqual(await statesOf(id), ['awaiting-approval'])
  await db.updateTable('reply_approvals').set({ decision: 'withdrawn', decided_at: new Date() }).execute()
})

test('without script: what was said meanwhile stands before it, and it goes back with a remark', async () => {
  const { id, channel, replyId } = await asked()
  const later = said('2', { parentExternalId: '1', saidAt: new Date(), body: { text: 'Déjalo, ya lo encontré.' } })
  await heard(db, channel, later)
  await using page = await open('nico', `/conversations/${id}?decide=${replyId}`, { script: false })
  await page.getByText('Something was said after this was asked').waitFor()
  await page.getByRole('button', { name: 'Approve anyway and send to Scripted' }).waitFor()
  await page.getByText('Send it back with a remark').click()
  await page.getByLabel('What Marta should know').fill('Ya no hace falta: despídete y nada más.')
  await page.getByRole('button', { name: 'Send it back', exact: true }).click()
  await page.getByText('Nico sent Marta’s answer back: “Ya no hace falta').waitFor()
  assert.deepEqual(await statesOf(id), ['withdrawn'])
  assert.equal(await page.inputValue('#reply-text'), text, 'it is the draft again')
})

test('every page of it, in each language, scheme and width', async () => {
  const { id, channel, replyId } = await asked()
  await heard(db, channel, said('3', { parentExternalId: '1', saidAt: new Date(), body: { text: '¿Hola?' } }))
  await everyLook('nico', `/conversations/${id}?decide=${replyId}`, 'approval-decide')
  await everyLook('marta', `/conversations/${id}`, 'approval-waiting')
  await everyLook('marta', `/conversations/${id}?decide=${replyId}`, 'approval-own')
  await everyLook('nico', '/conversations?view=approve', 'approval-list')
  await everyLook('nico', '/settings/approval', 'approval-rules')
  await everyLook('nico', '/settings/approval/new', 'approval-rule')
})
