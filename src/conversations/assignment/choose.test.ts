import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { conditionsGiven } from '../service-levels/level.ts'
import { choose, type Helper, type Waiting, weightOf } from './choose.ts'
import { hows, type Rule } from './rule.ts'
import type { How } from './tables.ts'

const rule = (how: How, ids: readonly string[], more: Partial<Rule> = {}): Rule => ({
  id: 'rule',
  name: 'Pedidos',
  isOn: true,
  conditions: conditionsGiven.parse({}),
  teamId: null,
  userIds: ids,
  memberIds: [],
  how,
  skills: [],
  withoutSkill: 'anybody',
  ...more,
})

const helper = (id: string, more: Partial<Helper> = {}): Helper => ({
  id,
  name: id,
  isHere: true,
  capacity: null,
  load: 0,
  idleSince: 0,
  turns: new Map(),
  languages: [],
  networks: [],
  topics: [],
  ...more,
})

const waiting = (id: string, urgency = 1): Waiting => ({
  id,
  channelId: 'c',
  network: 'mastodon',
  language: 'es',
  intents: [],
  urgency,
  tags: [],
  teamId: null,
  topics: [],
})

const many = (urgencies: readonly number[]) => urgencies.map((urgency, at) => waiting(`w${at}`, urgency))
const names = ['ana', 'bea', 'carlos', 'dora', 'elena']
const desk = fc
  .array(
    fc.record({
      isHere: fc.boolean(),
      capacity: fc.option(fc.integer({ min: 1, max: 8 }), { nil: null }),
      load: fc.integer({ min: 0, max: 8 }),
      idleSince: fc.integer({ min: 0, max: 1000 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) => all.map((more, at) => helper(names[at] ?? '', more)))
const urgencies = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 })

test('whoever is not here or full gets nothing, each is given once, and what nobody has room for waits', () => {
  fc.assert(
    fc.property(desk, urgencies, fc.constantFrom(...hows), (helpers, all, how) => {
      const ids = helpers.map(({ id }) => id)
      const given = choose([rule(how, ids)], helpers, many(all))
      const seen = [...given.gifts, ...given.waits].map(({ conversationId }) => conversationId)
      assert.deepEqual(
        seen.toSorted(),
        many(all)
          .map(({ id }) => id)
          .toSorted(),
      )
      for (const { id, isHere, capacity, load } of helpers) {
        const theirs = given.gifts.filter(({ userId }) => userId === id).map((gift) => at(all, gift.conversationId))
        if (!isHere) assert.equal(theirs.length, 0)
        if (capacity === null) continue
        const sum = theirs.reduce((total, urgency) => total + weightOf({ urgency }), load)
        // One that is more than they can have at all is theirs while they have nothing else.
        assert.ok(sum <= Math.max(capacity, load) || (load === 0 && theirs.length === 1), `${sum} of ${capacity}`)
      }
      if (helpers.some(({ isHere, capacity }) => isHere && capacity === null)) assert.deepEqual(given.waits, [])
    }),
  )
})

const at = (all: readonly number[], id: string): number => all[Number(id.slice(1))] ?? 0

test('in turn is fair: of those who are here and have room, nobody gets two before everybody got one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), urgencies, fc.integer({ min: 0, max: 40 }), (count, all, cut) => {
      const ids = names.slice(0, count)
      // In two goes, as two batches that come in one after the other.
      const first = choose(
        [rule('in-turn', ids)],
        ids.map((id) => helper(id)),
        many(all).slice(0, cut),
      )
      const turns = (id: string) =>
        Math.max(0, ...first.gifts.filter((gift) => gift.userId === id).map(({ turn }) => turn))
      const later = ids.map((id) => helper(id, { turns: new Map([['rule', turns(id)]]) }))
      const second = choose([rule('in-turn', ids)], later, many(all).slice(cut))
      const order = [...first.gifts, ...second.gifts].map(({ userId }) => userId)
      assert.equal(order.length, all.length)
      order.forEach((id, place) => {
        if (place >= count) assert.equal(id, order[place - count])
      })
      const sums = ids.map((id) => order.filter((one) => one === id).length)
      assert.ok(Math.max(...sums) - Math.min(...sums) <= 1)
    }),
  )
})

test('longest idle: always whoever has got and done nothing for longest', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 5 }),
      urgencies,
      (since, all) => {
        const helpers = since.map((idleSince, place) => helper(names[place] ?? '', { idleSince }))
        const order = helpers.toSorted((a, b) => a.idleSince - b.idleSince).map(({ id }) => id)
        const given = choose([rule('longest-idle', order)], helpers, many(all)).gifts
        given.forEach(({ userId }, place) => {
          assert.equal(userId, order[place % order.length])
        })
      },
    ),
  )
})

test('least busy: nobody gets one while somebody else had less', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 }), urgencies, (loads, all) => {
      const has = new Map(loads.map((load, place) => [names[place] ?? '', load]))
      const helpers = [...has].map(([id, load]) => helper(id, { load }))
      for (const { userId, conversationId } of choose([rule('least-busy', [...has.keys()])], helpers, many(all))
        .gifts) {
        assert.equal(has.get(userId), Math.min(...has.values()))
        has.set(userId, (has.get(userId) ?? 0) + weightOf({ urgency: at(all, conversationId) }))
      }
    }),
  )
})

test('the first rule that fits and names somebody holds; without one a conversation stays free', () => {
  const english = conditionsGiven.parse({ languages: ['en'] })
  const rules = [
    rule('in-turn', ['ana'], { id: 'en', conditions: english }),
    rule('in-turn', ['ana'], { id: 'off', isOn: false }),
    rule('in-turn', [], { id: 'empty' }),
    rule('in-turn', [], { id: 'team', teamId: 't', memberIds: ['bea'] }),
  ]
  const helpers = ['ana', 'bea'].map((id) => helper(id))
  const given = choose(rules, helpers, [waiting('w0'), { ...waiting('w1'), language: 'en' }])
  assert.deepEqual(
    given.gifts.map((gift) => [gift.conversationId, gift.rule.id, gift.userId]),
    [
      ['w0', 'team', 'bea'],
      ['w1', 'en', 'ana'],
    ],
  )
  assert.deepEqual(choose(rules.slice(0, 3), helpers, [waiting('w0')]).free, ['w0'])
})

test('what is for now counts three times', () => {
  const given = (load: number, urgency: number) =>
    choose([rule('in-turn', ['ana'])], [helper('ana', { capacity: 4, load })], [waiting('w0', urgency)]).gifts.length
  assert.deepEqual([given(1, 3), given(2, 3), given(2, 2), given(3, 2), given(3, 0), given(4, 0)], [1, 0, 1, 0, 1, 0])
  const small = [helper('ana', { capacity: 2 })]
  assert.equal(choose([rule('in-turn', ['ana'])], small, many([3, 1])).gifts.length, 1)
})

test('who is good at what it needs comes first; when none of them has room, anybody, or it waits', () => {
  const helpers = [
    helper('ana', { languages: ['es'], topics: ['molienda'] }),
    helper('bea', { languages: ['en'], networks: ['mastodon'] }),
  ]
  const to = (more: Partial<Rule>, one: Partial<Waiting> = {}, among = helpers) =>
    choose([rule('in-turn', ['ana', 'bea'], more)], among, [{ ...waiting('w0'), ...one }]).gifts[0]?.userId
  assert.equal(to({ skills: ['language'] }, { language: 'en' }), 'bea')
  assert.equal(to({ skills: ['language'] }, { language: 'es' }), 'ana')
  assert.equal(to({ skills: ['language'] }, { language: null }), 'ana')
  assert.equal(to({ skills: ['network'] }), 'bea')
  assert.equal(to({ skills: ['topic'] }, { topics: ['envíos', 'molienda'] }), 'ana')
  assert.equal(to({ skills: ['topic', 'language'] }, { topics: ['molienda'], language: 'en' }), 'ana')
  assert.equal(to({ skills: ['language'], withoutSkill: 'wait' }, { language: 'pt' }), undefined)
  assert.equal(to({ skills: ['language'] }, { language: 'pt' }), 'ana')
  const busy = [helpers[0] ?? helper('ana'), helper('bea', { languages: ['en'], capacity: 1, load: 1 })]
  assert.equal(to({ skills: ['language'] }, { language: 'en' }, busy), 'ana')
  assert.equal(to({ skills: ['language'], withoutSkill: 'wait' }, { language: 'en' }, busy), undefined)
})
