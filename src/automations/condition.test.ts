import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Condition, conditionGiven, type Facts, judge, type Leaf, spoken } from './condition.ts'
import { asGroups, modes, ofGroups } from './groups.ts'
import { limitMet, mayAnswer } from './limits.ts'

const facts: Facts = {
  channelId: '0190a0a0-0000-7000-8000-000000000001',
  network: 'mastodon',
  language: 'es',
  intents: ['complaint'],
  urgency: 2,
  tags: ['vip'],
  teamId: null,
  userId: null,
  mood: -1,
  abuse: 0,
  topics: [],
  isBot: false,
  handle: '@Ana@example.org',
  spoken: spoken('¿Me DEVOLVÉIS el dinero? No llegó mi café.'),
  isWorking: () => true,
}
const holds = (condition: Condition) => judge(condition, facts) !== undefined

const calendar_id = '0190a0a0-0000-7000-8000-000000000002'

test('why names of each list what was so, and nothing else of it', () => {
  const given: Leaf = {
    words: ['factura', 'devol*', 'cafe'],
    intents: ['praise', 'complaint'],
    tags: ['VIP', 'prensa'],
    urgency: 1,
  }
  const leaf = { words: ['devol*', 'cafe'], intents: ['complaint'], tags: ['VIP'], urgency: 1 }
  assert.deepEqual(judge(given, facts), [{ leaf }])
})

test('each condition holds where it is so, and not where it is not', () => {
  const so: Leaf[] = [
    {},
    { networks: ['feed', 'mastodon'] },
    { intents: ['praise', 'complaint'], urgency: 2 },
    { tags: ['VIP'] },
    { moods: ['negative'] },
    { words: ['devolveis'] },
    { words: ['devol*'] },
    { words: ['mi cafe'] },
    { held: false },
    { bot: false },
    { handles: ['ana@example.org'] },
    { working: { calendar_id, within: true } },
  ]
  const not: Leaf[] = [
    { networks: ['feed'] },
    { intents: ['complaint'], urgency: 3 },
    { moods: ['positive', 'neutral'] },
    { words: ['devol', 'caf', 'cafe mi', '*', '!'] },
    { abuse: 1 },
    { topics: [calendar_id] },
    { users: [calendar_id] },
    { held: true },
    { bot: true },
    { handles: ['ana'] },
    { working: { calendar_id, within: false } },
  ]
  for (const leaf of so) assert.ok(holds(leaf), JSON.stringify(leaf))
  for (const leaf of not) assert.ok(!holds(leaf), JSON.stringify(leaf))
})

const leaf: fc.Arbitrary<Leaf> = fc.constantFrom<Leaf>(
  { tags: ['vip'] },
  { tags: ['no'] },
  { urgency: 3 },
  { moods: ['negative'] },
  { words: ['dinero'] },
  { held: true },
)
const condition: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    fc.array(tie('any'), { minLength: 1, maxLength: 3 }).map((none) => ({ none })),
  ),
})).any

test('none is what any is not, and all are what none of the opposites is', () => {
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), (several) => {
      assert.equal(holds({ none: several }), !holds({ any: several }))
      assert.equal(holds({ all: several }), holds({ none: several.map((one) => ({ none: [one] })) }))
    }),
  )
})

const group = fc.record({
  mode: fc.constantFrom(...modes),
  leaf: fc
    .uniqueArray(fc.constantFrom<keyof Leaf>('tags', 'urgency', 'moods', 'words', 'held'), { minLength: 1 })
    .map((keys): Leaf => {
      const all: Leaf = { tags: ['vip'], urgency: 3, moods: ['negative'], words: ['dinero'], held: true }
      return Object.fromEntries(keys.map((key) => [key, all[key]]))
    }),
})

test('what a page says in groups is shown in groups again and means the same', () => {
  fc.assert(
    fc.property(fc.constantFrom('all' as const, 'any' as const), fc.array(group, { maxLength: 4 }), (mode, groups) => {
      const said = ofGroups({ mode, groups })
      assert.deepEqual(conditionGiven.parse(said), said)
      const again = asGroups(said)
      assert.ok(again, JSON.stringify(said))
      assert.equal(holds(ofGroups(again)), holds(said))
    }),
  )
})

test('what is nested without end is refused before anybody walks through it', () => {
  let deep: unknown = {}
  for (let depth = 0; depth < 20_000; depth++) deep = { all: [deep] }
  assert.ok(!conditionGiven.safeParse(deep).success)
  assert.ok(!conditionGiven.safeParse({ all: Array.from({ length: 100 }, () => ({ urgency: 1 })) }).success)
  assert.ok(!conditionGiven.safeParse({ no_such: true }).success)
})

test('none answers what it led to, and three may answer each other', () => {
  assert.deepEqual([mayAnswer('a', []), mayAnswer('a', ['b']), mayAnswer('a', ['a', 'b'])], [true, true, false])
  assert.deepEqual(
    [limitMet(['a', 'b'], 9), limitMet(['a', 'b', 'c'], 0), limitMet([], 10)],
    [undefined, 'chain', 'often'],
  )
})
