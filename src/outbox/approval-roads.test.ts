import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someConversation } from '../../test/talk.ts'
import { approvalKit, text } from '../conversations/approval/approval.test-kit.ts'
import { deliveriesOf } from '../conversations/deliveries.ts'
import { findDraft } from '../conversations/draft.ts'
import { handOver } from '../conversations/hand-over.ts'
import { reply } from '../conversations/reply.ts'
import { createWorld, form, json, type World } from '../conversations/world.test-kit.ts'
import { newId } from '../lib/ids.ts'
import { claimNext } from './claim.ts'

/*
 * The law: what somebody else is to read first leaves by no road. Each road out is walked by somebody who is learning, and the
 * outbox is asked whether it has anything to say.
 */
let world: World
let kit: ReturnType<typeof approvalKit>
before(async () => {
  world = await createWorld()
  kit = approvalKit(world)
  await kit.learning(world.cast.marta)
})
after(() => world.drop())

type Talk = Awaited<ReturnType<typeof someConversation>>
type Ask = (path: string, init?: RequestInit) => Promise<Response>

/** Walks a road; gives the reply that took it. */
type Road = (talk: Talk, ask: Ask) => Promise<string>

const post = async (talk: Talk, ask: Ask, init: RequestInit, id: string): Promise<string> => {
  const answer = await ask(`/conversations/${talk.id}/replies`, init)
  assert.ok(answer.status < 400, await answer.clone().text())
  return id
}
const byForm =
  (more: Record<string, string> = {}): Road =>
  (talk, ask, id = newId()) =>
    post(talk, ask, form('POST', { id, text, ...more }), id)
const byJson =
  (more: object = {}): Road =>
  (talk, ask, id = newId()) =>
    post(talk, ask, json('POST', { id, text, ...more }), id)

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString()
const long = 'Una frase de cuarenta letras, más o menos. '.repeat(20)

/** Decided before there was a rule, and stuck on its way: the next deed lets it leave. */
const stuck =
  (state: 'failed' | 'uncertain', deed: (id: string, ask: Ask) => Promise<Response>): Road =>
  async (talk, ask) => {
    await kit.noRules()
    const id = newId()
    await world.tx((tx) => reply(tx, world.connectors, talk.id, { id, text }, world.cast.marta))
    await world.db.updateTable('deliveries').set({ state }).where('reply_id', '=', id).execute()
    await kit.rule()
    assert.ok((await deed(id, ask)).status < 400)
    return id
  }

/** To leave tomorrow, before there was a rule; then it is to leave otherwise. */
const moved =
  (deed: (id: string, ask: Ask) => Promise<Response>): Road =>
  async (talk, ask) => {
    await kit.noRules()
    const id = newId()
    const leavesAt = new Date(tomorrow())
    await world.tx((tx) => reply(tx, world.connectors, talk.id, { id, text, leavesAt }, world.cast.marta))
    await kit.rule()
    assert.ok((await deed(id, ask)).status < 400)
    return id
  }

const roads: Record<string, Road> = {
  'a form': byForm(),
  'a form that waits to be undone': byForm({ wait: '1' }),
  'send and close': byForm({ close: '1' }),
  'a program': byJson(),
  'a program that closes': byJson({ close: true }),
  'to leave later': byJson({ leaves_at: tomorrow() }),
  'a thread that is cut for it': byJson({ text: long, split: true }),
  'a thread in parts of its own': byJson({ parts: ['Hola, Lucas.', 'Mañana llega.'] }),
  'the same twice': async (talk, ask) => {
    const id = newId()
    await post(talk, ask, form('POST', { id, text, close: '1' }), id)
    return post(talk, ask, form('POST', { id, text, close: '1' }), id)
  },
  'past the answer of another': async (talk, ask) => {
    await world.tx((tx) => reply(tx, world.connectors, talk.id, { text: 'Yo también.' }, world.cast.nico))
    await world.db.updateTable('deliveries').set({ state: 'sent' }).where('channel_id', '=', talk.channel.id).execute()
    const refused = await ask(`/conversations/${talk.id}/replies`, json('POST', { text, seen: 0 }))
    assert.equal(refused.status, 409)
    const { seen } = await refused.json()
    assert.ok(seen > 0)
    return byJson({ seen })(talk, ask)
  },
  'said again after it failed': stuck('failed', (id, ask) => ask(`/replies/${id}/retry`, json('POST'))),
  'said again where nobody knew': stuck('uncertain', (id, ask) =>
    ask(`/replies/${id}/verdict`, json('PUT', { verdict: 'again' })),
  ),
  'now instead of later': moved((id, ask) => ask(`/replies/${id}/schedule`, json('DELETE'))),
  'at another moment': moved((id, ask) =>
    ask(`/replies/${id}/schedule`, json('PUT', { leaves_at: new Date(Date.now() + 3_600_000).toISOString() })),
  ),
  'handed over while it waits': async (talk, ask) => {
    const id = await byForm()(talk, ask)
    await world.tx((tx) => handOver(tx, talk.id, { userId: world.cast.nico.id }, { text: 'Tuya.' }, world.cast.marta))
    return id
  },
  'marked as waiting by whatever mistake': async (talk, ask) => {
    const id = await byForm()(talk, ask)
    await world.db.updateTable('deliveries').set({ state: 'waiting' }).where('reply_id', '=', id).execute()
    return id
  },
}

for (const [name, road] of Object.entries(roads))
  test(`what waits for approval does not leave: ${name}`, async () => {
    await kit.noRules()
    await kit.rule()
    const talk = await someConversation(world.db)
    const id = await road(talk, world.as(world.cast.marta))
    // Its moment has come, whatever it was.
    await world.db
      .updateTable('deliveries')
      .set({ leaves_at: new Date(Date.now() - 60_000), next_at: new Date(Date.now() - 60_000) })
      .where('reply_id', '=', id)
      .execute()
    assert.deepEqual(await claimNext(world.db, talk.channel.id, newId(), new Date()), { idle: true })
    if (!name.startsWith('marked')) assert.ok(await kit.waits(id), JSON.stringify(await kit.statesOf(id)))
    const open = await world.db.selectFrom('reply_approvals').selectAll().where('reply_id', '=', id).execute()
    assert.equal(open.length, 1)
    const { state } = await world.db
      .selectFrom('conversations')
      .select('state')
      .where('id', '=', talk.id)
      .executeTakeFirstOrThrow()
    assert.equal(state, 'open', 'nobody has been answered yet')
    const approved = await world.as(world.cast.nico)(`/replies/${id}/approval`, json('POST', { seen: 1_000_000 }))
    assert.equal(approved.status, 200, await approved.clone().text())
    const claimed = await claimNext(world.db, talk.channel.id, newId(), new Date(Date.now() + 1000))
    assert.ok('claim' in claimed && claimed.claim.replyId === id, 'approved, it leaves')
  })

test('of a thread all parts are looked at, also where the text beside them says something else', async () => {
  await kit.noRules()
  await kit.rule({ name: 'Money', trainees: false, words: ['reembolso'] })
  const talk = await someConversation(world.db)
  const ask = world.as(world.cast.nico)
  const parts = ['Hola, Lucas.', 'Habrá REEMBÓLSO.']
  const id = await byJson({ text: 'Hola', parts })(talk, ask)
  assert.ok(await kit.waits(id))
  assert.deepEqual(
    (await deliveriesOf(world.db, id)).map((part) => part.text),
    parts,
  )
  const free = await byJson({ text: 'Hola, reembolsos no hay.' })(talk, ask)
  assert.deepEqual(await kit.statesOf(free), ['waiting'], 'a longer word is another one')
})

test('who is not learning, and nobody where no rule is on, waits for nobody', async () => {
  await kit.noRules()
  await kit.rule()
  await kit.rule({ name: 'Off', trainees: false, is_on: false })
  const talk = await someConversation(world.db)
  const id = await byJson()(talk, world.as(world.cast.nico))
  assert.deepEqual(await kit.statesOf(id), ['waiting'])
  assert.equal(await findDraft(world.db, talk.id), undefined)
})
