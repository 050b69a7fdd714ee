import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { z } from 'zod'
import { someConversation } from '../../../test/talk.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { findPromise } from './promise.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const nico = () => world.as(world.cast.nico)
const days = (count: number) => new Date(Date.now() + count * 86_400_000)

async function promised() {
  const { id } = await someConversation(world.db)
  const body = { what: 'Llamar', due_at: days(1).toISOString() }
  const made = await world.as(world.cast.marta)(`/conversations/${id}/promises`, json('POST', body))
  return { conversation: id, id: z.object({ id: z.string() }).parse(await made.json()).id }
}

/** Does it as a form, and presses "undo" on what the next page says. */
async function doAndUndo(path: string, fields: Record<string, string>) {
  const done = await nico()(path, form('PATCH', fields))
  assert.equal(done.status, 303)
  const cookie = /tertulia-said=[^;]+/.exec(done.headers.get('set-cookie') ?? '')?.[0] ?? ''
  const page = await nico()('/promises?whose=all', { headers: { accept: 'text/html', cookie } })
  const toast = /<t-toast.*?<\/t-toast>/s.exec(await page.text())?.[0] ?? ''
  assert.match(toast, /The promise was changed/)
  const hidden = [...toast.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ])
  const { _method, ...back } = Object.fromEntries(hidden)
  assert.equal(_method, 'PATCH')
  assert.equal((await nico()(path, form('PATCH', back))).status, 303)
}

const last = async (conversation: string) => {
  const { rows } = await sql<{ data: Record<string, unknown> }>`
    select data from events where conversation_id = ${conversation} and kind = 'promise.changed' order by at`.execute(
    world.db,
  )
  return rows.map(({ data }) => data)
}

test('whoever takes it over gives it back with one click, also to nobody; it is told whose it was', async () => {
  const { conversation, id } = await promised()
  const { marta, nico: taker } = world.cast
  await doAndUndo(`/promises/${id}`, { answers_for: 'me' })
  assert.equal((await findPromise(world.db, id)).answersFor?.id, marta.id)
  const [taken] = await last(conversation)
  assert.deepEqual([taken?.from, taken?.user], [marta.id, taker.id])
  await world.db.updateTable('promises').set({ answers_for: null }).where('id', '=', id).execute()
  await doAndUndo(`/promises/${id}`, { answers_for: 'me' })
  assert.equal((await findPromise(world.db, id)).answersFor, null)
})

test('a moment that was changed is what it was, also where that is over by now', async () => {
  const { id } = await promised()
  const was = days(-1)
  await world.db.updateTable('promises').set({ due_at: was }).where('id', '=', id).execute()
  await doAndUndo(`/promises/${id}`, { due_at: days(3).toISOString() })
  assert.equal((await findPromise(world.db, id)).dueAt.getTime(), was.getTime())
  const other = await nico()(`/promises/${id}`, json('PATCH', { due_at: days(-2).toISOString() }))
  assert.equal(other.status, 422)
})

test('the next page says that it was kept, with the way back', async () => {
  const { id } = await promised()
  const done = await nico()(`/promises/${id}/ending`, form('PUT', { state: 'kept' }))
  const cookie = /tertulia-said=[^;]+/.exec(done.headers.get('set-cookie') ?? '')?.[0] ?? ''
  const page = await (await nico()('/promises', { headers: { accept: 'text/html', cookie } })).text()
  assert.match(page, new RegExp(`The promise was kept.*/promises/${id}/ending`, 's'))
})
