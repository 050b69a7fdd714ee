import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { beginListing, type Entry, Listing, type Page, stepListing } from './listing.ts'

/** A list as the network keeps it: newest first; a page's cursor is a moment, and the next page what is older. */
class List {
  entries: Entry[] = []
  size: number
  constructor(size: number) {
    this.size = size
  }
  add(id: string, at: number): void {
    this.entries.push({ id, at })
    this.entries.sort((a, b) => b.at - a.at)
  }
  /** `exact`: the cursor also knows the place among those of one moment. Else it is asked one millisecond above. */
  fetch = async (page: string | undefined): Promise<Page<Entry>> => {
    const from = page === undefined ? 0 : this.entries.findIndex(({ at }) => at < Number(page))
    const entries = from < 0 ? [] : this.entries.slice(from, from + this.size)
    const last = entries.at(-1)
    const more = last !== undefined && from + this.size < this.entries.length
    const oneMoment = entries[0]?.at === last?.at
    return { entries, next: more ? String(last.at + (oneMoment ? 0 : 1)) : undefined }
  }
}

async function hear(list: List, listing: Listing, between: () => void = () => {}) {
  const heard: string[] = []
  for (let pages = 0; pages < 500; pages++) {
    const step = await stepListing(Listing.parse(JSON.parse(JSON.stringify(listing))), list.fetch)
    heard.push(...step.fresh.map(({ id }) => id))
    listing = step.listing
    if (!step.more) return { heard, listing }
    between()
  }
  throw new Error('it never ends')
}

test('nothing that stood there before is heard, nor what slides up when newer ones are taken away', async () => {
  const list = new List(5)
  for (let nth = 0; nth < 12; nth++) list.add(`old ${nth}`, nth)
  const listing = await beginListing(list.fetch, 100)
  list.entries.splice(0, 4)
  assert.deepEqual((await hear(list, listing)).heard, [])
})

test('an empty list begins with nothing known', async () => {
  const list = new List(5)
  const listing = await beginListing(list.fetch, 100)
  list.add('first', 50)
  assert.deepEqual((await hear(list, listing)).heard, ['first'])
})

test('one that comes late and is put below others is heard', async () => {
  const list = new List(5)
  list.add('a', 10)
  const { listing } = await hear(list, await beginListing(list.fetch, 100))
  list.add('b', 30)
  const next = await hear(list, listing)
  list.add('late', 20)
  assert.deepEqual((await hear(list, next.listing)).heard, ['late'])
})

test('a flood is let go after so many pages, and said', async () => {
  const list = new List(5)
  let listing = await beginListing(list.fetch, 0)
  for (let nth = 1; nth <= 100; nth++) list.add(`${nth}`, nth)
  for (let pages = 1; pages <= 3; pages++) {
    const step = await stepListing(listing, list.fetch, 3)
    assert.equal(step.more, pages < 3)
    assert.equal(step.flooded, pages === 3)
    listing = step.listing
  }
})

test('pages without entries are passed until they reach what is known', async () => {
  const pages: Record<string, Page<Entry>> = {
    top: { entries: [], next: '1', reached: 90 },
    1: { entries: [], next: '2', reached: 60 },
    2: { entries: [], next: '3', reached: 40 },
  }
  const fetch = async (page = 'top') => pages[page] ?? assert.fail(`asked for ${page}`)
  const first = await stepListing({ seen: [], horizon: 50 }, fetch)
  assert.ok(first.more)
  const second = await stepListing(first.listing, fetch)
  assert.ok(second.more)
  assert.equal((await stepListing(second.listing, fetch)).more, false)
})

test('whatever comes, in whatever bursts, at equal moments, while we read: each is heard once', async () => {
  const burst = fc.array(fc.nat(3), { maxLength: 30 })
  const during = fc.array(fc.nat(2), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 5, max: 12 }),
      fc.array(fc.tuple(burst, during), { maxLength: 8 }),
      async (size, rounds) => {
        const list = new List(size)
        let clock = 1
        let said = 0
        // At most `size - 1` at one moment: a list whose cursor is a moment cannot tell more of them apart.
        const say = (gap: number) => {
          const crowded = list.entries.filter(({ at }) => at === clock).length >= size - 1
          clock += crowded ? 1 : gap
          list.add(`${said++}`, clock)
        }
        let listing = await beginListing(list.fetch, 0)
        const heard: string[] = []
        for (const [gaps, later] of rounds) {
          for (const gap of gaps) say(gap)
          const waiting = [...later]
          const round = await hear(list, listing, () => {
            const gap = waiting.pop()
            if (gap !== undefined) say(gap)
          })
          heard.push(...round.heard)
          listing = round.listing
        }
        heard.push(...(await hear(list, listing)).heard)
        assert.equal(new Set(heard).size, heard.length, 'none twice')
        assert.deepEqual(
          heard.map(Number).sort((a, b) => a - b),
          Array.from({ length: said }, (_, nth) => nth),
        )
      },
    ),
    { numRuns: 500 },
  )
})
