import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Walk } from './cursor.ts'
import { compareIds } from './ids.ts'
import { step } from './walk.ts'

/** A list as an instance serves it: the next page after min_id, or without it the newest one. */
const served = (ids: string[], size: number) => async (bounds: { min_id?: string }) => {
  const sorted = [...ids].sort(compareIds)
  const { min_id } = bounds
  const page = min_id ? sorted.filter((id) => compareIds(id, min_id) > 0).slice(0, size) : sorted.slice(-size)
  return page.reverse().map((id) => ({ id, item: id }))
}

async function round(walk: Walk | undefined, ids: string[], size: number) {
  const heard: string[] = []
  for (let steps = 0; steps < 500; steps++) {
    const { fresh, walk: after, more } = await step(walk, served(ids, size))
    heard.push(...fresh)
    walk = after
    if (!more) return { heard, walk }
  }
  throw new Error('A round without end')
}

test('begins from now', async () => {
  const { heard } = await round(undefined, ['1', '2', '3'], 40)
  assert.deepEqual(heard, [])
})

test('hears the first of a list that was empty', async () => {
  const { walk } = await round(undefined, [], 40)
  assert.deepEqual((await round(walk, ['7', '8'], 40)).heard, ['7', '8'])
})

test('hears in a list that was empty also what comes second and is older', async () => {
  const { walk } = await round(undefined, [], 40)
  const first = await round(walk, ['8'], 40)
  assert.deepEqual((await round(first.walk, ['7', '8'], 40)).heard, ['7'])
})

test('goes on from where a page ended, and not from the newest', async () => {
  const { walk } = await round(undefined, ['1'], 2)
  const ids = Array.from({ length: 25 }, (_, index) => String(index + 1))
  assert.deepEqual((await round(walk, ids, 2)).heard, ids.slice(1))
})

test('hears what arrives late, before what is known already', async () => {
  const { walk } = await round(undefined, ['10', '20', '30'], 40)
  assert.deepEqual((await round(walk, ['10', '20', '25', '30'], 40)).heard, ['25'])
})

test('is not led in circles by a server that does not heed min_id', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => String(index + 100))
  let asked = 0
  const deaf = async () => {
    asked += 1
    return ids.map((id) => ({ id, item: id }))
  }
  let { walk, more } = await step<string>(undefined, deaf)
  const heard: string[] = []
  do {
    const next = await step(walk, deaf)
    heard.push(...next.fresh)
    walk = next.walk
    more = next.more
  } while (more && asked < 10)
  assert.deepEqual({ heard, asked }, { heard: [], asked: 3 })
})

test('asks once when there is nothing new', async () => {
  const { walk } = await round(undefined, ['10', '20', '30'], 40)
  const { more } = await step(walk, served(['10', '20', '30'], 40))
  assert.equal(more, false)
})

// What arrives late is said up to a little ago: not before what the last round went over.
const event = fc.oneof(
  { weight: 6, arbitrary: fc.constant('says' as const) },
  { weight: 2, arbitrary: fc.constant('late' as const) },
  { weight: 1, arbitrary: fc.constant('removes' as const) },
  { weight: 3, arbitrary: fc.constant('listens' as const) },
  { weight: 3, arbitrary: fc.constant('reads a page' as const) },
)

test('hears each exactly once, whatever the page size and however listening and speaking alternate', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 45 }),
      fc.nat(60),
      fc.array(event, { maxLength: 120 }),
      fc.integer(),
      async (size, before, events, seed) => {
        let next = 1000 + before
        const ids = Array.from({ length: before }, (_, index) => String(1000 + index))
        const expected: string[] = []
        const heard: string[] = []
        let { walk } = await round(undefined, ids, size)
        const say = (id: number) => {
          if (ids.includes(String(id))) return
          ids.push(String(id))
          expected.push(String(id))
        }
        const listen = async () => {
          const after = await round(walk, ids, size)
          heard.push(...after.heard)
          walk = after.walk
        }
        for (const [index, what] of events.entries()) {
          if (what === 'says') {
            next += 3
            say(next)
          }
          if (what === 'late' && expected.length > 10) say(next - 1 - (Math.abs(seed + index) % 6))
          if (what === 'removes' && ids.includes(heard.at(-1) ?? '')) ids.splice(ids.indexOf(heard.at(-1) ?? ''), 1)
          if (what === 'listens') await listen()
          if (what === 'reads a page') {
            const one = await step(walk, served(ids, size))
            heard.push(...one.fresh)
            walk = JSON.parse(JSON.stringify(one.walk))
          }
        }
        await listen()
        assert.deepEqual([...heard].sort(), [...expected].sort())
      },
    ),
    { numRuns: 200 },
  )
})
