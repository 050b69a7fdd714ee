import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { close, reopen } from '../close.ts'
import { deliveriesOf } from '../deliveries.ts'
import { markSpam } from '../spam.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { approvalKit } from './approval.test-kit.ts'

// What changed after somebody began to read what they are to decide about.

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
const asking = async (replyId: string) => (await as('olga')(`/replies/${replyId}/approval`, json('GET'))).json()
const textOf = async (replyId: string) => (await deliveriesOf(world.db, replyId))[0]?.text
const pageOf = async (id: string, replyId: string) =>
  (await as('olga')(`/conversations/${id}?decide=${replyId}`)).text()

test('an old page of another approver neither undoes the words of the first nor lets them leave', async () => {
  const { olga } = world.cast
  await kit.rule()
  await kit.rule({ name: 'Money', trainees: false, words: ['reembolso'], user_ids: [olga.id] })
  const wrong = 'Hola, Lucas: hay reembolso mañana.'
  const right = 'Hola, Lucas: hay reembolso el lunes.'
  const { id, replyId } = await kit.asked({ text: wrong })
  const { id: old } = await asking(replyId)
  const page = await pageOf(id, replyId)
  assert.equal(page.split(`name="approval" value="${old}"`).length, 3, 'both forms say what they show')
  assert.equal((await as('nico')(`/replies/${replyId}/approval`, json('POST', { text: right }))).status, 200)
  assert.ok(await kit.waits(replyId), 'by the other rule')

  const sent = await as('olga')(
    `/replies/${replyId}/approval`,
    form('POST', { text: wrong, seen: '9e9', approval: old }),
  )
  assert.equal(sent.status, 409)
  const again = await sent.text()
  assert.match(again, /Nico decided meanwhile/)
  const written = /<textarea[^>]*name="text"[^>]*>([^<]*)</.exec(again)?.[1]
  assert.equal(written, right, 'not what only stood in the field')
  const back = await as('olga')(`/replies/${replyId}/return`, json('POST', { remark: 'Por su nombre.', approval: old }))
  assert.equal(back.status, 409)
  assert.equal(await textOf(replyId), right)
  assert.ok(await kit.waits(replyId))

  const { id: now } = await asking(replyId)
  const seen = await as('olga')(`/replies/${replyId}/approval`, json('POST', { seen: 9e9, approval: now }))
  assert.equal(seen.status, 200)
  assert.deepEqual([await textOf(replyId), await kit.statesOf(replyId)], [right, ['waiting']])
})

test('marked as spam or closed by a colleague while it waits, it does not leave unseen', async () => {
  const { olga, marta } = world.cast
  await kit.rule()
  for (const [did, deed] of [
    ['marked-spam', markSpam],
    ['closed', close],
  ] as const) {
    const { id, replyId } = await kit.asked()
    await world.tx((tx) => deed(tx, id, olga))
    const refused = await as('nico')(`/replies/${replyId}/approval`, json('POST', {}))
    assert.equal(refused.status, 409, did)
    const { seen, since, detail } = await refused.json()
    assert.match(detail, did === 'closed' ? /was closed after/ : /marked as spam after/)
    assert.deepEqual([since[0].did, since[0].name, since.length], [did, 'Olga', 1])
    assert.ok(await kit.waits(replyId))
    const page = await (await as('nico')(`/conversations/${id}?decide=${replyId}`)).text()
    assert.ok(page.includes('Approve anyway and send'))
    assert.equal((await as('nico')(`/replies/${replyId}/approval`, json('POST', { seen }))).status, 200)
  }
  // Who closes after having written means both; what is open again is as it was.
  const own = await kit.asked()
  await world.tx((tx) => close(tx, own.id, marta))
  assert.equal((await as('nico')(`/replies/${own.replyId}/approval`, json('POST', {}))).status, 200)
  const again = await kit.asked()
  await world.tx((tx) => close(tx, again.id, olga))
  await world.tx((tx) => reopen(tx, again.id, olga))
  assert.equal((await as('nico')(`/replies/${again.replyId}/approval`, json('POST', {}))).status, 200)
})
