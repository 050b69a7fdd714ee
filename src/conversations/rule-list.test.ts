import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { createWorld, form, json, type World } from './world.test-kit.ts'

// What is the same for rules of every kind: made, undone, changed, moved, removed and brought back.

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const kinds = [
  ['/settings/approval', 'approval-rule', { name: 'Learning', writers: 'trainees' }],
  ['/settings/assignment', 'assignment-rule', { name: 'Marta', how: 'in-turn' }],
  ['/settings/service-levels', 'service-level', { name: 'Soon', first_answer: '4 h' }],
] as const
const listed = z.object({ id: z.string(), name: z.string() }).array()
const flash = z.object({ undo: z.object({ action: z.string(), method: z.literal('delete') }) })

for (const [path, event, fields] of kinds)
  test(`${path}: what is made can be undone, and what is gone is not changed`, async () => {
    const olga = await world.as(world.cast.olga)
    const first = { ...fields, user_ids: world.cast.marta.id }
    const all = async () => {
      const body = z.record(z.string(), z.unknown()).parse(await (await olga(path, json('GET'))).json())
      return listed.parse(body.rules ?? body.levels)
    }
    const write = async (name: string) => {
      const made = await olga(path, form('POST', { ...first, name }))
      assert.equal(made.status, 303, await made.clone().text())
      const cookie = /=([^;]*)/.exec(made.headers.get('set-cookie') ?? '')?.[1] ?? ''
      return flash.parse(JSON.parse(decodeURIComponent(cookie))).undo.action
    }
    const undo = await write(first.name)
    assert.deepEqual(
      (await all()).map(({ name }) => name),
      [first.name],
    )
    assert.equal((await olga(undo, form('DELETE', {}))).status, 303)
    assert.deepEqual(await all(), [])
    assert.equal((await olga(undo, form('PUT', { ...first, name: 'Late' }))).status, 404, 'it is gone')
    assert.equal((await olga(`${undo}/removal`, json('DELETE'))).status, 200)
    await write('Second')
    const [one, two] = await all()
    assert.equal((await olga(`${path}/${two?.id}/place`, json('PUT', { to: 'up' }))).status, 200)
    assert.equal(
      (await olga(`${path}/${two?.id}/place`, json('PUT', { to: 'up' }))).status,
      200,
      'at the top nothing changes',
    )
    assert.deepEqual(
      (await all()).map(({ id }) => id),
      [two?.id, one?.id],
    )
    const changed = await olga(`${path}/${one?.id}`, form('PUT', { ...first, name: 'Other words' }))
    assert.equal(changed.status, 303, await changed.clone().text())
    assert.deepEqual(
      (await all()).map(({ name }) => name),
      ['Second', 'Other words'],
    )
    const moved = await world.db.selectFrom('events').select('seq').where('kind', '=', `${event}.moved`).execute()
    assert.equal(moved.length, 1)
    const empty = await olga(path, form('POST', { ...first, name: '' }))
    assert.ok([400, 422].includes(empty.status), 'a rule has a name')
    assert.match(await empty.text(), /<form/)
    assert.equal((await (await world.as(world.cast.marta))(path, json('GET'))).status, 403)
  })
