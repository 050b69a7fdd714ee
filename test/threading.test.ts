import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { findTimeline } from '../src/conversations/timeline.ts'
import { take } from '../src/intake/take.ts'
import { scripted, someChannel } from './channel.ts'
import { testDatabase } from './database.ts'
import { minute, said } from './talk.ts'

const world = { database: undefined as unknown as Awaited<ReturnType<typeof testDatabase>> }
before(async () => {
  world.database = await testDatabase()
})
after(() => world.database.drop())

interface Line {
  id: number
  parent: number | null
  root: number | null
  at: number
}

/** What the conversations of a new window look like after these were heard, in batches of these sizes. */
async function drawn(lines: readonly Line[], batches: readonly number[]): Promise<string[]> {
  const { db } = world.database
  const channel = await someChannel(db)
  const rest = lines.map(({ id, parent, root, at }) =>
    said(`${id}`, {
      saidAt: minute(at),
      ...(parent === null ? {} : { parentExternalId: `${parent}` }),
      ...(root === null ? {} : { rootExternalId: `${root}` }),
    }),
  )
  for (const size of [...batches, lines.length]) {
    const heard = rest.splice(0, size)
    if (heard.length > 0) await take(db, scripted, channel, { heard }, { moves: 'nothing', now: new Date() })
  }
  const conversations = await db.selectFrom('conversations').select('id').where('channel_id', '=', channel.id).execute()
  const threads = await Promise.all(conversations.map(({ id }) => findTimeline(db, id)))
  return threads.map(({ items }) => items.flatMap(line).join('\n')).sort()
}

/** That two threads became one is history of ours, not of the thread. */
function line(item: Awaited<ReturnType<typeof findTimeline>>['items'][number]): string | [] {
  if (item.kind === 'awaited') return `(${item.externalId})`
  if (item.kind !== 'message') return []
  const { message, depth, answers } = item
  return `${'  '.repeat(depth)}${message.externalId}${answers ? ` → ${answers.excerpt}` : ''}`
}

const thread = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 9 }),
    parent: fc.option(fc.integer({ min: 0, max: 11 })),
    root: fc.option(fc.integer({ min: 0, max: 1 })),
    at: fc.integer({ min: 0, max: 4 }),
  }),
  { selector: (one) => one.id, minLength: 2, maxLength: 9 },
)

test('whatever the order and the batches in which a thread is heard, it is drawn the same', async () => {
  const arrival = thread.chain((lines) =>
    fc.tuple(
      fc.constant(lines),
      fc.shuffledSubarray(lines, { minLength: lines.length }),
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 }),
    ),
  )
  await fc.assert(
    fc.asyncProperty(arrival, async ([lines, shuffled, batches]) => {
      // Twice, since the same is often heard twice.
      const again = [...shuffled, ...lines.slice(0, 2)]
      assert.deepEqual(await drawn(again, batches), await drawn(lines, []))
    }),
    { numRuns: 25 },
  )
})
