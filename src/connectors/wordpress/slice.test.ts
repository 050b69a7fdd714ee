import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Answered } from './client.ts'
import { nextSlice, type Walk } from './slice.ts'

/** A list on a server: what is in it, newest id first, and whether the server says how long it is. */
const serverOf = (ids: () => number[], { totals = true, hidden = (id: number) => id < 0, perPage = 10 } = {}) => {
  const read = async (offset: number): Promise<Answered> => {
    const all = ids().toSorted((a, b) => b - a)
    const rows = all.slice(offset, offset + perPage).filter((id) => !hidden(id))
    return { data: rows.map((id) => ({ id })), refusal: '', total: totals ? all.length : undefined, at: undefined }
  }
  return (walk: Walk) => nextSlice(read, walk, perPage)
}

/** Walks to the end; between two pages `meanwhile` happens. */
async function walkAll(
  next: (walk: Walk) => ReturnType<typeof nextSlice>,
  meanwhile: (page: number) => void = () => {},
) {
  const seen: number[] = []
  let walk: Walk | undefined = { offset: 0 }
  for (let page = 0; walk; page++) {
    assert.ok(page < 500, 'it ends')
    const slice: Awaited<ReturnType<typeof nextSlice>> = await next(walk)
    seen.push(...slice.rows.map((row) => Number(Object(row).id)))
    walk = slice.onward
    meanwhile(page)
  }
  return seen
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

test('walks an unchanging list to its end, each row once, whether or not totals are told', async () => {
  for (const totals of [true, false])
    for (const count of [0, 1, 9, 10, 11, 95, 100]) {
      const ids = range(1, count)
      assert.deepEqual(await walkAll(serverOf(() => ids, { totals })), ids.toReversed(), `${count} ${totals}`)
    }
})

test('misses nothing when rows come and go while it walks', async () => {
  const changes = fc.array(fc.record({ added: fc.nat(4), deleted: fc.array(fc.nat(60), { maxLength: 4 }) }), {
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), changes, fc.boolean(), async (count, happens, totals) => {
      const ids = new Set(range(1, count))
      const stayed = new Set(ids)
      const seen = await walkAll(
        serverOf(() => [...ids], { totals }),
        (page) => {
          const { added = 0, deleted = [] } = happens[page] ?? {}
          for (const id of deleted) if (ids.delete(id)) stayed.delete(id)
          for (const id of range(1000 + page * 10, 1000 + page * 10 + added)) ids.add(id)
        },
      )
      assert.equal(new Set(seen).size, seen.length, 'each once')
      for (const id of stayed) assert.ok(seen.includes(id), `${id} was there all the time`)
    }),
    { numRuns: 300 },
  )
})

test('goes back up when more was deleted than two pages share', async () => {
  const ids = new Set(range(1, 60))
  const next = serverOf(() => [...ids])
  const seen = await walkAll(next, (page) => {
    if (page === 0) for (const id of range(45, 60)) ids.delete(id)
  })
  assert.deepEqual(seen, [...range(51, 60).toReversed(), ...range(1, 44).toReversed()])
})

test('goes on past pages of rows that may not be seen', async () => {
  const ids = range(1, 60)
  const seen = await walkAll(serverOf(() => ids, { hidden: (id) => id > 15 && id < 45 }))
  assert.deepEqual(seen, ids.filter((id) => id <= 15 || id >= 45).toReversed())
})

test('ends on a server that answers the same page for ever', async () => {
  const same = async (): Promise<Answered> => ({
    ...{ data: range(1, 10).map((id) => ({ id })), refusal: '', total: undefined, at: undefined },
  })
  assert.equal((await walkAll((walk) => nextSlice(same, walk, 10))).length, 10)
})

test('says from where on it has seen everything', async () => {
  const next = serverOf(() => range(1, 25))
  const first = await next({ offset: 0 })
  assert.equal(first.from, 16)
  const [second, third] = [await next(first.onward ?? { offset: 0 }), await next({ offset: 10, last: 11 })]
  assert.deepEqual([second.from, third.from], [11, 6])
  const last = await next(third.onward ?? { offset: 0 })
  assert.deepEqual([last.from, last.onward], [0, undefined])
})
