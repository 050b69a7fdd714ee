import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { heard, said, someConversation, us } from '../../test/talk.ts'
import { pause } from '../channels/pause.ts'
import { remove } from '../channels/remove.ts'
import { record, subscribe } from '../core/events.ts'
import { newId } from '../lib/ids.ts'
import { shownAt } from '../lib/wall-clock.ts'
import { close } from './close.ts'
import { findConversation } from './conversation.ts'
import { deliveriesOf } from './deliveries.ts'
import { findDraft } from './draft.ts'
import { sendLaterSubscribers } from './hold-later.ts'
import { reply } from './reply.ts'
import { snoozeUntil } from './snooze-until.ts'
import { markSpam } from './spam.ts'
import { createWorld, form, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
  subscribe({ inTx: sendLaterSubscribers.inTx, later: new Map() })
})
after(() => world.drop())

const text = 'Hola, Lucas: mañana llega tu café.'
const marta = () => world.as(world.cast.marta)
const tomorrow = () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 86_400_000)
const toldBy = (response: Response) => decodeURIComponent(response.headers.get('set-cookie') ?? '')
const partOf = async (replyId: string) => (await deliveriesOf(world.db, replyId))[0]

async function scheduled(more: object = {}) {
  const talk = await someConversation(world.db)
  const replyId = newId()
  const written = { id: replyId, text, leavesAt: tomorrow(), ...more }
  await world.tx((tx) => reply(tx, world.connectors, talk.id, written, world.cast.marta))
  return { ...talk, replyId }
}

test('a moment that is over, far or unclear is refused in words, with the text kept', async () => {
  const { id } = await someConversation(world.db)
  for (const [leaves_at, words] of [
    ['2020-01-01T09:00', 'That moment is over'],
    ['2999-01-01T09:00', 'more than a year away'],
    ['chosen', 'Choose when it leaves'],
  ] as const) {
    const answer = await marta()(`/conversations/${id}/replies`, form('POST', { text, leaves_at, leaves_on: '' }))
    const page = await answer.text()
    assert.deepEqual([answer.status, page.includes(words), page.includes(text)], [422, true, true], leaves_at)
    assert.equal((await marta()(`/conversations/${id}/replies`, json('POST', { text, leaves_at }))).status, 422)
  }
  assert.deepEqual(await world.eventsOf(id), [])
})

test('tomorrow, Monday, or a moment of one’s own, by the clock of whoever writes; without script', async () => {
  const { id } = await someConversation(world.db)
  const { timeZone } = world.cast.marta
  const sent = async (fields: Record<string, string>) => {
    const replyId = newId()
    const answer = await marta()(`/conversations/${id}/replies`, form('POST', { id: replyId, text, ...fields }))
    assert.match(toldBy(answer), /told-later/)
    return (await partOf(replyId))?.leavesAt.toISOString()
  }
  for (const choice of ['tomorrow', 'week'] as const)
    assert.equal(await sent({ leaves_at: choice }), snoozeUntil(choice, new Date(), timeZone).toISOString())
  const own = new Date(Date.now() + 3 * 86_400_000)
  own.setUTCHours(10, 30, 0, 0)
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(own)
  const field = shown.replace(' ', 'T')
  assert.equal(await sent({ leaves_at: 'chosen', leaves_on: field }), own.toISOString())
  assert.equal(await sent({ leaves_on: field }), own.toISOString(), 'nothing leaves before a moment that was written')
})

test('it stands in the thread with its moment, and is changed, sent now, or taken back', async () => {
  const { id, replyId } = await scheduled()
  assert.deepEqual(await world.eventsOf(id), ['reply.scheduled'])
  assert.ok((await findConversation(world.db, id)).waitingSince, 'nobody is answered yet')
  const page = await (await marta()(`/conversations/${id}`)).text()
  for (const part of ['Leaves for Scripted on', 'Send now', 'Another time', 'Take back and edit'])
    assert.ok(page.includes(part), part)
  const at = new Date(tomorrow().getTime() + 86_400_000).toISOString()
  const changed = await marta()(`/replies/${replyId}/schedule`, json('PUT', { leaves_at: at }))
  const { deliveries } = await changed.json()
  assert.deepEqual([deliveries[0].leaves_at, deliveries[0].later.by.name], [at, 'Marta'])
  const past = await marta()(`/replies/${replyId}/schedule`, json('PUT', { leaves_at: '2020-01-01T09:00' }))
  assert.equal(past.status, 422)
  await marta()(`/replies/${replyId}/schedule`, form('DELETE'))
  const now = await partOf(replyId)
  assert.deepEqual([now?.state, now?.later], ['waiting', null])
  assert.ok((now?.leavesAt.getTime() ?? 0) <= Date.now())
  assert.equal((await marta()(`/replies/${replyId}/schedule`, json('DELETE'))).status, 409, 'it is on its way')
  const { id: other, replyId: back } = await scheduled()
  await marta()(`/replies/${back}`, form('DELETE'))
  assert.equal((await findDraft(world.db, other))?.text, text)
  assert.equal((await partOf(back))?.state, 'withdrawn')
})

test('they write again: it is held, says why, and one click sends it as it is', async () => {
  const { id, channel, replyId } = await scheduled()
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: new Date() }))
  assert.equal((await partOf(replyId))?.state, 'held')
  assert.equal((await world.eventsOf(id)).at(-1), 'reply.held')
  const page = await (await marta()(`/conversations/${id}`)).text()
  assert.ok(page.includes('Held: they wrote again.') && page.includes('Send it as it is'))
  await marta()(`/replies/${replyId}/schedule`, form('DELETE'))
  assert.equal((await partOf(replyId))?.state, 'waiting')
})

test('a colleague answers, or closes it, or its author leaves: it is held; nothing vanishes', async () => {
  const { nico, marta: author } = world.cast
  const answered = await scheduled()
  await world.tx((tx) => reply(tx, world.connectors, answered.id, { text: 'Ya está' }, nico))
  assert.equal((await partOf(answered.replyId))?.later?.heldBecause, 'answered')
  const again = await marta()(`/replies/${answered.replyId}/schedule`, form('PUT', { leaves_at: 'tomorrow' }))
  assert.equal(again.status, 303)
  assert.deepEqual([(await partOf(answered.replyId))?.state], ['waiting'])

  const closed = await scheduled()
  await world.tx((tx) => close(tx, closed.id, author))
  assert.equal((await partOf(closed.replyId))?.state, 'waiting', 'who closes after writing means both')
  const other = await scheduled()
  await world.tx((tx) => close(tx, other.id, nico))
  assert.equal((await partOf(other.replyId))?.later?.heldBecause, 'closed')
  await world.tx((tx) => record(tx, 'user.deactivated', { by: nico, data: { user: author.id } }))
  assert.equal((await partOf(closed.replyId))?.later?.heldBecause, 'left')
  await marta()(`/replies/${closed.replyId}`, form('DELETE'))
  assert.equal((await findDraft(world.db, closed.id))?.text, text)
  const spam = await scheduled()
  await world.tx((tx) => markSpam(tx, spam.id, author))
  assert.equal((await partOf(spam.replyId))?.later?.heldBecause, 'spam')
})

test('what is leaving in parts goes on, whoever writes meanwhile', async () => {
  const { id, replyId } = await scheduled({ text: '', parts: ['Uno', 'Dos'] })
  await world.db
    .updateTable('deliveries')
    .set({ state: 'sending' })
    .where('reply_id', '=', replyId)
    .where('part', '=', 0)
    .execute()
  await world.tx((tx) => reply(tx, world.connectors, id, { text: 'Ya está' }, world.cast.nico))
  assert.deepEqual(
    (await deliveriesOf(world.db, replyId)).map((one) => one.state),
    ['sending', 'waiting'],
  )
})

test('one of us answers on the network itself: it is held; what we say from here holds nothing', async () => {
  const { id, channel, replyId } = await scheduled()
  const sending = newId()
  await world.tx((tx) => reply(tx, world.connectors, id, { id: sending, text: 'Ya está' }, world.cast.marta))
  await marta()(`/replies/${replyId}/schedule`, form('PUT', { leaves_at: 'tomorrow' }))
  const setState = (state: 'sending' | 'sent') =>
    world.db.updateTable('deliveries').set({ state }).where('reply_id', '=', sending).execute()
  const ours = (externalId: string, saidAt: Date) =>
    heard(world.db, channel, said(externalId, { parentExternalId: '1', author: us, saidAt }))
  await setState('sending')
  await ours('ours-1', new Date())
  await setState('sent')
  await ours('old', new Date(Date.now() - 2 * 86_400_000))
  assert.equal((await partOf(replyId))?.state, 'waiting')
  await ours('ours-2', new Date())
  assert.equal((await partOf(replyId))?.later?.heldBecause, 'answered')
})

test('sent now it is an answer: what else was to leave there is held; its parts get one moment', async () => {
  const { id, replyId } = await scheduled({ text: '', parts: ['Uno', 'Dos', 'Tres'] })
  const other = { id: newId(), text, leavesAt: tomorrow() }
  await world.tx((tx) => reply(tx, world.connectors, id, other, world.cast.nico))
  await marta()(`/replies/${replyId}/schedule`, form('DELETE'))
  const moments = new Set((await deliveriesOf(world.db, replyId)).map((part) => part.leavesAt.getTime()))
  assert.equal(moments.size, 1)
  assert.equal((await partOf(other.id))?.later?.heldBecause, 'answered')
})

test('its window is taken down: it comes back whether it was held or not, is told of once, and cannot be sent', async () => {
  const { id, channel, replyId } = await scheduled({ text: '', parts: ['Uno', 'Dos'] })
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: new Date() }))
  const other = { id: newId(), text, leavesAt: tomorrow() }
  await world.tx((tx) => reply(tx, world.connectors, id, other, world.cast.nico))
  await world.tx((tx) => remove(tx, world.core.cipher, channel, world.cast.nico))
  for (const one of [replyId, other.id]) assert.equal((await partOf(one))?.state, 'failed')
  assert.deepEqual((await world.eventsOf(id)).slice(-2), ['reply.failed', 'reply.failed'])
  const late = await marta()(`/replies/${replyId}/schedule`, json('DELETE'))
  assert.deepEqual([late.status, /was taken down/.test((await late.json()).detail)], [409, true])
  await marta()(`/replies/${replyId}`, form('DELETE'))
  assert.equal((await findDraft(world.db, id))?.text, 'Uno\n\nDos')
})

test('refused, it comes back with its moment, so that it does not leave before', async () => {
  const { id } = await someConversation(world.db)
  const long = 'Hola. '.repeat(100)
  const at = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 86_400_000)
  const answer = await marta()(
    `/conversations/${id}/replies`,
    form('POST', { text: long, leaves_at: at.toISOString() }),
  )
  const page = await answer.text()
  const field = shownAt(at, world.cast.marta.timeZone)
  assert.deepEqual([answer.status, page.includes(`value="${field}"`)], [422, true])
  assert.match(page, /It is still to leave on/)
})

test('the same reply with another moment is told as it was decided first', async () => {
  const { id } = await someConversation(world.db)
  const replyId = newId()
  const send = (more: Record<string, string>) =>
    marta()(`/conversations/${id}/replies`, form('POST', { id: replyId, text, ...more }))
  const [first, again] = [toldBy(await send({ leaves_at: 'week' })), toldBy(await send({}))]
  assert.match(first, /told-later"/)
  assert.equal(again, first)
})

test('where the window is paused, it says both', async () => {
  const { id, channel } = await someConversation(world.db)
  await world.db.insertInto('channel_pauses').values({ channel_id: channel.id, paused_by: null }).execute()
  const sent = await marta()(`/conversations/${id}/replies`, form('POST', { text, leaves_at: 'week' }))
  assert.match(toldBy(sent), /told-later-paused.*"at"/)
})

test('a list says of what leaves later when; at a paused window "now" is when that goes on', async () => {
  const { id, channel, replyId } = await scheduled()
  const list = await (await marta()('/conversations?view=open', { headers: { accept: 'text/html' } })).text()
  assert.match(list.slice(list.indexOf(`id="chips-${id}"`)).split('</li>')[0] ?? '', /Our reply leaves/)
  const { conversations } = await (await marta()('/conversations?view=open', json('GET'))).json()
  const row = conversations.find((one: { id: string }) => one.id === id)
  assert.ok(new Date(row.leaves_at) > new Date())
  await world.tx((tx) => pause(tx, channel, world.cast.nico))
  assert.match(toldBy(await marta()(`/replies/${replyId}/schedule`, form('DELETE'))), /told-now-paused/)
})
