import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { heard, said, someConversation } from '../../../test/talk.ts'
import { subscribe } from '../../core/events.ts'
import { assign } from '../assign.ts'
import { giveOut } from '../assignment/give-out.ts'
import { assignmentSubscribers } from '../assignment/subscribers.ts'
import { findConversation } from '../conversation.ts'
import { handOver } from '../hand-over.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
  subscribe({ ...assignmentSubscribers, later: new Map() })
})
after(() => world.drop())
beforeEach(() => back())

const as = (who: 'marta' | 'nico' | 'vera') => world.as(world.cast[who])
const html = { headers: { accept: 'text/html' } }
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const holder = async (id: string) => (await findConversation(world.db, id)).assignment?.user?.name

async function away(body: object) {
  const answered = await as('nico')('/absences', json('POST', { until: inHours(24), ...body }))
  assert.equal(answered.status, 201)
  return (await answered.json()).id
}

async function back() {
  const { absences } = await (await as('nico')('/absences', json('GET'))).json()
  for (const { id } of absences) assert.equal((await as('nico')(`/absences/${id}`, json('DELETE'))).status, 200)
}

/** Marta has it, and they speak to her. */
async function spoken() {
  const it = await someConversation(world.db, said('1', { saidAt: new Date() }))
  await world.tx((tx) => assign(tx, it.id, { userId: world.cast.marta.id }, world.cast.nico))
  const speak = (id: string) => heard(world.db, it.channel, said(id, { parentExternalId: '1', saidAt: new Date() }))
  return { id: it.id, speak }
}

async function give() {
  await sql`delete from readings_due`.execute(world.db)
  return giveOut(world.db, new Date())
}

test('one says it of oneself, who leads the team of anybody, and who only looks of nobody', async () => {
  const { marta, nico } = world.cast
  const body = { until: inHours(5) }
  assert.equal((await as('vera')('/absences', json('POST', body))).status, 403)
  assert.equal((await as('marta')('/absences', json('POST', { ...body, user_id: nico.id }))).status, 403)
  const mine = await as('marta')('/absences', json('POST', { ...body, note: ' En la\nmontaña ' }))
  assert.equal(mine.status, 201)
  const { id, user, note } = await mine.json()
  assert.deepEqual([user.name, note], ['Marta', 'En la montaña'])
  const his = await away({ user_id: nico.id, stand_in_id: marta.id })
  assert.equal((await as('marta')(`/absences/${his}`, json('DELETE'))).status, 403)
  assert.equal((await as('vera')('/absences', json('GET'))).status, 200)
  assert.equal((await as('marta')(`/absences/${id}`, json('DELETE'))).status, 200)
  assert.equal((await as('marta')(`/absences/${id}/ending`, json('DELETE'))).status, 200)
  const { absences } = await (await as('marta')('/absences', json('GET'))).json()
  assert.equal(absences.length, 2)
})

test('what cannot be is refused beside its field', async () => {
  const { nico, vera } = world.cast
  const wrong = async (body: object) => {
    const answered = await as('nico')('/absences', json('POST', { until: inHours(5), ...body }))
    assert.equal(answered.status, 422)
    return Object.keys((await answered.json()).fields)
  }
  assert.deepEqual(await wrong({ until: inHours(-1) }), ['until'])
  assert.deepEqual(await wrong({ until: 'mañana por la tarde' }), ['until'])
  assert.deepEqual(await wrong({ from: inHours(6) }), ['until'])
  assert.deepEqual(await wrong({ from: 'x' }), ['from'])
  assert.deepEqual(await wrong({ stand_in_id: nico.id }), ['stand_in_id'])
  assert.deepEqual(await wrong({ stand_in_id: vera.id }), ['stand_in_id'])
  assert.deepEqual(await wrong({ user_id: 'x' }), ['user_id'])
  assert.deepEqual(await wrong({ note: 'x'.repeat(201) }), ['note'])
  const page = await as('nico')('/absences', form('POST', { until: '', note: 'Montaña' }))
  assert.equal(page.status, 422)
  assert.match(await page.text(), /value="Montaña"/)
})

test('what is said to somebody away goes to who stands in, and says so; what nobody says anything in stays', async () => {
  const { marta, nico } = world.cast
  const [quiet, loud] = [await spoken(), await spoken()]
  await away({ user_id: marta.id, stand_in_id: nico.id })
  const before = await (await as('nico')(`/conversations/${loud.id}`, html)).text()
  assert.match(before, /Marta is away until/)
  const free = await someConversation(world.db, said('1', { saidAt: new Date() }))
  const choice = await (await as('nico')(`/conversations/${free.id}`, html)).text()
  assert.match(choice, /Marta · away until/)
  await loud.speak('2')
  assert.equal(await give(), 1)
  assert.deepEqual([await holder(quiet.id), await holder(loud.id)], ['Marta', 'Nico'])
  const page = await (await as('nico')(`/conversations/${loud.id}`, html)).text()
  assert.match(page, /Marta is away: assigned to Nico, who stands in/)
  await back()
  await loud.speak('3')
  assert.equal(await give(), 0)
  assert.equal(await holder(loud.id), 'Nico')
})

test('without anybody who stands in it goes by rule, and where none fits it stays theirs', async () => {
  const { marta, olga } = world.cast
  const it = await spoken()
  await away({ user_id: marta.id })
  await it.speak('2')
  assert.equal(await give(), 0)
  assert.equal(await holder(it.id), 'Marta')
  const rule = { name: 'Guardia', user_ids: [marta.id, olga.id] }
  assert.equal((await as('nico')('/settings/assignment', json('POST', rule))).status, 201)
  await it.speak('3')
  assert.equal(await give(), 1)
  const page = await (await as('nico')(`/conversations/${it.id}`, html)).text()
  assert.match(page, /Marta is away: assigned to Olga by the rule Guardia, in turn/)
  const fresh = await someConversation(world.db, said('1', { saidAt: new Date() }))
  await give()
  assert.equal(await holder(fresh.id), 'Olga')
})

test('an absence to come changes nothing yet, and who is back before it was given keeps it', async () => {
  const { marta, nico } = world.cast
  await sql`update assignment_rules set removed_at = now()`.execute(world.db)
  await away({ user_id: marta.id, stand_in_id: nico.id, from: inHours(2) })
  const it = await spoken()
  await it.speak('2')
  assert.equal(await give(), 0)
  await away({ user_id: marta.id, stand_in_id: nico.id })
  await it.speak('3')
  await back()
  assert.equal(await give(), 0)
  assert.equal(await holder(it.id), 'Marta')
})

test('what waited already goes to who stands in, without the note it was given with', async () => {
  const { marta, nico, olga } = world.cast
  const it = await spoken()
  await world.tx((tx) => assign(tx, it.id, { userId: olga.id }, nico))
  await world.tx((tx) => handOver(tx, it.id, { userId: marta.id }, { text: 'Ya pagó' }, nico))
  await sql`insert into assignment_waits (conversation_id) values (${it.id}) on conflict do nothing`.execute(world.db)
  await away({ user_id: marta.id, stand_in_id: nico.id })
  await it.speak('2')
  assert.equal(await give(), 1)
  assert.equal(await holder(it.id), 'Nico')
  const { rows } = await sql`select note_id from conversation_assignments where conversation_id = ${it.id}`.execute(
    world.db,
  )
  assert.deepEqual(rows, [{ note_id: null }])
})
