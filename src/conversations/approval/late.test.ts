import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { subscribe } from '../../core/events.ts'
import { findPromise } from '../promises/promise.ts'
import { promiseSubscribers } from '../promises/subscribers.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { approvalKit } from './approval.test-kit.ts'

// Somebody else lets an answer leave after the moment that it promises.

let world: World
let kit: ReturnType<typeof approvalKit>
before(async () => {
  world = await createWorld()
  kit = approvalKit(world)
  subscribe({ inTx: promiseSubscribers.inTx, later: new Map() })
})
after(async () => {
  subscribe({ inTx: new Map(), later: new Map() })
  await world.drop()
})

const olga = () => world.as(world.cast.olga)
const one = z.object({ id: z.string() })
const approvedBy = async (replyId: string, given: object = {}) =>
  (await olga())(`/replies/${replyId}/approval`, json('POST', given))

/** An answer of Marta's that waits, with a promise whose moment is over by now. */
async function late(text: string, quote?: string) {
  await kit.learning(world.cast.marta)
  await kit.noRules()
  await kit.rule()
  const asked = await kit.asked({ text })
  const dueAt = new Date(Date.now() + 3_600_000).toISOString()
  const body = json('POST', { what: 'Llamar hoy', due_at: dueAt, ...(quote ? { quote } : {}) })
  const { id } = one.parse(
    await (await world.as(world.cast.marta))(`/conversations/${asked.id}/promises/drafted`, body).then((it) =>
      it.json(),
    ),
  )
  await sql`update promises set reply_id = ${asked.replyId}, due_at = now() - interval '1 hour' where id = ${id}`.execute(
    world.db,
  )
  return { ...asked, promise: id }
}

test('what was promised by hand and is late by now leaves only when whoever approves knows it', async () => {
  const { replyId, promise } = await late('Te llamamos.')
  const refused = await approvedBy(replyId)
  assert.equal(refused.status, 409)
  const said = z.object({ detail: z.string(), late: z.array(one) }).parse(await refused.json())
  assert.match(said.detail, /promises “Llamar hoy” for a moment that is over/)
  assert.deepEqual(said.late, [{ id: promise }])
  assert.ok(await kit.waits(replyId), 'nothing was decided')
  assert.equal((await findPromise(world.db, promise)).madeAt, null)
  assert.equal((await approvedBy(replyId, { late: true })).status, 200)
  assert.deepEqual(await kit.statesOf(replyId), ['waiting'])
  assert.notEqual((await findPromise(world.db, promise)).madeAt, null)
})

test('the page says so before, and its button leaves no doubt', async () => {
  const { id, replyId } = await late('Te llamamos.')
  const page = await (await olga())(`/conversations/${id}?decide=${replyId}`, { headers: { accept: 'text/html' } })
  const html = await page.text()
  assert.match(html, /What it promises is late by when it leaves/)
  assert.match(html, /Llamar hoy: by /)
  assert.match(html, /Approve anyway and send to/)
  assert.match(html, /name="late" value="1"/)
  const { late: told } = z
    .object({ late: z.array(z.object({ what: z.string() })) })
    .parse(await (await olga())(`/replies/${replyId}/approval`, json('GET')).then((it) => it.json()))
  assert.deepEqual(told, [{ what: 'Llamar hoy' }])
  const left = await (await olga())(`/replies/${replyId}/approval`, form('POST', { late: '1' }))
  assert.ok([200, 303].includes(left.status), await left.text())
  assert.deepEqual(await kit.statesOf(replyId), ['waiting'])
})

test('“tomorrow” is reckoned from the day on which they read it, and words taken out promise nothing', async () => {
  const reckoned = await late('Mañana te escribimos.', 'Mañana te escribimos')
  assert.equal((await approvedBy(reckoned.replyId)).status, 200)
  const { madeAt, dueAt } = await findPromise(world.db, reckoned.promise)
  assert.ok(madeAt && dueAt > new Date())

  const passed = await late('Te escribimos antes de comer.', 'Te escribimos antes de comer')
  assert.equal((await approvedBy(passed.replyId)).status, 409)
  assert.equal((await approvedBy(passed.replyId, { text: 'Te escribimos.' })).status, 200)
  assert.equal((await findPromise(world.db, passed.promise)).madeAt, null)
})
