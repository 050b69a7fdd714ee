import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { minute, rosa, said, someConversation, us } from '../../test/talk.ts'
import { newId } from '../lib/ids.ts'
import { createWorld, form, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

test('nobody reads a conversation without signing in, and an observer changes nothing', async () => {
  const { id } = await someConversation(world.db)
  const nobody = await world.as(undefined)(`/conversations/${id}`, json('GET'))
  assert.equal(nobody.status, 401)
  const page = await world.as(undefined)(`/conversations/${id}`)
  assert.equal(page.headers.get('location'), `/sign-in?back=${encodeURIComponent(`/conversations/${id}`)}`)
  const vera = world.as(world.cast.vera)
  assert.equal((await vera(`/conversations/${id}`)).status, 200)
  for (const path of ['closure', 'snooze', 'assignment', 'tags/x', 'draft'])
    assert.equal((await vera(`/conversations/${id}/${path}`, json('PUT', {}))).status, 403, path)
  for (const path of ['replies', 'notes'])
    assert.equal((await vera(`/conversations/${id}/${path}`, json('POST', { text: 'x' }))).status, 403, path)
})

test('what is not there is not found, and what is not understood says which part', async () => {
  const marta = world.as(world.cast.marta)
  assert.equal((await marta(`/conversations/${newId()}`)).status, 404)
  assert.equal((await marta('/conversations/7')).status, 404)
  assert.equal((await marta('/messages/7')).status, 404)
  assert.equal((await marta('/conversations?after=nonsense', json('GET'))).status, 400)
  const wrong = await marta('/conversations?view=everything', json('GET'))
  assert.deepEqual([wrong.status, Object.keys((await wrong.json()).fields)], [400, ['view']])
  for (const nasty of ['q=%00', 'tag=%00', 'q=%F0%9F', 'tag=%27%3B--'])
    assert.equal((await marta(`/conversations?${nasty}`, json('GET'))).status, 200, nasty)
  const { id } = await someConversation(world.db)
  const broken = await marta(`/conversations/${id}/replies`, { ...json('POST', 1), body: '{' })
  assert.equal(broken.status, 400)
  const snooze = await marta(`/conversations/${id}/snooze`, json('PUT', { until: 'soon' }))
  assert.deepEqual([snooze.status, Object.keys((await snooze.json()).fields)], [422, ['until']])
})

test('a page of the inbox shows who spoke, what they said and that it waits; the next page goes on', async () => {
  for (let at = 0; at < 3; at++)
    await someConversation(world.db, said(`${at}`, { body: { text: `Pedido ${at}` }, saidAt: minute(30 + at) }))
  const marta = world.as(world.cast.marta)
  const first = await (await marta('/conversations?view=open&limit=2', json('GET'))).json()
  assert.deepEqual(
    first.conversations.map((row: { excerpt: string }) => row.excerpt),
    ['Pedido 2', 'Pedido 1'],
  )
  assert.equal(first.conversations[0].people[0].name, 'Lucas Prieto')
  const second = await (await marta(`/conversations?view=open&limit=2&after=${first.after}`, json('GET'))).json()
  assert.equal(second.conversations[0].excerpt, 'Pedido 0')
  const html = await (await marta('/conversations')).text()
  for (const words of ['Pedido 2', 'Lucas Prieto', 'By need', 'Waits', 'data-inbox="needs"', 'Unread:'])
    assert.ok(html.includes(words), words)
})

test('a conversation shows its thread, where an answer goes, and how openly', async () => {
  const { id } = await someConversation(
    world.db,
    said('1', { body: { text: 'Llegó molido <b>' }, subject: 'Pedido mal molido' }),
    said('2', { parentExternalId: '1', author: rosa, saidAt: minute(2), body: { text: 'A mí también' } }),
    said('3', {
      parentExternalId: '0',
      saidAt: minute(3),
      visibility: 'direct',
      body: { text: 'Te lo cuento en privado' },
    }),
    said('4', {
      parentExternalId: '2',
      rootExternalId: '0',
      saidAt: minute(4),
      author: us,
      body: { text: 'Lo miramos' },
    }),
  )
  const html = await (await world.as(world.cast.marta, 'es')(`/conversations/${id}`)).text()
  for (const words of [
    'Pedido mal molido',
    'Llegó molido &lt;b&gt;',
    'A mí también',
    'Aquí hay un mensaje que no hemos oído de Scripted',
    'Responder en privado',
    'Enviar por Scripted, en privado',
    'data-depth="1"',
    'Dicho en Scripted directamente',
    'turbo-prefetch',
  ])
    assert.ok(html.includes(words), words)
  const body = await (await world.as(world.cast.marta)(`/conversations/${id}`, json('GET'))).json()
  assert.deepEqual(
    body.messages.map((message: { external_id: string; depth: number }) => [message.external_id, message.depth]),
    [
      ['1', 0],
      ['2', 1],
      ['3', 1],
      ['4', 2],
    ],
  )
  assert.deepEqual(body.awaited, ['0'])
  assert.equal('search' in body.messages[0], false)
})

test('reading a conversation is remembered for whoever reads it, until it is marked unread', async () => {
  const { id } = await someConversation(world.db)
  const unread = async (who: 'marta' | 'nico') => {
    const page = await (await world.as(world.cast[who])('/conversations?view=open&limit=100', json('GET'))).json()
    return page.conversations.find((row: { id: string }) => row.id === id)?.unread
  }
  const marta = world.as(world.cast.marta)
  await marta(`/conversations/${id}`, json('GET'))
  assert.equal(await unread('marta'), true, 'a program that reads is no reader')
  await marta(`/conversations/${id}`)
  assert.deepEqual([await unread('marta'), await unread('nico')], [false, true])
  await marta(`/conversations/${id}/read`, form('DELETE'))
  assert.equal(await unread('marta'), true)
})

test('a deed leads back to the page, which says once what was done and how to undo it', async () => {
  const { id } = await someConversation(world.db)
  const marta = world.as(world.cast.marta)
  const back = `/conversations/${id}?view=open`
  const closed = await marta(`/conversations/${id}/closure`, form('PUT', { back }))
  assert.deepEqual([closed.status, closed.headers.get('location')], [303, back])
  const cookie = closed.headers.get('set-cookie')?.split(';')[0] ?? ''
  const html = await (await marta(back, { headers: { cookie } })).text()
  assert.match(html, /Closed\.[\s\S]*name="_method" value="DELETE"/)
  assert.ok(html.includes(`action="/conversations/${id}/closure"`))
  const forged = `tertulia-said=${encodeURIComponent(JSON.stringify({ key: 'conversations.told-closed', undo: { action: '/users/1', method: 'delete', fields: {} } }))}`
  assert.ok(!(await (await marta(back, { headers: { cookie: forged } })).text()).includes('/users/1'))
  const elsewhere = await marta(`/conversations/${id}/closure`, form('DELETE', { back: 'https://example.org/' }))
  assert.equal(elsewhere.headers.get('location'), '/')
})

test('an address that was absorbed leads to the conversation it became part of', async () => {
  const { id } = await someConversation(world.db)
  const old = newId()
  await world.db.insertInto('conversation_unions').values({ absorbed_id: old, conversation_id: id }).execute()
  const moved = await world.as(world.cast.marta)(`/conversations/${old}?view=open`)
  assert.deepEqual([moved.status, moved.headers.get('location')], [308, `/conversations/${id}?view=open`])
  const closed = await world.as(world.cast.marta)(`/conversations/${old}/closure`, json('PUT'))
  assert.equal((await closed.json()).state, 'closed')
})

test('a text that is refused comes back in its form with the reason, and nothing is sent', async () => {
  const { id } = await someConversation(world.db)
  const text = 'palabra '.repeat(100)
  const refused = await world.as(world.cast.marta)(`/conversations/${id}/replies`, form('POST', { text }))
  assert.equal(refused.status, 422)
  const html = await refused.text()
  assert.ok(html.includes('Scripted takes 500') && html.includes('palabra palabra'))
  assert.equal((await world.db.selectFrom('replies').selectAll().where('conversation_id', '=', id).execute()).length, 0)
})

test('an answer that is sent stands in the thread on its way, and its draft is gone', async () => {
  const { id } = await someConversation(world.db)
  const marta = world.as(world.cast.marta)
  const kept = await marta(`/conversations/${id}/draft`, json('PUT', { text: 'Hola Luc' }))
  assert.equal((await kept.json()).draft.text, 'Hola Luc')
  assert.ok((await (await marta(`/conversations/${id}`)).text()).includes('>Hola Luc</textarea>'))
  const sent = await marta(`/conversations/${id}/replies`, json('POST', { text: 'Hola Lucas, lo miro.' }))
  assert.equal(sent.status, 201)
  assert.equal((await sent.json()).deliveries[0].state, 'waiting')
  const html = await (await marta(`/conversations/${id}`)).text()
  for (const words of ['Hola Lucas, lo miro.', 'About to leave for Scripted', 'Take back and edit'])
    assert.ok(html.includes(words), words)
  assert.ok(!html.includes('>Hola Luc</textarea>'))
})
