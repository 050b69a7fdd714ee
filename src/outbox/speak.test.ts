import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted, someChannel, testCipher } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import type { Switchboard } from '../channels/index.ts'
import { pause, resume } from '../channels/pause.ts'
import { type Connector, ConnectorFailure, type Said, type Speech, type Spoken } from '../connectors/index.ts'
import { readConfig } from '../core/config.ts'
import { subscribe } from '../core/events.ts'
import { createLog } from '../core/log.ts'
import { take } from '../intake/index.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { outboxSubscribers, sweep } from './jobs.ts'
import { speak } from './speak.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

/** A network that accepts what it is told, counts it, and can be made to fail. */
function network(more: Partial<Speech> = {}) {
  const accepted: Spoken[] = []
  const speech: Speech = {
    limit: () => ({ max: 500, unit: 'graphemes' }),
    idempotent: false,
    send: async (_context, spoken): Promise<Said> => {
      accepted.push(spoken)
      return { externalId: `n:${spoken.key}`, saidAt: spoken.decidedAt, url: 'https://example.org/said' }
    },
    ...more,
  }
  const connector: Connector = { ...scripted, speak: speech }
  let aheadMs = 0
  const board: Switchboard = {
    core: {
      config: readConfig({}),
      db: database.db,
      pool: database.pool,
      log: createLog('silent'),
      clock: { now: () => new Date(Date.now() + aheadMs) },
      cipher: testCipher,
    },
    connectors: new Map([[connector.network, connector]]),
    http: () => ({ fetch: globalThis.fetch, request: () => Promise.reject(new Error('unused')) }),
  }
  return { accepted, board, connector, later: (ms: number) => (aheadMs += ms) }
}

const processId = newId()
const aborted = () => new AbortController().signal

async function decided(connector: Connector, parts: string[]) {
  const { db } = database
  const channel = await someChannel(db)
  const author = { externalId: 'https://example.org/@lucas', name: 'Lucas' }
  const message = {
    externalId: 'q',
    author,
    body: { text: '¿Abren hoy?' },
    media: [],
    visibility: 'public' as const,
    saidAt: new Date(),
  }
  await take(
    db,
    connector,
    channel,
    { heard: [{ kind: 'message', message }], cursor: 1 },
    { moves: 'newest', now: new Date() },
  )
  const asked = await db
    .selectFrom('messages')
    .selectAll()
    .where('channel_id', '=', channel.id)
    .executeTakeFirstOrThrow()
  const reply = newId()
  await db
    .insertInto('replies')
    .values({
      id: reply,
      conversation_id: asked.conversation_id,
      in_reply_to: asked.id,
      written_by: null,
      text: parts.join(' '),
    })
    .execute()
  for (const [part, text] of parts.entries())
    await db
      .insertInto('deliveries')
      .values({
        id: newId(),
        reply_id: reply,
        part,
        channel_id: channel.id,
        text,
        sending_at: null,
        sending_by: null,
        message_id: null,
        settled_at: null,
      })
      .execute()
  return { channel, conversationId: asked.conversation_id, reply }
}

const statesOf = async (reply: string) =>
  await database.db
    .selectFrom('deliveries')
    .select(['state', 'failure', 'message_id'])
    .where('reply_id', '=', reply)
    .orderBy('part')
    .execute()

test('a reply is said in order, part answering part, and joins the thread as ours', async () => {
  const net = network()
  const { channel, conversationId, reply } = await decided(net.connector, ['Sí, hasta las 8.', 'Te esperamos.'])
  await speak(net.board, processId, channel.id, aborted())
  assert.deepEqual(
    net.accepted.map(({ text }) => text),
    ['Sí, hasta las 8.', 'Te esperamos.'],
  )
  assert.equal(net.accepted[1]?.inReplyTo.externalId, `n:${net.accepted[0]?.key}`)
  assert.deepEqual(
    (await statesOf(reply)).map(({ state }) => state),
    ['sent', 'sent'],
  )
  const ours = await database.db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('is_ours', '=', true)
    .execute()
  assert.equal(ours.length, 2)
  const conversation = await database.db
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow()
  assert.equal(conversation.waiting_since, null)
})

test('a refusal goes back to its author with the reason, and its later parts are not said', async () => {
  const net = network({ send: () => Promise.reject(new ConnectorFailure('invalid', words('x.too-long'))) })
  const { channel, reply } = await decided(net.connector, ['uno', 'dos'])
  await speak(net.board, processId, channel.id, aborted())
  const rows = await statesOf(reply)
  assert.deepEqual(
    rows.map((row) => [row.state, row.failure?.words.key]),
    [
      ['failed', 'x.too-long'],
      ['failed', 'outbox.part-before'],
    ],
  )
})

test('a passing failure keeps its place and is tried again later', async () => {
  let broken = true
  const net = network()
  const { send } = net.connector.speak ?? assert.fail()
  net.connector.speak = {
    ...(net.connector.speak ?? assert.fail()),
    send: (context, spoken) =>
      broken ? Promise.reject(new ConnectorFailure('temporary', words('x.busy'))) : send(context, spoken),
  }
  const { channel, reply } = await decided(net.connector, ['hola'])
  await speak(net.board, processId, channel.id, aborted())
  assert.equal((await statesOf(reply))[0]?.state, 'waiting')
  broken = false
  await speak(net.board, processId, channel.id, aborted())
  assert.equal(net.accepted.length, 0, 'not before its time')
  net.later(60_000)
  await speak(net.board, processId, channel.id, aborted())
  assert.deepEqual([net.accepted.length, (await statesOf(reply))[0]?.state], [1, 'sent'])
})

/** A try that never came back: its process died after the network had (or had not) accepted. */
async function leaveUnderWay(reply: string, secondsAgo: number) {
  await database.db
    .updateTable('deliveries')
    .set({ state: 'sending', sending_at: new Date(Date.now() - secondsAgo * 1000), sending_by: newId(), attempts: 1 })
    .where('reply_id', '=', reply)
    .execute()
}

test('where a try left no outcome, the network is asked before anything is said again', async () => {
  const net = network({
    find: async (_context, spoken) => ({ externalId: `n:${spoken.key}`, saidAt: spoken.decidedAt }),
  })
  const { channel, reply } = await decided(net.connector, ['hola'])
  await leaveUnderWay(reply, 60)
  await speak(net.board, processId, channel.id, aborted())
  assert.deepEqual([net.accepted.length, (await statesOf(reply))[0]?.state], [0, 'sent'])
})

test('what the network surely lacks is said', async () => {
  const net = network({ find: async () => 'absent' })
  const { channel, reply } = await decided(net.connector, ['hola'])
  await leaveUnderWay(reply, 60)
  await speak(net.board, processId, channel.id, aborted())
  assert.deepEqual([net.accepted.length, (await statesOf(reply))[0]?.state], [1, 'sent'])
})

test('the look-up waits until what was under way has had time to arrive', async () => {
  const net = network({ find: async () => 'absent' })
  const { channel, reply } = await decided(net.connector, ['hola'])
  await leaveUnderWay(reply, 0)
  await speak(net.board, processId, channel.id, aborted())
  assert.deepEqual([net.accepted.length, (await statesOf(reply))[0]?.state], [0, 'sending'])
})

test('what cannot be known is given to a person', async () => {
  const net = network()
  const { channel, reply } = await decided(net.connector, ['hola', 'y adiós'])
  await leaveUnderWay(reply, 60)
  await database.db
    .updateTable('deliveries')
    .set({ state: 'waiting' })
    .where('reply_id', '=', reply)
    .where('part', '=', 1)
    .execute()
  await speak(net.board, processId, channel.id, aborted())
  assert.deepEqual(
    [net.accepted.length, ...(await statesOf(reply)).map(({ state }) => state)],
    [0, 'uncertain', 'failed'],
  )
})

test('with idempotency the same key is simply said again', async () => {
  const net = network({ idempotent: true })
  const { channel, reply } = await decided(net.connector, ['hola'])
  await leaveUnderWay(reply, 0)
  await speak(net.board, processId, channel.id, aborted())
  assert.deepEqual([net.accepted.length, (await statesOf(reply))[0]?.state], [1, 'sent'])
})

test('a delivery that a living process has is left alone', async () => {
  const net = network()
  const { channel, reply } = await decided(net.connector, ['hola'])
  const other = newId()
  await database.db.insertInto('processes').values({ id: other, role: 'all' }).execute()
  await database.db
    .updateTable('deliveries')
    .set({ state: 'sending', sending_at: new Date(), sending_by: other })
    .where('reply_id', '=', reply)
    .execute()
  await speak(net.board, processId, channel.id, aborted())
  assert.equal(net.accepted.length, 0)
})

test('a claim of ours whose answer was lost is taken up, and looked up before anything is said', async () => {
  const net = network({ find: async () => 'absent' })
  const { channel, reply } = await decided(net.connector, ['hola'])
  await database.db.insertInto('processes').values({ id: processId, role: 'all' }).execute()
  await leaveUnderWay(reply, 60)
  await database.db.updateTable('deliveries').set({ sending_by: processId }).where('reply_id', '=', reply).execute()
  await speak(net.board, processId, channel.id, aborted())
  assert.deepEqual([net.accepted.length, (await statesOf(reply))[0]?.state], [1, 'sent'])
})

test('called several times at once, one process speaks with one voice', async () => {
  const net = network()
  const { channel, reply } = await decided(net.connector, ['hola', 'y adiós'])
  await Promise.all(Array.from({ length: 4 }, () => speak(net.board, processId, channel.id, aborted())))
  assert.equal(net.accepted.length, 2)
  assert.deepEqual(
    (await statesOf(reply)).map(({ state }) => state),
    ['sent', 'sent'],
  )
})

test('a reply that was said is written down as said when the database comes back', async () => {
  const net = network()
  const { channel, reply } = await decided(net.connector, ['hola'])
  let lost = 0
  const { db } = net.board.core
  net.board.core.db = new Proxy(db, {
    get(target, name, receiver) {
      if (name === 'transaction' && net.accepted.length > 0 && lost < 1) {
        lost += 1
        throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' })
      }
      const value: unknown = Reflect.get(target, name, receiver)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  await speak(net.board, processId, channel.id, aborted())
  assert.deepEqual([lost, net.accepted.length, (await statesOf(reply))[0]?.state], [1, 1, 'sent'])
})

test('a reply that is told the id of another is kept as its own, and the window says so', async () => {
  const { db } = database
  const net = network({
    send: async (_context, spoken) => ({ externalId: 'always the same', saidAt: spoken.decidedAt }),
  })
  const { channel, conversationId, reply } = await decided(net.connector, ['Sí, hasta las 8.', 'Te esperamos.'])
  await speak(net.board, processId, channel.id, aborted())
  const states = await statesOf(reply)
  assert.deepEqual(
    states.map(({ state }) => state),
    ['sent', 'sent'],
  )
  assert.notEqual(states[0]?.message_id, states[1]?.message_id)
  const ours = await db
    .selectFrom('messages')
    .select(['text', 'external_id'])
    .where('conversation_id', '=', conversationId)
    .where('is_ours', '=', true)
    .orderBy('id')
    .execute()
  assert.deepEqual(
    ours.map(({ text }) => text),
    ['Sí, hasta las 8.', 'Te esperamos.'],
  )
  const notes = await db.selectFrom('refused_items').selectAll().where('channel_id', '=', channel.id).execute()
  assert.deepEqual(
    notes.map(({ reason, excerpt }) => [reason, excerpt]),
    [[words('outbox.same-id', { id: 'always the same' }), 'Te esperamos.']],
  )
})

test('a reply that is told the id of what it answers does not become that message', async () => {
  const net = network({ send: async (_context, spoken) => ({ externalId: 'q', saidAt: spoken.decidedAt }) })
  const { channel, reply } = await decided(net.connector, ['hola'])
  await speak(net.board, processId, channel.id, aborted())
  const [delivery] = await statesOf(reply)
  const message = await database.db
    .selectFrom('messages')
    .select(['text', 'is_ours'])
    .where('id', '=', delivery?.message_id ?? '')
    .executeTakeFirst()
  assert.deepEqual(message, { text: 'hola', is_ours: true })
})

test('a reply that is heard before its answer comes is one message', async () => {
  const net = network({
    send: async (_context, spoken) => {
      const message = {
        externalId: 'early',
        parentExternalId: 'q',
        author: { externalId: 'us', name: 'Café Alameda' },
        body: { text: spoken.text },
        media: [],
        visibility: 'public' as const,
        saidAt: new Date(),
      }
      const how = { moves: 'newest', now: new Date() } as const
      await take(database.db, net.connector, channel, { heard: [{ kind: 'message', message }], cursor: 2 }, how)
      return { externalId: 'early', saidAt: spoken.decidedAt }
    },
  })
  const { channel, conversationId, reply } = await decided(net.connector, ['hola'])
  await speak(net.board, processId, channel.id, aborted())
  assert.equal((await statesOf(reply))[0]?.state, 'sent')
  const { db } = database
  const ours = await db
    .selectFrom('messages')
    .select('external_id')
    .where('conversation_id', '=', conversationId)
    .where('is_ours', '=', true)
    .execute()
  assert.deepEqual(ours, [{ external_id: 'early' }])
})

test('what may not leave yet does not, and holds up nothing; when its moment has come it is said', async () => {
  const net = network()
  const { channel, conversationId, reply } = await decided(net.connector, ['más tarde'])
  const { db } = database
  const leave = (leaves_at: Date) =>
    db.updateTable('deliveries').set({ leaves_at }).where('reply_id', '=', reply).execute()
  await leave(new Date(Date.now() + 60_000))
  const other = newId()
  const { in_reply_to } = await db.selectFrom('replies').selectAll().where('id', '=', reply).executeTakeFirstOrThrow()
  const row = { id: other, conversation_id: conversationId, in_reply_to, written_by: null, text: 'ya' }
  await db.insertInto('replies').values(row).execute()
  const none = { sending_at: null, sending_by: null, message_id: null, settled_at: null }
  const delivery = { id: newId(), reply_id: other, part: 0, channel_id: channel.id, text: 'ya', ...none }
  await db.insertInto('deliveries').values(delivery).execute()
  // The clock of this process may be wrong by an hour.
  net.later(3_600_000)
  await speak(net.board, processId, channel.id, aborted())
  assert.deepEqual(
    net.accepted.map(({ text }) => text),
    ['ya'],
  )
  assert.equal((await statesOf(reply))[0]?.state, 'waiting')
  await leave(new Date(Date.now() - 1))
  await speak(net.board, processId, channel.id, aborted())
  assert.equal((await statesOf(reply))[0]?.state, 'sent')
  assert.equal(net.accepted.length, 2)
})

test('after a restart what is due is woken, and what leaves later is not', async () => {
  const net = network()
  const { channel, reply } = await decided(net.connector, ['más tarde'])
  const woken = async (leavesAt: Date) => {
    await database.db.updateTable('deliveries').set({ leaves_at: leavesAt }).where('reply_id', '=', reply).execute()
    await sweep(net.board)
    const sql = 'select 1 from graphile_worker.jobs where key = $1'
    return (await database.pool.query(sql, [`outbox.speak:${channel.id}`])).rowCount
  }
  assert.equal(await woken(new Date(Date.now() + 60_000)), 0)
  assert.equal(await woken(new Date(Date.now() - 1)), 1)
})

test('a paused window says nothing and is not woken; when it goes on, what it kept leaves', async () => {
  const net = network()
  const { channel, reply } = await decided(net.connector, ['hola'])
  subscribe({ inTx: outboxSubscribers.inTx, later: new Map() })
  const wakes = async () => {
    const sql = 'select 1 from graphile_worker.jobs where key = $1'
    return (await database.pool.query(sql, [`outbox.speak:${channel.id}`])).rowCount
  }
  await database.db.transaction().execute((tx) => pause(tx, channel, undefined))
  await sweep(net.board)
  await speak(net.board, processId, channel.id, aborted())
  assert.deepEqual([net.accepted.length, await wakes()], [0, 0])
  await database.db.transaction().execute((tx) => resume(tx, channel, undefined))
  assert.equal(await wakes(), 1)
  await speak(net.board, processId, channel.id, aborted())
  assert.deepEqual([net.accepted.length, (await statesOf(reply))[0]?.state], [1, 'sent'])
})
