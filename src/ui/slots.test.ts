import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSlots, fill, slot } from './slots.ts'

const aside = slot<{ by: string }>('conversation.aside')
const before = slot<undefined>('conversation.before-reply')

test('a place that nobody fills is empty', async () => {
  const drawn = await createSlots([]).draw(aside, ['a'], { by: 'marta' })
  assert.deepEqual(drawn('a'), [])
})

test('without anything to draw for, nobody is asked', async () => {
  const slots = createSlots([fill(aside, () => assert.fail('asked in vain'))])
  assert.deepEqual((await slots.draw(aside, [], { by: 'marta' }))('a'), [])
})

test('each room is asked once for all ids, and told what the page knows', async () => {
  const asked: unknown[] = []
  const trust = fill(aside, async (ids, context) => {
    asked.push([ids, context])
    return new Map(ids.map((id) => [id, `trust of ${id}`]))
  })
  const drawn = await createSlots([trust]).draw(aside, ['a', 'b'], { by: 'marta' })
  assert.deepEqual(asked, [[['a', 'b'], { by: 'marta' }]])
  assert.deepEqual([drawn('a'), drawn('b'), drawn('c')], [['trust of a'], ['trust of b'], []])
})

test('what several rooms draw stands in their order, each place apart', async () => {
  const say = (text: string) => async () => new Map([['a', text]])
  const slots = createSlots([
    fill(aside, say('last'), 10),
    fill(aside, say('first'), -1),
    fill(before, say('elsewhere')),
    fill(aside, say('middle')),
  ])
  assert.deepEqual((await slots.draw(aside, ['a'], { by: 'marta' }))('a'), ['first', 'middle', 'last'])
  assert.deepEqual((await slots.draw(before, ['a'], undefined))('a'), ['elsewhere'])
})

test('a room that fails is not passed over in silence', async () => {
  const slots = createSlots([fill(aside, async () => Promise.reject(new Error('broken')))])
  await assert.rejects(slots.draw(aside, ['a'], { by: 'marta' }), /broken/)
})
