import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { spoken } from '../../lib/says.ts'
import { type Answer, type ApprovalRule, approvalRuleGiven, conditions, isFor } from './rule.ts'

const rule = (more: Partial<ApprovalRule> = {}): ApprovalRule => ({
  id: 'r',
  name: 'Rule',
  isOn: true,
  trainees: false,
  writerTeamIds: [],
  visibility: null,
  words: [],
  topicIds: [],
  conditions: conditions.parse({}),
  teamId: null,
  userIds: [],
  ...more,
})
const answer = (more: Partial<Answer> = {}): Answer => ({
  channelId: 'c1',
  network: 'mastodon',
  language: 'es',
  intents: ['complaint'],
  urgency: 1,
  tags: ['vip'],
  teamId: null,
  visibility: 'public',
  writer: { isTrainee: false, teamIds: ['t1'] },
  topics: ['p1'],
  spoken: spoken('Hola, Lucas: te devolvemos el dinero.'),
  ...more,
})
const fits = (of: Partial<ApprovalRule>, it: Partial<Answer> = {}) => isFor(rule(of), answer(it))

test('whose answers: anybody’s, those who are learning, those of a team, either', () => {
  const learning = { writer: { isTrainee: true, teamIds: [] } }
  assert.deepEqual(
    [
      fits({}),
      fits({ trainees: true }),
      fits({ trainees: true }, learning),
      fits({ writerTeamIds: ['t1'] }),
      fits({ writerTeamIds: ['t2'] }),
      fits({ trainees: true, writerTeamIds: ['t1'] }),
      fits({ trainees: true, writerTeamIds: ['t2'] }, learning),
    ],
    [true, false, true, true, false, true, true],
  )
})

test('which answers: each thing that is said must fit, of several in a list one', () => {
  const where = (more: object) => ({ conditions: conditions.parse(more) })
  assert.deepEqual(
    [
      fits({ visibility: 'public' }),
      fits({ visibility: 'direct' }),
      fits({ topicIds: ['p2', 'p1'] }),
      fits({ topicIds: ['p2'] }),
      fits(where({ networks: ['mastodon'], urgency: 1, tags: ['VIP'] })),
      fits(where({ networks: ['mastodon'], urgency: 2 })),
      fits({ words: ['dinero'], visibility: 'direct' }),
      fits({ words: ['dinero'], visibility: 'public' }),
    ],
    [true, false, true, false, true, false, false, true],
  )
})

test('words are found whole, in any capitals and accents, at either end; a star begins longer ones', () => {
  const has = (text: string, ...words: string[]) => fits({ words }, { spoken: spoken(text) })
  assert.ok(has('¡REEMBÓLSO!', 'reembolso'))
  assert.ok(has('el reembolso', 'Reembolsó'))
  assert.ok(has('¿Hay refund, o no?', 'nada', 'refund'))
  assert.ok(has('por su\n\ncuenta y riesgo', 'cuenta y riesgo'))
  assert.ok(has('refunding', 'refund*') && !has('refunding', 'refund'))
  assert.ok(!has('prerefund', 'refund*'))
  assert.ok(has('reem-bolso 100%', '100') && !has('1000', '100'))
})

test('whatever surrounds a word, wherever it stands, it is found; and time grows with the text alone', () => {
  const plain = fc.stringMatching(/^[a-z ]{0,200}$/)
  fc.assert(
    fc.property(plain, plain, (before, after) =>
      fits({ words: ['indemnización'] }, { spoken: spoken(`${before} Indemnizacion. ${after}`) }),
    ),
  )
  const began = performance.now()
  assert.ok(fits({ words: ['fin'] }, { spoken: spoken(`${'a'.repeat(50_000)}${' é'.repeat(25_000)} fin`) }))
  assert.ok(performance.now() - began < 1000)
})

test('a rule as it is given: words of signs alone, and more than anybody reads, are refused', () => {
  const ok = (more: object) => approvalRuleGiven.safeParse({ name: 'x', ...more }).success
  assert.ok(ok({}) && ok({ words: ['100'] }))
  assert.ok(!ok({ words: ['***'] }) && !ok({ words: ['a'.repeat(101)] }) && !ok({ name: ' ' }))
  assert.ok(!ok({ words: Array.from({ length: 51 }, (_, at) => `w${at}`) }) && !ok({ visibility: 'unlisted' }))
})
