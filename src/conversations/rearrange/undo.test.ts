import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { someChannel } from '../../../test/channel.ts'
import { heard, minute, said, type TestChannel, us } from '../../../test/talk.ts'
import { Refusal } from '../../core/errors.ts'
import { assign } from '../assign.ts'
import { close } from '../close.ts'
import { follow } from '../follow.ts'
import { tag } from '../tag.ts'
import { createWorld, type World } from '../world.test-kit.ts'
import { merge, type Rearranged } from './merge.ts'
import { move, split } from './split.ts'
import type { Scope } from './tables.ts'
import { undoRearrangement } from './undo.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

/** One thing that happens. Messages are meant by their number among those said so far; conversations by one of theirs. */
type Step =
  | { kind: 'say'; window: number; under: number | null; root: number | null; ours: boolean; back: number }
  | { kind: 'merge'; from: number; into: number }
  | { kind: 'split'; at: number; scope: Scope }
  | { kind: 'move'; at: number; scope: Scope; into: number }
  | { kind: 'undo'; which: number }

const nth = fc.nat({ max: 19 })
const scope = fc.constantFrom<Scope>('under', 'after')
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      window: fc.nat({ max: 1 }),
      under: fc.option(nth),
      root: fc.option(nth, { freq: 2 }),
      ours: fc.boolean(),
      back: fc.nat({ max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('merge' as const), from: nth, into: nth }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('split' as const), at: nth, scope }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), at: nth, scope, into: nth }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.oneof(fc.constant(0), fc.nat({ max: 3 })) }),
  },
)

/** A rearrangement that was done, with the conversations as one of their own messages names them. */
interface Done {
  step: number
  rearranged: Rearranged
  from: string
  into: string
}

class Telling {
  readonly windows: TestChannel[]
  readonly done: Done[] = []
  /** What was said, by number: its window and its id there. */
  readonly said: { window: number; id: string }[] = []

  constructor(windows: TestChannel[]) {
    this.windows = windows
  }

  static async begin(): Promise<Telling> {
    const { db } = world
    const telling = new Telling([await someChannel(db), await someChannel(db)])
    // Two threads of several messages and one of one, each with a tag of its own; one of them is closed.
    for (const [window, under] of [
      [0, null],
      [0, 0],
      [0, 1],
      [0, null],
      [1, null],
      [1, 0],
    ] as const)
      await telling.say({ window, under, root: null, ours: false, back: 0 })
    for (const at of [0, 3, 4])
      await world.tx(async (tx) => tag(tx, await telling.placeOf(at), `tag-${at}`, world.cast.marta))
    const { marta, nico } = world.cast
    await world.tx(async (tx) => assign(tx, await telling.placeOf(4), { userId: marta.id }, nico))
    await world.tx(async (tx) => follow(tx, await telling.placeOf(0), nico))
    await world.tx(async (tx) => close(tx, await telling.placeOf(3), world.cast.marta))
    return telling
  }

  async say({ window, under, root, ours, back }: Omit<Extract<Step, { kind: 'say' }>, 'kind'>): Promise<void> {
    const id = `m${this.said.length}`
    const here = this.said.filter((one) => one.window === window)
    const named = (at: number | null) => (at === null ? undefined : here[at % Math.max(here.length, 1)]?.id)
    const [parent, above] = [named(under), named(root)]
    const message = said(id, {
      saidAt: minute(10 + this.said.length * 2 - back),
      ...(ours ? { author: us } : {}),
      ...(parent ? { parentExternalId: parent } : {}),
      ...(above && parent ? { rootExternalId: above } : {}),
    })
    this.said.push({ window, id })
    const channel = this.windows[window]
    if (channel) await heard(world.db, channel, message)
  }

  async rowOf(at: number): Promise<{ id: string; conversationId: string }> {
    const one = this.said[at % this.said.length]
    const { rows } = await sql<{ id: string; conversationId: string }>`
      select id, conversation_id as "conversationId" from messages
      where external_id = ${one?.id} and channel_id = ${this.windows[one?.window ?? 0]?.id}`.execute(world.db)
    if (!rows[0]) throw new Error('It was not said.')
    return rows[0]
  }

  async placeOf(at: number): Promise<string> {
    return (await this.rowOf(at)).conversationId
  }

  /** A message by which a conversation is known: one that is at home there, where there is any. */
  async nameOf(conversationId: string): Promise<string> {
    const { rows } = await sql<{ name: string }>`
      select channel_id || ' ' || external_id as name from messages
      where conversation_id = ${conversationId} order by home_id is null desc, said_at, id limit 1`.execute(world.db)
    return this.#numberOf(rows[0]?.name)
  }

  #numberOf(name: string | undefined): string {
    return String(this.said.findIndex((one) => `${this.windows[one.window]?.id} ${one.id}` === name))
  }

  /** Every conversation as the numbers of its messages, and what it says of itself. */
  async picture(): Promise<string[]> {
    const { rows } = await sql<{ names: string[]; about: string }>`
      select array_agg(m.channel_id || ' ' || m.external_id) as names, concat_ws(' ', c.state, c.message_count,
        extract(epoch from c.waiting_since), extract(epoch from c.last_at), extract(epoch from c.answered_at),
        array(select g.name from conversation_tags t join tags g on g.id = t.tag_id where t.conversation_id = c.id
          order by 1)::text, (select user_id from conversation_assignments a where a.conversation_id = c.id),
        array(select user_id from conversation_followers f where f.conversation_id = c.id order by 1)::text) as about
      from messages m join conversations c on c.id = m.conversation_id
      where m.channel_id = any(${this.windows.map((one) => one.id)}::uuid[]) group by c.id`.execute(world.db)
    return rows
      .map(({ names, about }) => `${names.map((name) => Number(this.#numberOf(name))).sort((a, b) => a - b)} ${about}`)
      .sort()
  }
}

const refused = (error: unknown): undefined => {
  if (error instanceof Refusal) return undefined
  throw error
}

/** Does all of it, and gives what stands in the end: which steps, and with which conversations. */
async function tellAll(steps: readonly Step[]): Promise<{ picture: string[]; standing: Map<number, Done> }> {
  const telling = await Telling.begin()
  const { cast, tx } = world
  for (const [at, one] of steps.entries()) {
    if (one.kind === 'say') await telling.say(one)
    else if (one.kind === 'undo') {
      const which = telling.done.at(-1 - (one.which % Math.max(telling.done.length, 1)))
      if (!which) continue
      const undone = await tx((it) => undoRearrangement(it, which.rearranged.id, cast.marta)).catch(refused)
      if (undone) telling.done.splice(telling.done.indexOf(which), 1)
    } else {
      const from = await telling.rowOf(one.kind === 'merge' ? one.from : one.at)
      const into = one.kind === 'split' ? '' : await telling.placeOf(one.into)
      const names = { from: await telling.nameOf(from.conversationId), into: into && (await telling.nameOf(into)) }
      const rearranged = await rearrange(one, from, into)
      if (rearranged) telling.done.push({ step: at, rearranged, ...names })
    }
  }
  return { picture: await telling.picture(), standing: new Map(telling.done.map((done) => [done.step, done])) }
}

function rearrange(one: Step, from: { id: string; conversationId: string }, into: string) {
  const { connectors, cast, tx } = world
  return tx((it): Promise<Rearranged | undefined> => {
    const taken = { messageId: from.id, scope: 'scope' in one ? one.scope : 'under' }
    if (one.kind === 'merge') return merge(it, connectors, { fromId: from.conversationId, intoId: into }, cast.marta)
    if (one.kind === 'split') return split(it, connectors, taken, cast.marta)
    return move(it, connectors, { ...taken, intoId: into }, cast.marta)
  }).catch(refused)
}

/** Only what stands, in the same order, among the same messages. */
async function tellStanding(steps: readonly Step[], standing: ReadonlyMap<number, Done>): Promise<string[]> {
  const telling = await Telling.begin()
  for (const [at, one] of steps.entries()) {
    const done = standing.get(at)
    if (one.kind === 'say') await telling.say(one)
    else if (done && one.kind !== 'undo') {
      const from =
        one.kind === 'merge'
          ? { id: '', conversationId: await telling.placeOf(Number(done.from)) }
          : await telling.rowOf(one.at)
      const into = one.kind === 'split' ? '' : await telling.placeOf(Number(done.into))
      assert.ok(await rearrange(one, from, into), 'what stands can be done without what was undone')
    }
  }
  return telling.picture()
}

test('merges, splits and moves that are undone leave the same conversations as if they had not been', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), async (steps) => {
      const { picture, standing } = await tellAll(steps)
      assert.deepEqual(picture, await tellStanding(steps, standing))
    }),
    // The same sequences each time, for a run takes half a second; others with SEED=… in the environment.
    { numRuns: 8, seed: Number(process.env.SEED ?? 1) },
  )
})
