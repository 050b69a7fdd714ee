import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { scripted, someChannel } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { lucas, minute, rosa, said, us } from '../../test/talk.ts'
import { take } from '../intake/take.ts'
import { tinyInPlace } from '../intake/understand.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

interface Line {
  author: typeof lucas | typeof rosa
  text: string
  answers: number
  after: number
  concernsUs: boolean
  subject: string | undefined
}

const lineBy = (authors: readonly Line['author'][], concernsUs: fc.Arbitrary<boolean>): fc.Arbitrary<Line> =>
  fc.record({
    author: fc.constantFrom(...authors),
    text: fc.constantFrom('Va mal', 'the order', 'Gracias', 'idiota', '¿cuándo?', 'ahora', 'hoy va mal'),
    answers: fc.nat({ max: 5 }),
    after: fc.integer({ min: 1, max: 2 }),
    concernsUs,
    subject: fc.constantFrom(undefined, 'Un pedido', 'Otra cosa'),
  })

/** We are in it too, or not all of it is said to us. */
const lines = fc.oneof(
  fc.array(lineBy([lucas, rosa, us], fc.constant(true)), { minLength: 2, maxLength: 6 }),
  fc.array(lineBy([lucas, rosa], fc.boolean()), { minLength: 2, maxLength: 6 }),
)

/** The lines of a thread in their order: each answers one of those before it. */
function thread(lines: readonly Line[]) {
  let at = 0
  return lines.map(({ author, text, answers, after, concernsUs, subject }, nth) => {
    at += after
    return said(`${nth}`, {
      author,
      body: { text },
      saidAt: minute(at),
      concernsUs,
      ...(subject ? { subject } : {}),
      ...(nth > 0 ? { parentExternalId: `${answers % nth}` } : {}),
    })
  })
}

/** What the only conversation of a window says of itself, when its messages came in so many at a time. */
async function become(lines: readonly Line[], atOnce: number) {
  const { db } = database
  const channel = await someChannel(db)
  const heard = thread(lines)
  const how = { moves: 'nothing', now: new Date(), understanding: tinyInPlace } as const
  while (heard.length > 0) await take(db, scripted, channel, { heard: heard.splice(0, atOnce) }, how)
  return db
    .selectFrom('conversations as c')
    .innerJoin('messages as m', 'm.id', 'c.last_message_id')
    .select([
      'm.external_id',
      'c.last_at',
      'c.waiting_since',
      'c.answered_at',
      'c.message_count',
      'c.subject',
      'c.state',
    ])
    .select(['c.language', 'c.mood', 'c.intents', 'c.urgency', 'c.abuse'])
    .where('c.channel_id', '=', channel.id)
    .execute()
}

test('a conversation that begins with many messages is what it becomes when they come one by one', async () => {
  await fc.assert(
    fc.asyncProperty(lines, async (thread) => {
      const [together, oneByOne] = [await become(thread, thread.length), await become(thread, 1)]
      assert.equal(together.length, 1)
      assert.deepEqual(together, oneByOne)
    }),
    { numRuns: 40 },
  )
})
