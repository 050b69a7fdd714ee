import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { said, someConversation } from '../../test/talk.ts'
import { tryApp } from './app.test-kit.ts'
import { deedKinds } from './deed.ts'
import { ownDeeds } from './own-deeds.ts'
import { workBatch } from './step-batch.ts'

const app = await tryApp()
const { cast, api } = app
const { db } = app.core
const marta = cast.marta.headers
const kinds = deedKinds(ownDeeds)
after(() => app.end())

const make = async (...deeds: object[]): Promise<string> => {
  const made = await api('POST', '/macros', { name: 'M', whose: 'everybody', deeds }, marta)
  assert.equal(made.status, 201)
  return made.body.id
}
const talk = async (): Promise<string> => (await someConversation(db, said('1', { saidAt: new Date() }))).id
const look = async (id: string) => (await api('GET', `/conversations/${id}`)).body

/** What a program with a token of Nico's can do. */
async function token(...scopes: string[]): Promise<Record<string, string>> {
  const { status, body } = await api('POST', '/tokens', { name: 'Script', scopes })
  assert.equal(status, 201)
  return { authorization: `Bearer ${body.token}` }
}

test('a token does to many no more than to one, and undoes no more', async () => {
  const macro = await make({ do: 'assign', to: `user:${cast.nico.id}` })
  const ids = [await talk(), await talk()]
  const closing = await token('read', 'close')
  assert.equal((await api('POST', `/conversations/${ids[0]}/macros/${macro}`, {}, closing)).status, 403)
  assert.equal((await api('POST', '/macros/batches', { macro, ids }, closing)).status, 403)
  assert.equal((await look(ids[0] ?? '')).assignment, null)
  const able = await api('POST', '/macros/batches', { macro, ids }, await token('read', 'close', 'assign'))
  assert.deepEqual([able.status, able.body.changed], [202, 2])
  assert.equal((await api('PUT', `/macros/batches/${able.body.id}/undoing`, undefined, closing)).status, 403)
  const run = await api('POST', `/conversations/${await talk()}/macros/${macro}`, {})
  assert.equal((await api('PUT', `/macros/runs/${run.body.run.id}/undoing`, {}, closing)).status, 403)
})

test('what goes on later does no more than could be done when it began', async () => {
  const macro = await make({ do: 'assign', to: `user:${cast.nico.id}` })
  const id = await talk()
  const begun = await api('POST', '/macros/batches', { macro, ids: [id] })
  await sql`update macro_batches set state = 'doing', done = 0, asked_with = array['read', 'close']
    where id = ${begun.body.id}`.execute(db)
  await api('DELETE', `/conversations/${id}/assignment`)
  await workBatch(db, kinds, begun.body.id, () => new Date())
  assert.equal((await look(id)).assignment, null)
})

test('what somebody who left did to many is undone as whoever undoes it, and asked again where they left too', async () => {
  const macro = await make({ do: 'tag', tag: 'q' })
  const id = await talk()
  const begun = (await api('POST', '/macros/batches', { macro, ids: [id] }, marta)).body
  const leaves = (who: string, at: string | null) =>
    sql`update users set deactivated_at = ${at} where id = ${who}`.execute(db)
  await leaves(cast.marta.id, 'now')
  await sql`update macro_batches set state = 'undoing', undo_by = ${cast.olga.id} where id = ${begun.id}`.execute(db)
  await leaves(cast.olga.id, 'now')
  await workBatch(db, kinds, begun.id, () => new Date())
  assert.equal((await api('GET', `/macros/batches/${begun.id}`)).body.state, 'cancelled')
  const undone = (await api('PUT', `/macros/batches/${begun.id}/undoing`)).body
  assert.deepEqual([undone.state, undone.undone, (await look(id)).tags], ['undone', 1, []])
  const events = await db
    .selectFrom('events')
    .select('by_user')
    .where('conversation_id', '=', id)
    .where('kind', '=', 'conversation.untagged')
    .execute()
  assert.deepEqual(events, [{ by_user: cast.nico.id }])
  await leaves(cast.marta.id, null)
  await leaves(cast.olga.id, null)
})
