import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { said, someConversation } from '../../test/talk.ts'
import { saveReply } from '../conversations/saved-replies/write.ts'
import { newId } from '../lib/ids.ts'
import { tryApp } from './app.test-kit.ts'
import { deedKinds } from './deed.ts'
import { ownDeeds } from './own-deeds.ts'
import { workBatch } from './step-batch.ts'

const app = await tryApp()
const { cast, api, page, form } = app
const { db } = app.core
const marta = cast.marta.headers
const kinds = deedKinds(ownDeeds)
after(() => app.end())

const make = async (body: object, headers = marta): Promise<string> => {
  const made = await api(
    'POST',
    '/macros',
    { name: 'Al taller', deeds: [{ do: 'tag', tag: 'taller' }], ...body },
    headers,
  )
  assert.equal(made.status, 201)
  return made.body.id
}
const talk = async (): Promise<string> => (await someConversation(db, said('1', { saidAt: new Date() }))).id
const look = async (id: string) => (await api('GET', `/conversations/${id}`)).body

test('whoever only looks has none, and nobody runs or changes what is another’s own', async () => {
  const [mine, conversation] = [await make({}), await talk()]
  assert.equal((await page('/macros', cast.vera.headers)).status, 403)
  const run = (headers: Record<string, string>) =>
    api('POST', `/conversations/${conversation}/macros/${mine}`, {}, headers)
  assert.deepEqual([(await run(cast.vera.headers)).status, (await run(cast.olga.headers)).status], [403, 404])
  assert.equal((await api('DELETE', `/macros/${mine}`, undefined, cast.olga.headers)).status, 404)
  assert.equal((await run({})).status, 401)
})

test('its deeds are done together, said as theirs, and undone as one', async () => {
  const reply = await db
    .transaction()
    .execute((tx) =>
      saveReply(tx, { name: 'Va al taller', teamId: null, texts: { en: 'We look at it, {name}.' } }, cast.nico),
    )
  const id = await make({
    deeds: [
      { do: 'assign', to: `user:${cast.nico.id}` },
      { do: 'tag', tag: 'taller' },
      { do: 'draft', saved_reply: reply },
      { do: 'snooze', minutes: 60 },
      { do: 'close' },
    ],
  })
  const conversation = await talk()
  const html = await (await page(`/conversations/${conversation}`, marta)).text()
  assert.match(html, new RegExp(`action="/conversations/${conversation}/macros/${id}"`))
  const { status, body } = await api('POST', `/conversations/${conversation}/macros/${id}`, {}, marta)
  assert.deepEqual([status, body.run.did], [200, ['assign', 'tag', 'draft', 'snooze', 'close']])
  const after = await look(conversation)
  assert.deepEqual([after.state, after.tags, after.assignment.user.name], ['closed', ['taller'], 'Nico'])
  const draft = await db
    .selectFrom('drafts')
    .select('text')
    .where('conversation_id', '=', conversation)
    .executeTakeFirst()
  assert.match(draft?.text ?? '', /We look at it/)
  assert.equal(
    (await api('POST', `/conversations/${conversation}/macros/${id}`, {}, marta)).body.run.did.includes('tag'),
    false,
  )
  const undoing = (id: string) => new RegExp(`action="/macros/runs/${id}/undoing"`, 'g')
  const thread = async (headers: Record<string, string>) =>
    (await page(`/conversations/${conversation}`, headers)).text()
  // Once, under the last thing it did; to whoever may.
  assert.equal((await thread(marta)).match(undoing(body.run.id))?.length, 1)
  assert.equal((await thread(cast.olga.headers)).match(undoing(body.run.id))?.length, 1)
  assert.equal((await thread(cast.vera.headers)).match(undoing(body.run.id)), null)
  const undone = await api('PUT', `/macros/runs/${body.run.id}/undoing`, {}, marta)
  assert.equal(undone.status, 200)
  assert.equal((await thread(marta)).match(undoing(body.run.id)), null)
  const { tags, assignment } = await look(conversation)
  assert.deepEqual([tags, assignment], [[], null])
})

test('what can be undone whole is as it was before', async () => {
  const id = await make({ deeds: [{ do: 'snooze', minutes: 60 }, { do: 'close' }, { do: 'note', text: 'hecho' }] })
  const conversation = await talk()
  const before = await look(conversation)
  const { body } = await api('POST', `/conversations/${conversation}/macros/${id}`, {}, marta)
  const { undone, left } = (await api('PUT', `/macros/runs/${body.run.id}/undoing`, {}, marta)).body
  assert.deepEqual([undone, left], [3, 0])
  const now = await look(conversation)
  assert.deepEqual([now.state, now.snooze, now.closure], [before.state, before.snooze, before.closure])
})

test('one that cannot be done does nothing at all', async () => {
  const id = await make({
    deeds: [
      { do: 'tag', tag: 'medio' },
      { do: 'assign', to: `user:${cast.vera.id}` },
    ],
  })
  const conversation = await talk()
  assert.equal((await api('POST', `/conversations/${conversation}/macros/${id}`, {}, marta)).status, 422)
  assert.deepEqual((await look(conversation)).tags, [])
})

test('a form makes, changes, shares, removes and brings back one', async () => {
  const fields = { name: 'Gracias', whose: 'everybody', d1_do: 'tag', d1_tag: '#gracias', d3_do: 'close' }
  assert.equal((await form('POST', '/macros', fields, marta)).status, 303)
  const all = async (headers = marta) => (await api('GET', '/macros', undefined, headers)).body.macros
  const made = (await all(cast.nico.headers)).find((one: { name: string }) => one.name === 'Gracias')
  assert.deepEqual([made.deeds, made.whose], [[{ do: 'tag', tag: 'gracias' }, { do: 'close' }], 'everybody'])
  assert.equal(
    (await form('PUT', `/macros/${made.id}`, { ...fields, name: 'Adiós', whose: 'mine' }, marta)).status,
    303,
  )
  assert.ok(!(await all(cast.nico.headers)).some((one: { id: string }) => one.id === made.id))
  await api('DELETE', `/macros/${made.id}`, undefined, marta)
  assert.ok(!(await all()).some((one: { id: string }) => one.id === made.id))
  await api('DELETE', `/macros/${made.id}/removal`, undefined, marta)
  assert.ok((await all()).some((one: { name: string }) => one.name === 'Adiós'))
  const wrong = await form('POST', '/macros', { name: 'Mal', d1_do: 'snooze', d1_time: 'nunca' }, marta)
  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /Write a time like 30 min or 4 h/)
})

test('on many it goes on by itself, and is undone as one', async () => {
  const { channel, id: first } = await someConversation(db, said('many', { saidAt: new Date() }))
  const ids = Array.from({ length: 130 }, () => newId())
  await sql`insert into conversations (id, channel_id, last_at) select id, ${channel.id}, now()
    from unnest(${ids}::uuid[]) as id`.execute(db)
  const macro = await make({ deeds: [{ do: 'tag', tag: 'muchas' }, { do: 'close' }] })
  const begun = await api('POST', '/macros/batches', { macro, ids: [...ids, first, first, newId()] }, marta)
  assert.deepEqual([begun.status, begun.body.total, begun.body.done, begun.body.state], [202, 131, 100, 'doing'])
  const { id } = begun.body
  assert.equal((await api('GET', `/macros/batches/${id}`, undefined, cast.vera.headers)).status, 403)
  const now = () => new Date()
  await Promise.all([workBatch(db, kinds, id, now), workBatch(db, kinds, id, now)])
  const done = (await api('GET', `/macros/batches/${id}`, undefined, marta)).body
  assert.deepEqual([done.state, done.done, done.changed, done.refused], ['done', 131, 131, 0])
  const count = async () => {
    const { rows } = await sql<{ closed: number; tagged: number; events: number }>`
      select (select count(*)::int from conversation_closures where conversation_id = any(${ids}::uuid[])) as closed,
        (select count(*)::int from conversation_tags where conversation_id = any(${ids}::uuid[])) as tagged,
        (select count(*)::int from events where kind = 'conversation.closed' and conversation_id = any(${ids}::uuid[])) as events`.execute(
      db,
    )
    return rows[0]
  }
  assert.deepEqual(await count(), { closed: 130, tagged: 130, events: 130 })
  await api('DELETE', `/conversations/${ids[0]}/closure`, undefined, cast.nico.headers)
  await api('PUT', `/macros/batches/${id}/undoing`, undefined, marta)
  await workBatch(db, kinds, id, now)
  const undone = (await api('GET', `/macros/batches/${id}`, undefined, marta)).body
  assert.deepEqual([undone.state, undone.undone, undone.left_some], ['undone', 130, 1])
  assert.deepEqual(await count(), { closed: 0, tagged: 0, events: 130 })
  const html = await (await page(`/macros/batches/${id}`, marta)).text()
  assert.match(html, /130 are undone/)
})

test('where it cannot be done nothing is, and it goes on with the next', async () => {
  const macro = await make({
    deeds: [
      { do: 'tag', tag: 'medias' },
      { do: 'snooze', minutes: 60 },
      { do: 'note', text: '@Marta' },
    ],
  })
  const [one, other] = [await talk(), await talk()]
  const twin = { id: newId(), name: 'Marta', email: 'otra@example.org', role: 'agent' } as const
  await db.insertInto('users').values(twin).execute()
  const refused = (await api('POST', '/macros/batches', { macro, ids: [one, other] }, marta)).body
  assert.deepEqual([refused.state, refused.changed, refused.refused], ['done', 0, 2])
  assert.deepEqual([(await look(one)).tags, (await look(other)).state], [[], 'open'])
  await db.deleteFrom('users').where('id', '=', twin.id).execute()
  const done = (await api('POST', '/macros/batches', { macro, ids: [one, other] }, marta)).body
  assert.deepEqual([done.changed, done.refused], [2, 0])
  const { undone, left_some } = (await api('PUT', `/macros/batches/${done.id}/undoing`, undefined, marta)).body
  assert.deepEqual([undone, left_some], [2, 0])
  assert.deepEqual([(await look(one)).tags, (await look(other)).state], [[], 'open'])
})

test('those that are ticked in the list, or all that it holds, get it from the bar', async () => {
  const macro = await make({ deeds: [{ do: 'tag', tag: 'barra' }] })
  const [one, other] = [await talk(), await talk()]
  const html = await (await page('/conversations', marta)).text()
  assert.match(html, new RegExp(`name="macro" value="${macro}" formaction="/macros/batches"`))
  const done = await form('POST', '/macros/batches', { macro, 'ids[]': one, back: '/conversations?view=open' }, marta)
  assert.equal(done.headers.get('location'), '/conversations?view=open')
  assert.deepEqual([(await look(one)).tags, (await look(other)).tags], [['barra'], []])
  await form('POST', '/macros/batches', { macro, all: '1', at: '?view=open' }, marta)
  assert.deepEqual((await look(other)).tags, ['barra'])
  assert.equal((await form('POST', '/macros/batches', { macro }, marta)).status, 422)
})

test('no key on a page of the desk means two things: d is for macros, m for merging', async () => {
  await make({})
  const conversation = await talk()
  for (const address of [`/conversations/${conversation}`, '/conversations']) {
    const html = await (await page(address, marta)).text()
    const keysIn = (name: string) => [...html.matchAll(new RegExp(` ${name}="([^"]+)"`, 'g'))].map(([, key]) => key)
    for (const keys of [keysIn('data-key'), keysIn('data-bulk-key')])
      assert.deepEqual(keys.toSorted(), [...new Set(keys)].toSorted(), address)
    assert.equal(keysIn('data-bulk-key').includes('d'), true)
    assert.deepEqual(
      ['d', 'm'].filter((key) => keysIn('data-key').includes(key)),
      address === '/conversations' ? [] : ['d', 'm'],
    )
  }
})
