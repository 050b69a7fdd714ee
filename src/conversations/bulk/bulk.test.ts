import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { someConversation } from '../../../test/talk.ts'
import { abilitiesOf } from '../../access/index.ts'
import { createTranslator } from '../../core/i18n/translator.ts'
import { newId } from '../../lib/ids.ts'
import { words as ui } from '../../ui/words.ts'
import { assign } from '../assign.ts'
import { close, reopen } from '../close.ts'
import { deedNames } from '../deeds.ts'
import { conversationJobs } from '../jobs.ts'
import { conversationWords } from '../words.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { bulkSigns } from './live.tsx'
import { deedWords, didWords } from './sentences.ts'
import { step } from './step.ts'
import { forgetBulk, workBulk } from './work.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const several = async (count: number): Promise<string[]> =>
  (await Promise.all(Array.from({ length: count }, () => someConversation(world.db)))).map(({ id }) => id)

/** Many conversations of one window, open. */
async function many(count: number): Promise<{ channelId: string; ids: string[] }> {
  const { channel } = await someConversation(world.db)
  await sql`insert into conversations (id, channel_id, last_at, waiting_since)
    select gen_random_uuid(), ${channel.id}, now(), now() from generate_series(2, ${count})`.execute(world.db)
  const rows = await world.db.selectFrom('conversations').select('id').where('channel_id', '=', channel.id).execute()
  return { channelId: channel.id, ids: rows.map(({ id }) => id) }
}

const ask = (path: string, init: RequestInit, who = world.cast.marta) => world.as(who)(path, init)
const post = async (body: unknown, who = world.cast.marta) => (await ask('/bulk', json('POST', body), who)).json()
const now = () => new Date()
const states = async (ids: readonly string[]) => {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from conversations where id = any(${[...ids]}::uuid[]) group by 1 order by 1`.execute(
    world.db,
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

test('what is nothing, nobody or not allowed is refused, and nothing is done', async () => {
  const ids = await several(1)
  const { vera, marta } = world.cast
  const status = async (body: unknown, who = marta) => (await ask('/bulk', json('POST', body), who)).status
  assert.equal(await status({ deed: { do: 'close' }, ids }, vera), 403)
  assert.equal(await status({ deed: { do: 'assign', to: `user:${marta.id}` }, ids }, vera), 403)
  assert.equal(await status({ deed: { do: 'explode' }, ids }), 422)
  assert.equal(await status({ ids }), 422)
  assert.equal(await status({ deed: { do: 'close' }, ids: [] }), 422)
  assert.equal(await status({ deed: { do: 'close' }, ids: [newId()] }), 422)
  assert.equal(await status({ deed: { do: 'close' }, ids: ['x'] }), 422)
  assert.equal(await status({ deed: { do: 'snooze', until: '2001-01-01' }, ids }), 422)
  assert.equal((await ask(`/bulk/${newId()}`, json('GET'))).status, 404)
  assert.deepEqual(await states(ids), { open: 1 })
  assert.equal(await status({ deed: { do: 'unread' }, ids }, vera), 201)
})

test('a page of them is done at once and told once, and the undoing leaves what somebody changed since', async () => {
  const ids = await several(4)
  const [first = '', second = ''] = ids
  await world.tx((tx) => close(tx, first, world.cast.nico))
  const done = await post({ deed: { do: 'close' }, ids: [...ids, ...ids] })
  assert.deepEqual([done.state, done.total, done.done, done.changed], ['done', 4, 4, 3])
  assert.deepEqual(await states(ids), { closed: 4 })
  await world.tx((tx) => reopen(tx, second, world.cast.nico))
  await world.tx((tx) => close(tx, second, world.cast.nico))
  assert.equal((await ask(`/bulk/${done.id}/undoing`, json('PUT'), world.cast.vera)).status, 404)
  for (const _ of [1, 2]) {
    const undone = await (await ask(`/bulk/${done.id}/undoing`, json('PUT'))).json()
    assert.deepEqual([undone.state, undone.put_back, undone.left_alone], ['undone', 2, 1])
  }
  assert.deepEqual(await states(ids), { closed: 2, open: 2 })
})

test('a form without script: boxes and a button, and back to the list, which says so once', async () => {
  const ids = await several(2)
  const asMarta = world.as(world.cast.marta, 'es')
  const list = await (await asMarta('/conversations?view=open', { headers: { accept: 'text/html' } })).text()
  assert.match(list, /<form id="bulk" class="bulk" method="post" action="\/bulk"/)
  assert.match(
    list,
    new RegExp(`<input type="checkbox" class="row__choose" name="ids\\[\\]" value="${ids[0]}" form="bulk"`),
  )
  const fields = new URLSearchParams({
    deed: 'tag',
    tag: 'Pedidos',
    back: '/conversations?view=open',
    at: '?view=open',
  })
  for (const id of ids) fields.append('ids[]', id)
  const answer = await asMarta('/bulk', { ...form('POST'), body: fields.toString() })
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/conversations?view=open'])
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  const page = await (await asMarta('/conversations?view=open', { headers: { accept: 'text/html', cookie } })).text()
  assert.match(page, /2 con la etiqueta Pedidos\./)
  assert.match(page, /action="\/bulk\/[0-9a-f-]{36}\/undoing"/)
  const seen = await (
    await world.as(world.cast.vera)('/conversations?view=open', { headers: { accept: 'text/html' } })
  ).text()
  assert.doesNotMatch(seen, /row__choose|id="bulk"/)
})

test('all that a list holds, whatever page one is on; a search too; and its number is told', async () => {
  const { channelId, ids } = await many(130)
  const count = await (await ask(`/bulk/count?view=open&channel=${channelId}`, json('GET'))).json()
  assert.deepEqual(count, { count: 130, is_more: false })
  const frame = await ask(`/bulk/count?view=open&channel=${channelId}`, { headers: { accept: 'text/html' } })
  assert.match(await frame.text(), /<turbo-frame id="bulk-all">All 130 of this list/)
  const fields = { all: '1', at: `?view=open&channel=${channelId}`, deed: 'spam', back: '/conversations' }
  assert.equal((await ask('/bulk', form('POST', fields))).status, 303)
  const [run] = await world.db.selectFrom('bulk_runs').selectAll().orderBy('id', 'desc').limit(1).execute()
  assert.deepEqual([run?.state, run?.total, run?.done], ['doing', 130, 0])
  // It is under way: its page and the list show how far, and offer to stop it.
  const list = await (await ask('/conversations?view=open', { headers: { accept: 'text/html' } })).text()
  assert.match(list, new RegExp(`id="bulk-${run?.id}"[\\s\\S]*0 of 130[\\s\\S]*/bulk/${run?.id}/cancellation`))
  await conversationJobs(world.core, world.connectors)['conversations.bulk']?.({ run: run?.id })
  assert.deepEqual(await states(ids), { spam: 130 })
  const back = await post({ deed: { do: 'not-spam' }, match: { q: `channel:nowhere state:spam` } }).catch(
    () => undefined,
  )
  assert.equal(back?.detail, 'Choose at least one conversation.')
  const found = await post({ deed: { do: 'not-spam' }, match: { q: 'state:spam', channel: channelId } })
  assert.equal(found.total, 130)
  await workBulk(world.db, found.id, now)
  assert.deepEqual(await states(ids), { open: 130 })
})

test('thousands: in batches, going on after a crash, and put back exactly', async () => {
  const { channelId, ids } = await many(2_000)
  const run = await post({ deed: { do: 'close' }, match: { view: 'open', channel: channelId } })
  assert.deepEqual([run.state, run.total, run.done], ['doing', 2_000, 0])
  const look = async () => (await ask(`/bulk/${run.id}`, json('GET'))).json()
  let steps = 0
  const dies = () => {
    steps += 1
    if (steps === 4) throw new Error('killed')
    return new Date()
  }
  await assert.rejects(workBulk(world.db, run.id, dies), { message: 'killed' })
  const left = await look()
  assert.deepEqual([left.state, left.done, left.changed], ['doing', 600, 600])
  // Two workers at once do nothing twice.
  await Promise.all([workBulk(world.db, run.id, now), workBulk(world.db, run.id, now)])
  const done = await look()
  assert.deepEqual([done.state, done.done, done.changed], ['done', 2_000, 2_000])
  const { rows: told } = await sql<{ count: number }>`
    select count(*)::int as count from events where kind = 'conversation.closed' and data->>'bulk' = ${run.id}`.execute(
    world.db,
  )
  assert.equal(told[0]?.count, 2_000)
  const [first = ''] = ids
  await world.tx((tx) => reopen(tx, first, world.cast.nico))
  assert.equal((await ask(`/bulk/${run.id}/undoing`, json('PUT'))).status, 202)
  await workBulk(world.db, run.id, now)
  const undone = await look()
  assert.deepEqual([undone.state, undone.put_back, undone.left_alone], ['undone', 1_999, 1])
  assert.deepEqual(await states(ids), { open: 2_000 })
})

test('somebody stops it: what it did stays, and can be put back', async () => {
  const { channelId, ids } = await many(450)
  const run = await post({ deed: { do: 'snooze', until: 'week' }, match: { view: 'open', channel: channelId } })
  await world.tx((tx) => step(tx, run.id, now()))
  const stopped = await (await ask(`/bulk/${run.id}/cancellation`, json('PUT'))).json()
  await workBulk(world.db, run.id, now)
  assert.deepEqual([stopped.state, stopped.changed], ['cancelled', 200])
  assert.deepEqual(await states(ids), { open: 250, snoozed: 200 })
  await ask(`/bulk/${run.id}/undoing`, json('PUT'))
  await workBulk(world.db, run.id, now)
  assert.deepEqual(await states(ids), { open: 450 })
})

test('what somebody is at just then is done after the others', async () => {
  const ids = await several(3)
  const [busy = ''] = ids
  let run: { id: string; state: string; done: number } | undefined
  await world.tx(async (tx) => {
    await assign(tx, busy, { userId: world.cast.nico.id }, world.cast.nico)
    run = await post({ deed: { do: 'assign', to: `user:${world.cast.marta.id}` }, ids })
    assert.deepEqual([run?.state, run?.done], ['doing', 2])
  })
  await workBulk(world.db, run?.id ?? '', now)
  const done = await (await ask(`/bulk/${run?.id}`, json('GET'))).json()
  assert.deepEqual([done.state, done.changed], ['done', 3])
})

test('whoever they were to be given to leaves meanwhile: it says why it cannot go on', async () => {
  const { channelId } = await many(150)
  const to = world.cast.nico
  const run = await post({ deed: { do: 'assign', to: `user:${to.id}` }, match: { view: 'open', channel: channelId } })
  await world.db.updateTable('users').set({ deactivated_at: new Date() }).where('id', '=', to.id).execute()
  await workBulk(world.db, run.id, now)
  await world.db.updateTable('users').set({ deactivated_at: null }).where('id', '=', to.id).execute()
  const failed = await (await ask(`/bulk/${run.id}`, json('GET'))).json()
  assert.deepEqual([failed.state, failed.failure, failed.changed], ['failed', 'conversations.assignee-unknown', 0])
  const page = await (await ask(`/bulk/${run.id}`, { headers: { accept: 'text/html' } })).text()
  assert.match(page, /That person or team is no longer here/)
})

test('after a month it is forgotten', async () => {
  const done = await post({ deed: { do: 'close' }, ids: await several(1) })
  await forgetBulk(world.db, new Date(Date.now() + 29 * 86_400_000))
  assert.equal((await ask(`/bulk/${done.id}`, json('GET'))).status, 200)
  await forgetBulk(world.db, new Date(Date.now() + 31 * 86_400_000))
  assert.equal((await ask(`/bulk/${done.id}`, json('GET'))).status, 404)
})

test('every deed has its sentences, for none, one and many', () => {
  const translator = createTranslator([conversationWords])
  for (const language of ['en', 'es'])
    for (const name of deedNames)
      for (const count of [0, 1, 12]) {
        const t = translator.for(language)
        const it = { deed: { do: name, to: 'user:x', tag: 'Pedidos' }, to: 'Nico', total: count, changed: count }
        const [asked, did] = [t.words(deedWords(it)), t.words(didWords(it))]
        assert.match(asked, new RegExp(`\\b${count}\\b`), `${language} ${name}`)
        assert.ok(count === 0 || did.includes(String(count)), `${language} ${name}: ${did}`)
        assert.doesNotMatch(asked + did, /[{}]|conversations\./)
      }
})

test('whoever leads the team stops and puts back what a colleague does, and it says who did', async () => {
  const { marta, nico } = world.cast
  const { channelId, ids } = await many(230)
  const run = await post({ deed: { do: 'close' }, match: { view: 'open', channel: channelId } })
  await world.tx((tx) => step(tx, run.id, now()))
  const stopped = await (await ask(`/bulk/${run.id}/cancellation`, json('PUT'), nico)).json()
  assert.deepEqual([stopped.state, stopped.by.name, stopped.ended_by.name], ['cancelled', 'Marta', 'Nico'])
  const undone = await (await ask(`/bulk/${run.id}/undoing`, json('PUT'), nico)).json()
  assert.deepEqual([undone.state, undone.ended_by.name], ['undoing', 'Nico'])
  await workBulk(world.db, run.id, now)
  assert.deepEqual(await states(ids), { open: 230 })
  const { rows } = await sql<{ kind: string; by: string; count: number }>`
    select kind, by_user as by, count(*)::int as count from events where data->>'bulk' = ${run.id} group by 1, 2
    order by min(seq)`.execute(world.db)
  assert.deepEqual(
    rows.map(({ kind, by, count }) => [kind, by === nico.id ? 'Nico' : by === marta.id ? 'Marta' : by, count]),
    [
      ['conversation.closed', 'Marta', 200],
      ['bulk.done', 'Marta', 1],
      ['bulk.stopped', 'Nico', 1],
      ['conversation.reopened', 'Nico', 200],
      ['bulk.undone', 'Nico', 1],
    ],
  )
  const page = await (await ask(`/bulk/${run.id}`, { headers: { accept: 'text/html' } })).text()
  assert.match(page, /Taken back by Nico\./)
})

test('whoever may only look is offered nothing that would be refused, live too', async () => {
  const { channelId } = await many(120)
  const run = await post({ deed: { do: 'close' }, match: { view: 'open', channel: channelId } })
  await workBulk(world.db, run.id, now)
  const seen = { ...world.cast.marta, can: abilitiesOf('observer') }
  for (const path of ['/conversations', `/bulk/${run.id}`]) {
    const page = (who = world.cast.marta) => world.as(who)(path, { headers: { accept: 'text/html' } })
    assert.match(await (await page()).text(), new RegExp(`id="bulk-${run.id}".*bulk/${run.id}/undoing`, 's'), path)
    const text = await (await page(seen)).text()
    assert.match(text, new RegExp(`id="bulk-seen-${run.id}"`), path)
    assert.doesNotMatch(text, new RegExp(`bulk/${run.id}/undoing`), path)
  }
  const drawn = await bulkSigns(world.db)([run.id], createTranslator([conversationWords, ui]).for('en'))
  const [, deeds = '', none = ''] = drawn.split('<turbo-stream')
  assert.match(deeds, /target="bulk-[^s].*undoing/s)
  assert.match(none, /target="bulk-seen-/)
  assert.doesNotMatch(none, /undoing/)
})
