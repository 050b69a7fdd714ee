import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { heard, said } from '../../../test/talk.ts'
import { close } from '../close.ts'
import { deliveriesOf } from '../deliveries.ts'
import { findDraft, keepDraft } from '../draft.ts'
import { findInbox } from '../inbox.ts'
import { reply } from '../reply.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { approvalKit, text } from './approval.test-kit.ts'

let world: World
let kit: ReturnType<typeof approvalKit>
before(async () => {
  world = await createWorld()
  kit = approvalKit(world)
  await kit.learning(world.cast.marta)
})
beforeEach(async () => {
  await kit.noRules()
})
after(() => world.drop())

const as = (who: keyof World['cast']) => world.as(world.cast[who])
const approve = (who: keyof World['cast'], replyId: string, more: object = {}) =>
  as(who)(`/replies/${replyId}/approval`, json('POST', more))
const textsOf = async (replyId: string) => (await deliveriesOf(world.db, replyId)).map((part) => part.text)
const asking = async (replyId: string) => (await as('olga')(`/replies/${replyId}/approval`, json('GET'))).json()
const waitingFor = async (who: keyof World['cast']) => {
  const { rows } = await findInbox(world.db, world.cast[who], { view: 'approve' })
  return rows.map(({ id }) => id)
}

test('nobody approves their own, observers and those who are not named neither; with why', async () => {
  await kit.rule()
  const { id, replyId } = await kit.asked()
  for (const [who, status] of [
    ['marta', 403],
    ['vera', 403],
  ] as const)
    assert.equal((await approve(who, replyId)).status, status, who)
  assert.match((await (await approve('marta', replyId)).json()).detail, /Nobody approves an answer of their own/)
  assert.ok(await kit.waits(replyId))
  assert.deepEqual(await world.eventsOf(id), ['reply.asked'])
  assert.deepEqual([await waitingFor('nico'), await waitingFor('marta')], [[id], []])
})

test('whom a rule names may, and owners; other managers not, until nobody of them is here', async () => {
  const { nico, marta, olga } = world.cast
  await kit.rule({ trainees: false, user_ids: [marta.id] })
  const talk = await kit.asked()
  await world.tx((tx) => reply(tx, world.connectors, talk.id, { id: crypto.randomUUID(), text: 'Soy Nico.' }, nico))
  const rows = await world.db.selectFrom('replies').select('id').where('written_by', '=', nico.id).execute()
  const own = rows.at(-1)?.id ?? ''
  assert.equal((await approve('nico', own)).status, 403)
  assert.deepEqual(await waitingFor('marta'), [talk.id], 'she is named')
  assert.ok((await waitingFor('olga')).includes(talk.id))
  // Marta's own: nobody else is named, so managers may.
  assert.equal((await approve('nico', talk.replyId, { seen: 9e9 })).status, 200)
  await world.db.updateTable('users').set({ deactivated_at: new Date() }).where('id', '=', marta.id).execute()
  try {
    const left = await asking(own)
    assert.deepEqual([left.decision, left.may_decide], [null, true], 'it waits, and somebody may decide')
  } finally {
    await world.db.updateTable('users').set({ deactivated_at: null }).where('id', '=', marta.id).execute()
  }
  await kit.noRules()
  assert.ok((await waitingFor('olga')).includes(talk.id), 'a rule that is gone lets nothing go')
  assert.equal((await as('olga')(`/replies/${own}/approval`, json('POST', { seen: 9e9 }))).status, 200)
  assert.equal(olga.role, 'owner')
})

test('where nobody else is here who may, it is refused and the text comes back', async () => {
  const { nico, marta, olga } = world.cast
  await kit.rule({ name: 'Everybody', trainees: false })
  const gone = [nico.id, olga.id]
  await world.db.updateTable('users').set({ deactivated_at: new Date() }).where('id', 'in', gone).execute()
  try {
    await assert.rejects(kit.asked(), /approval-nobody/)
    assert.equal(marta.role, 'agent')
  } finally {
    await world.db.updateTable('users').set({ deactivated_at: null }).where('id', 'in', gone).execute()
  }
})

test('two decide at once: one of them does, and the other is told who was first', async () => {
  await kit.rule()
  const { id, replyId } = await kit.asked()
  const answers = await Promise.all([
    approve('nico', replyId),
    as('olga')(`/replies/${replyId}/return`, json('POST', { remark: 'Por su nombre.' })),
  ])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409])
  const loser = answers.find(({ status }) => status === 409)
  assert.match((await loser?.json())?.detail, /(Nico approved|Olga sent) it/)
  const kinds = await world.eventsOf(id)
  assert.equal(kinds.filter((kind) => kind === 'reply.approved' || kind === 'reply.sent-back').length, 1)
})

test('approved with other words: they leave, what it said is kept, and nothing of a thread is left behind', async () => {
  await kit.rule()
  const { replyId } = await kit.asked({ parts: ['Hola, Lucas.', 'Mañana llega.', 'Un saludo.'] })
  assert.equal((await approve('nico', replyId, { text: '  ' })).status, 422)
  assert.equal((await approve('nico', replyId, { text: 'larga '.repeat(100) })).status, 200, 'a thread stays one')
  assert.equal((await textsOf(replyId)).length, 2)
  const { revisions, decided_by } = await asking(replyId)
  assert.equal(revisions[0].text, 'Hola, Lucas.\n\nMañana llega.\n\nUn saludo.')
  assert.deepEqual([revisions[0].replaced_by.name, decided_by.name], ['Nico', 'Nico'])
  const one = await kit.asked()
  assert.equal((await approve('nico', one.replyId, { text: 'larga '.repeat(100) })).status, 422, 'too long for one')
  assert.equal((await approve('nico', one.replyId, { text: text.replace('\n', '\r\n') })).status, 200)
  assert.deepEqual((await asking(one.replyId)).revisions, [], 'the same words are no change')
})

test('each rule that fits is met, also by the words of whoever approves; who may by both approves once', async () => {
  const { olga, marta } = world.cast
  await kit.rule()
  await kit.rule({ name: 'Money', trainees: false, words: ['reembolso'], user_ids: [olga.id] })
  const first = await kit.asked({ text: 'Hola, Lucas: hay reembolso.' })
  assert.equal((await approve('nico', first.replyId)).status, 200)
  assert.ok(await kit.waits(first.replyId), 'it waits by the other rule')
  assert.equal((await asking(first.replyId)).rule.name, 'Money')
  assert.equal((await approve('nico', first.replyId)).status, 403)
  assert.equal((await approve('olga', first.replyId)).status, 200)
  assert.deepEqual(await kit.statesOf(first.replyId), ['waiting'])
  const second = await kit.asked()
  assert.equal((await approve('nico', second.replyId, { text: 'Hola, Lucas: hay REEMBOLSO.' })).status, 200)
  assert.ok(await kit.waits(second.replyId), 'what a second one writes is read too')
  assert.equal((await approve('nico', second.replyId)).status, 403, 'his words now')
  assert.equal((await approve('olga', second.replyId)).status, 200)
  const third = await kit.asked({ text: 'Hola, Lucas: hay reembolso.' })
  assert.equal((await approve('olga', third.replyId)).status, 200)
  assert.deepEqual(await kit.statesOf(third.replyId), ['waiting'])
  assert.equal(marta.role, 'agent')
})

test('sent back with a remark: the text is the draft again, with what was written since, and the remark in the thread', async () => {
  const { marta } = world.cast
  await kit.rule()
  const { id, replyId } = await kit.asked()
  assert.equal(await findDraft(world.db, id), undefined)
  await world.tx((tx) => keepDraft(tx, id, { text: 'Y otra cosa.' }, marta))
  const none = await as('nico')(`/replies/${replyId}/return`, json('POST', { remark: ' ' }))
  assert.equal(none.status, 422)
  const remark = 'Dile a qué hora.'
  assert.equal((await as('nico')(`/replies/${replyId}/return`, json('POST', { remark }))).status, 200)
  const draft = await findDraft(world.db, id)
  assert.equal(draft?.text, `${text}\n\nY otra cosa.`)
  assert.deepEqual(
    draft?.writers.map(({ name }) => name),
    ['Marta'],
  )
  assert.deepEqual(await kit.statesOf(replyId), ['withdrawn'])
  const page = await (await as('marta')(`/conversations/${id}`)).text()
  assert.ok(page.includes('Nico sent Marta’s answer back: “Dile a qué hora.”'))
  assert.ok(!(await waitingFor('nico')).includes(id))
})

test('its author takes it back, others do not; and what was approved is asked for anew with other words', async () => {
  await kit.rule()
  await kit.rule({ name: 'Nobody’s', trainees: false, words: ['zzz'] })
  const later = new Date(Date.now() + 86_400_000)
  const { id, replyId } = await kit.asked({ leavesAt: later })
  assert.equal((await approve('nico', replyId)).status, 200)
  assert.deepEqual(await kit.statesOf(replyId), ['waiting'])
  assert.equal((await as('marta')(`/replies/${replyId}`, json('DELETE'))).status, 200)
  const again = await as('marta')(`/conversations/${id}/replies`, json('POST', { text: `${text} Un saludo.` }))
  assert.equal((await again.json()).deliveries[0].state, 'awaiting-approval')
  const other = await kit.asked()
  const pepe = { ...world.cast.marta, id: crypto.randomUUID(), name: 'Pepe' }
  await world.db
    .insertInto('users')
    .values({ id: pepe.id, name: 'Pepe', email: 'pepe@example.org', role: 'agent', deactivated_at: null, image: null })
    .execute()
  assert.equal((await world.as(pepe)(`/replies/${other.replyId}`, json('DELETE'))).status, 403)
  assert.equal((await as('marta')(`/replies/${other.replyId}`, form('DELETE'))).status, 303)
  assert.equal((await findDraft(world.db, other.id))?.text, text)
  assert.equal((await asking(other.replyId)).decision, 'withdrawn')
})

test('overtaken by a message or an answer, it is told before; said again with what was seen, it leaves', async () => {
  await kit.rule()
  const { id, channel, replyId } = await kit.asked()
  await heard(
    world.db,
    channel,
    said('2', { parentExternalId: '1', saidAt: new Date(), body: { text: 'Ya no hace falta' } }),
  )
  const refused = await approve('nico', replyId)
  assert.equal(refused.status, 409)
  const { seen, since, detail } = await refused.json()
  assert.match(detail, /Lucas Prieto wrote after this was asked/)
  assert.deepEqual(
    since.map((one: { text: string }) => one.text),
    ['Ya no hace falta'],
  )
  const page = await (await as('nico')(`/conversations/${id}?decide=${replyId}`)).text()
  assert.ok(page.includes('Something was said after this was asked') && page.includes('Approve anyway and send'))
  await world.tx((tx) => reply(tx, world.connectors, id, { text: 'Yo me ocupo.' }, world.cast.olga))
  const more = await approve('nico', replyId, { seen })
  assert.match((await more.clone().json()).detail, /Olga answered after this was asked/)
  const form_ = await as('nico')(
    `/replies/${replyId}/approval`,
    form('POST', { text: `${text} Ya.`, seen: String(seen) }),
  )
  const again = await form_.text()
  assert.equal(form_.status, 409)
  assert.ok(again.includes(`${text} Ya.`), 'what he wrote is kept')
  assert.ok(await kit.waits(replyId))
  assert.equal((await approve('nico', replyId, { seen: (await more.json()).seen })).status, 200)
})

test('to leave later: at its moment, or at once where that is over; the page says which', async () => {
  await kit.rule()
  const leavesAt = new Date(Date.now() + 86_400_000)
  const future = await kit.asked({ leavesAt })
  assert.ok(
    (await (await as('nico')(`/conversations/${future.id}?decide=${future.replyId}`)).text()).includes('leaves on'),
  )
  await approve('nico', future.replyId)
  const [kept] = await deliveriesOf(world.db, future.replyId)
  assert.deepEqual([kept?.state, kept?.leavesAt, kept?.later?.by?.name], ['waiting', leavesAt, 'Marta'])
  const past = await kit.asked({ leavesAt })
  const over = new Date(Date.now() - 60_000)
  await world.db.updateTable('deliveries').set({ leaves_at: over }).where('reply_id', '=', past.replyId).execute()
  const page = await (await as('nico')(`/conversations/${past.id}?decide=${past.replyId}`)).text()
  assert.ok(page.includes('it leaves as soon as it is approved'))
  await approve('nico', past.replyId, { wait: true })
  const [now] = await deliveriesOf(world.db, past.replyId)
  assert.deepEqual([now?.state, now?.later, now?.isLeaving], ['waiting', null, true])
})

test('sent and closed: it is closed when it leaves, and open again where the approval is taken back', async () => {
  await kit.rule()
  const { id, replyId } = await kit.asked({ closes: true })
  await approve('nico', replyId, { wait: true })
  const stateOf = async () =>
    (await world.db.selectFrom('conversations').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
  assert.equal(await stateOf(), 'closed')
  assert.equal((await as('olga')(`/replies/${replyId}/approval`, json('DELETE'))).status, 403, 'not hers')
  assert.equal((await as('nico')(`/replies/${replyId}/approval`, json('DELETE'))).status, 200)
  assert.deepEqual([await stateOf(), await kit.waits(replyId)], ['open', true])
  await approve('nico', replyId, { wait: true })
  assert.equal(await stateOf(), 'closed')
  await as('marta')(`/replies/${replyId}`, json('DELETE'))
  assert.equal(await stateOf(), 'open', 'her answer came back')
  assert.equal((await as('nico')(`/replies/${replyId}/approval`, json('DELETE'))).status, 409)
})

test('whoever closes it meanwhile, or asks twice, changes nothing of what waits', async () => {
  await kit.rule()
  const { id, replyId } = await kit.asked()
  await world.tx((tx) => close(tx, id, world.cast.olga))
  assert.ok(await kit.waits(replyId))
  assert.ok((await waitingFor('nico')).includes(id), 'a closed one is in the list too')
  const list = await (await as('nico')('/approvals', json('GET'))).json()
  assert.ok(list.waiting.some((one: { reply_id: string }) => one.reply_id === replyId))
})
