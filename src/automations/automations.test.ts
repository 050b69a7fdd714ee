import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { heard, said } from '../../test/talk.ts'
import { assign, close, findConversation, note, tag } from '../conversations/index.ts'
import type { World } from '../conversations/world.test-kit.ts'
import { newId } from '../lib/ids.ts'
import { createActing, kinds } from './acting.test-kit.ts'
import { findAutomation } from './automation.ts'
import { longestChain } from './limits.ts'
import { findRuns, undoRun } from './run.ts'
import { runDues } from './run-dues.ts'
import { callWaits } from './waits.ts'

let acting: Awaited<ReturnType<typeof createActing>>
let world: World
before(async () => {
  acting = await createActing()
  world = acting.world
})
after(() => world.drop())
beforeEach(() => acting.forget())

const on = (given: object) => acting.on(given)
const talk = (text?: string, more?: object) => acting.talk(text, more)
const read = () => acting.read()
const run = () => acting.run()
const tagsOf = (id: string) => acting.tagsOf(id)

test('what is said is answered where it fits, and the thread says by which automation', async () => {
  const id = await on({
    name: 'Devoluciones',
    when: { on: 'message.heard' },
    if: { all: [{ words: ['reembolso', 'devolver*'] }, { none: [{ tags: ['vip'] }] }] },
    deeds: [
      { do: 'tag', tag: 'dinero' },
      { do: 'assign', to: `user:${world.cast.marta.id}` },
    ],
  })
  const { id: fits } = await talk('Quiero un REEMBOLSO ya')
  const { id: other } = await talk('Todo bien')
  assert.equal(await run(), 1)
  assert.deepEqual(await tagsOf(fits), ['dinero'])
  assert.deepEqual(await tagsOf(other), [])
  assert.equal((await findConversation(world.db, fits)).assignment?.user?.name, 'Marta')
  const page = await (
    await world.as(world.cast.marta)(`/conversations/${fits}`, { headers: { accept: 'text/html' } })
  ).text()
  assert.match(page, /The automation Devoluciones tagged it dinero/)
  assert.match(page, /The automation Devoluciones gave it to Marta/)
  const [done] = await findRuns(world.db, id)
  assert.deepEqual(done?.because, [{ leaf: { words: ['reembolso'] } }, { leaf: { tags: ['vip'] }, not: true }])
  assert.equal(await run(), 0)
})

test('a run is undone, except what somebody changed since', async () => {
  const id = await on({
    when: { on: 'conversation.opened' },
    deeds: [
      { do: 'tag', tag: 'nuevo' },
      { do: 'note', text: 'Mira esto' },
      { do: 'assign', to: `user:${world.cast.marta.id}` },
    ],
  })
  const { id: conversation, channel } = await talk()
  await run()
  const [done] = await findRuns(world.db, id)
  await world.tx((tx) => assign(tx, conversation, { userId: world.cast.nico.id }, world.cast.nico))
  const undo = () => world.tx((tx) => undoRun(tx, kinds, done?.id ?? '', world.cast.nico, new Date()))
  await assert.rejects(world.tx((tx) => undoRun(tx, kinds, done?.id ?? '', world.cast.marta, new Date())))
  assert.deepEqual(await undo(), { undone: 2, left: 1, conversationId: conversation })
  await assert.rejects(undo())
  assert.deepEqual(await tagsOf(conversation), [])
  assert.equal((await findConversation(world.db, conversation)).assignment?.user?.name, 'Nico')
  // It opened once.
  await heard(world.db, channel, said('2', { parentExternalId: '1', saidAt: new Date() }))
  await read()
  assert.equal(await run(), 0)
})

test('history that comes in is not answered, nor what happened while it was off', async () => {
  const { id: before } = await talk()
  const id = await on({ when: { on: 'message.heard' }, deeds: [{ do: 'tag', tag: 'x' }] })
  await talk('old', { saidAt: new Date(Date.now() - 3 * 86_400_000) })
  assert.equal(await run(), 0)
  assert.deepEqual(await tagsOf(before), [])
  const { id: late } = await talk()
  await sql`update automations set on_since = now() + interval '1 minute' where id = ${id}`.execute(world.db)
  assert.equal(await run(), 0)
  assert.deepEqual(await tagsOf(late), [])
})

test('what is still to be read is waited for', async () => {
  await on({ when: { on: 'message.heard' }, deeds: [{ do: 'tag', tag: 'x' }] })
  const { id, messageIds } = await talk()
  await sql`insert into readings_due (message_id) values (${messageIds[0]})`.execute(world.db)
  assert.equal(await run(), 0)
  await read()
  await sql`update automation_dues set due_at = now() - interval '1 second'`.execute(world.db)
  assert.equal(await run(), 1)
  assert.deepEqual(await tagsOf(id), ['x'])
})

test('two that undo each other stop: none answers what it led to itself', async () => {
  await on({ name: 'opens', when: { on: 'conversation.closed' }, deeds: [{ do: 'reopen' }] })
  await on({ name: 'closes', when: { on: 'conversation.reopened' }, deeds: [{ do: 'close' }] })
  const { id } = await talk()
  await run()
  await world.tx((tx) => close(tx, id, world.cast.marta))
  assert.equal(await run(), 2)
  assert.equal((await findConversation(world.db, id)).state, 'closed')
})

test('beyond a chain of three the fourth rests, and those who lead are told', async () => {
  const name = (at: number) => `t${at}`
  for (let at = 4; at >= 0; at--)
    await on({
      name: name(at),
      when: { on: 'conversation.tagged' },
      if: { all: [{ tags: [name(at)] }, { none: [{ tags: [name(at + 1)] }] }] },
      deeds: [{ do: 'tag', tag: name(at + 1) }],
    })
  const { id } = await talk()
  await world.tx((tx) => tag(tx, id, 't0', world.cast.marta))
  assert.equal(await run(), 3)
  assert.deepEqual(await tagsOf(id), ['t0', 't1', 't2', 't3'])
  const { rows } = await sql<{ because: string; name: string }>`
    select p.because, a.name from automation_pauses p join automations a on a.id = p.automation_id`.execute(world.db)
  assert.deepEqual(rows, [{ because: 'chain', name: 't3' }])
  assert.ok((await world.eventsOf(id)).includes('automation.paused'))
})

test('the eleventh time in an hour it leaves that conversation alone, says so once, and goes on elsewhere', async () => {
  const id = await on({ when: { on: 'message.heard' }, deeds: [{ do: 'note', text: 'again' }] })
  const { id: conversation, channel } = await talk()
  await run()
  for (let at = 0; at < 13; at++) {
    await heard(world.db, channel, said(`n${at}`, { parentExternalId: '1', saidAt: new Date() }))
    await read()
    await run()
  }
  const runs = await findRuns(world.db, id)
  assert.equal(runs.filter(({ failed }) => failed === null).length, 10)
  assert.deepEqual(
    runs.flatMap(({ failed }) => failed?.key ?? []),
    ['automations.often-here'],
  )
  assert.equal((await world.eventsOf(conversation)).filter((kind) => kind === 'automation.skipped').length, 1)
  assert.equal((await findAutomation(world.db, id)).pause, null)
  await talk('elsewhere')
  assert.equal(await run(), 1)
})

test('a deed that is refused leaves nothing half done, is said, and stops no other', async () => {
  const wrong = await on({
    when: { on: 'message.heard' },
    deeds: [
      { do: 'tag', tag: 'half' },
      { do: 'assign', to: `user:${newId()}` },
    ],
  })
  await on({ when: { on: 'message.heard' }, deeds: [{ do: 'tag', tag: 'whole' }] })
  const { id } = await talk()
  assert.equal(await run(), 1)
  assert.deepEqual(await tagsOf(id), ['whole'])
  assert.equal((await findRuns(world.db, wrong))[0]?.failed?.key, 'conversations.assignee-unknown')
})

test('whoever waits for long is answered once for the same waiting', async () => {
  await on({ when: { on: 'waits-for-us', minutes: 60 }, deeds: [{ do: 'tag', tag: 'waits' }] })
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  const { id } = await talk('Hola', { saidAt: ago(59.5) })
  const { id: before } = await talk('Hola', { saidAt: ago(90) })
  assert.equal(await callWaits(world.db, new Date()), 0)
  const soon = new Date(Date.now() + 60_000)
  assert.equal(await callWaits(world.db, soon), 1)
  assert.equal(await callWaits(world.db, soon), 0)
  assert.equal(await runDues(world.db, kinds, soon), 1)
  assert.deepEqual(await tagsOf(id), ['waits'])
  assert.deepEqual(await tagsOf(before), [])
})

const deed = fc.oneof(
  fc.constant({ do: 'close' }),
  fc.constant({ do: 'reopen' }),
  fc.constant({ do: 'note', text: 'n' }),
  fc.constantFrom('a', 'b').map((tag) => ({ do: 'tag', tag })),
  fc.constantFrom('a', 'b').map((tag) => ({ do: 'untag', tag })),
)
const trigger = fc.constantFrom(
  'conversation.closed',
  'conversation.reopened',
  'conversation.tagged',
  'conversation.untagged',
)
const any = fc.record({
  when: trigger.map((on) => ({ on })),
  deeds: fc.array(deed, { minLength: 1, maxLength: 3 }),
})

test('whatever automations there are, they stop', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(any, { minLength: 1, maxLength: 5 }), async (all) => {
      await sql`delete from automations`.execute(world.db)
      for (const one of all) await on(one)
      const { id } = await talk()
      await world.tx((tx) => close(tx, id, world.cast.marta))
      await world.tx((tx) => tag(tx, id, 'a', world.cast.marta))
      const acted = await run()
      // Two beginnings; each chain is at most so long and never comes back to one of its own.
      assert.ok(acted <= 2 * mostFrom(all.length), `${acted} of ${all.length}`)
      const { rows } = await sql`select from automation_dues`.execute(world.db)
      assert.equal(rows.length, 0)
    }),
    { numRuns: 12 },
  )
})

/** Each deed of each, answered by each of the others, and so on. */
function mostFrom(count: number): number {
  let [most, ways] = [0, 1]
  for (let depth = 0; depth < longestChain; depth++) {
    ways *= Math.max(0, count - depth) * (depth === 0 ? 1 : 3)
    most += ways
  }
  return most
}

test('a note says which automation wrote it', async () => {
  await on({ name: 'Aviso', when: { on: 'message.heard' }, deeds: [{ do: 'note', text: 'Ojo' }] })
  const { id } = await talk()
  await run()
  await world.tx((tx) => note(tx, id, 'Visto', world.cast.marta))
  const page = await (
    await world.as(world.cast.marta, 'es')(`/conversations/${id}`, { headers: { accept: 'text/html' } })
  ).text()
  assert.match(page, /La automatización Aviso/)
})
