import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted } from '../../../test/channel.ts'
import { said, someConversation, us } from '../../../test/talk.ts'
import { ConnectorFailure, createHttp, type Reacting, registry } from '../../connectors/index.ts'
import { guardedDispatcher } from '../../lib/http/dispatcher.ts'
import { privateNetworks } from '../../lib/http/private-networks.ts'
import { words } from '../../lib/words.ts'
import { reactThere } from '../../outbox/react.ts'
import { findMessage } from '../message.ts'
import { createWorld, json, type World } from '../world.test-kit.ts'

/** What the network was told, in order; and what it answers next. */
const told: string[] = []
let next: (() => Promise<void>) | undefined
const reacting = (label: string, to?: Reacting['to']): Reacting => ({
  label,
  ...(to && { to }),
  async set(_context, { externalId }, on) {
    told.push(`${label} ${externalId} ${on}`)
    const now = next
    next = undefined
    await now?.()
  },
})
const network = {
  ...scripted,
  react: { like: reacting('conversations.close'), boost: reacting('conversations.reopen', ['public'] as const) },
}

let world: World
before(async () => {
  world = await createWorld(registry([network]))
})
after(() => world.drop())

async function message(more = {}): Promise<string> {
  const { messageIds } = await someConversation(world.db, said('1', more))
  return messageIds[0] ?? assert.fail()
}

const ask = async (method: 'PUT' | 'DELETE', id: string, kind = 'like', who = world.cast.marta) =>
  (await world.as(who)(`/messages/${id}/reactions/${kind}`, json(method))).status

const dispatcher = guardedDispatcher(privateNetworks(''))
const board = () => ({
  core: world.core,
  connectors: world.connectors,
  http: (signal: AbortSignal) => createHttp({ dispatcher, userAgent: 'Tertulia-test', now: () => new Date(), signal }),
})
const work = async (id: string, kind = 'like') => {
  told.length = 0
  await reactThere(board(), { message: id, kind }, new AbortController().signal)
  return [...told]
}
const stands = async (id: string) => {
  const { reactions } = await findMessage(world.db, id)
  return reactions.map(({ kind, wanted, state, by }) => `${kind} ${wanted} ${state} ${by?.name}`)
}

test('only who may answer reacts, only where the network lets us, and not to what we said', async () => {
  const id = await message()
  assert.equal(await ask('PUT', id, 'like', world.cast.vera), 403)
  assert.equal(await ask('PUT', id, 'applause'), 404)
  assert.equal(await ask('PUT', await message({ visibility: 'direct' }), 'boost'), 409)
  assert.equal(await ask('PUT', await message({ author: us })), 409)
  assert.deepEqual(await stands(id), [])
})

test('what is wanted is kept and brought about once, and taken back', async () => {
  const id = await message()
  assert.equal(await ask('PUT', id), 202)
  assert.equal(await ask('PUT', id, 'like', world.cast.nico), 202)
  assert.deepEqual(await stands(id), ['like true on-its-way Marta'])
  assert.deepEqual(await work(id), ['conversations.close 1 true'])
  assert.deepEqual(await work(id), [], 'it is so already')
  assert.deepEqual(await stands(id), ['like true done Marta'])
  assert.equal(await ask('DELETE', id, 'like', world.cast.nico), 202)
  assert.deepEqual(await work(id), ['conversations.close 1 false'])
  assert.deepEqual(await stands(id), ['like false done Nico'])
})

test('a mind that is changed on the way is what counts in the end', async () => {
  const id = await message()
  await ask('PUT', id)
  next = async () => {
    await ask('DELETE', id)
    assert.deepEqual(await work(id), [], 'one at a time')
    told.push('still on its way')
  }
  await work(id)
  assert.deepEqual(await stands(id), ['like false on-its-way Marta'])
  assert.deepEqual(await work(id), ['conversations.close 1 false'])
  assert.deepEqual(await stands(id), ['like false done Marta'])
})

test('killed while it asked, it asks again, also when nobody wants it any more', async () => {
  const id = await message()
  await ask('PUT', id)
  // As a process leaves it that dies before the answer.
  const gone = { done: null, trying_until: new Date(Date.now() - 1000) }
  await world.db.updateTable('message_reactions').set(gone).where('message_id', '=', id).execute()
  await ask('DELETE', id)
  assert.deepEqual(await work(id), ['conversations.close 1 false'])
})

test('what fails says why; what may pass is tried again by itself, the rest when somebody asks', async () => {
  const id = await message()
  await ask('PUT', id)
  next = () => Promise.reject(new ConnectorFailure('temporary', words('conversations.cannot-react')))
  await work(id)
  assert.deepEqual(await stands(id), ['like true on-its-way Marta'])
  next = () => Promise.reject(new ConnectorFailure('gone', words('conversations.cannot-react')))
  await work(id)
  assert.deepEqual(await stands(id), ['like true failed Marta'])
  assert.deepEqual(await work(id), [], 'nobody asked again')
  const page = await (await world.as(world.cast.marta)(`/messages/${id}`, json('GET'))).json()
  assert.deepEqual(page.reactions[0].failure, { kind: 'gone', reason: 'conversations.cannot-react' })
  await ask('PUT', id, 'like', world.cast.nico)
  assert.deepEqual(await work(id), ['conversations.close 1 true'])
  assert.deepEqual(await stands(id), ['like true done Nico'])
})
