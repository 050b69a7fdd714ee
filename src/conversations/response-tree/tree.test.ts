import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { abuses, intents, sentiments, urgencies } from '../../reading/index.ts'
import { type Known, leaves, propose, questions } from './tree.ts'
import { treeWords } from './words.ts'

const said = (more: Partial<Known> = {}): Known => ({
  mood: 'neutral',
  intents: [],
  abuse: 'none',
  urgency: 1,
  concernsUs: true,
  answers: {},
  ...more,
})
const so = (answer: boolean) => ({ answers: { 'is-so': answer } })

/** What was said, as it reads; what is proposed, and why. */
const examples: readonly [string, Partial<Known>, string | undefined, string][] = [
  ['El café llegó molido', { mood: 'negative', intents: ['complaint'] }, undefined, 'ask-is-so'],
  ['…and it did', { mood: 'negative', intents: ['complaint'], ...so(true) }, 'make-good', 'harmed'],
  ['…and it did not', { mood: 'negative', intents: ['complaint'], ...so(false) }, 'correct', 'not-so'],
  ['You have become dear', { mood: 'negative', ...so(true) }, 'respond', 'fair'],
  ['You roast in Vigo now', { mood: 'negative', ...so(false) }, 'correct', 'not-so'],
  [
    'Where is my damned box, idiots',
    { mood: 'negative', abuse: 'insult', intents: ['complaint'], ...so(true) },
    'make-good',
    'harmed',
  ],
  ['Idiots', { mood: 'negative', abuse: 'insult' }, 'watch', 'rant'],
  ['Hate', { mood: 'negative', abuse: 'hate', intents: ['complaint'] }, 'watch', 'abuse'],
  ['I know where you live', { abuse: 'threat' }, 'watch', 'abuse'],
  ['¿Abrís el domingo?', { intents: ['question'] }, 'respond', 'question'],
  ['Poned más bancos', { intents: ['suggestion'] }, 'respond', 'suggestion'],
  ['Quiero dos bolsas', { intents: ['purchase'] }, 'respond', 'purchase'],
  ['There is smoke in your shop', { urgency: 3 }, 'respond', 'urgent'],
  ['Great coffee', { mood: 'positive', intents: ['praise'] }, 'respond', 'praise'],
  ['Gracias', { mood: 'positive', intents: ['thanks'] }, 'let-stand', 'thanks'],
  ['Cheap followers here', { intents: ['spam'] }, 'let-stand', 'spam'],
  ['Coffee', { intents: ['other'] }, 'let-stand', 'nothing'],
  ['The other Alameda burnt it', { concernsUs: false }, undefined, 'ask-about-us'],
  ['…another indeed', { concernsUs: false, answers: { 'about-us': false } }, 'watch', 'not-us'],
  ['…ours', { concernsUs: false, intents: ['question'], answers: { 'about-us': true } }, 'respond', 'question'],
]

test('every leaf is reached by what was said, with its reason', () => {
  for (const [words, more, leaf, why] of examples) {
    const proposal = propose(said(more))
    assert.deepEqual([proposal.leaf, proposal.why], [leaf, why], words)
  }
  assert.deepEqual(new Set(examples.flatMap(([, , leaf]) => leaf ?? [])), new Set(leaves))
})

test('truth comes first: nobody who claims something is answered before somebody said whether it is so', () => {
  const known = fc.record({
    mood: fc.constantFrom(...sentiments),
    intents: fc.subarray([...intents]),
    abuse: fc.constantFrom(...abuses),
    urgency: fc.constantFrom(...urgencies),
    concernsUs: fc.boolean(),
    answers: fc.record({ 'about-us': fc.boolean(), 'is-so': fc.boolean() }, { requiredKeys: [] }) as fc.Arbitrary<
      Known['answers']
    >,
  })
  fc.assert(
    fc.property(known, (one) => {
      const { leaf, ask, why, steps } = propose(one)
      assert.notEqual(leaf === undefined, ask === undefined)
      assert.ok(`response.why-${why}` in treeWords.en && `response.why-${why}` in treeWords.es, why)
      if (ask) assert.ok(questions.includes(ask) && one.answers[ask] === undefined)
      if (leaf === 'correct' || leaf === 'make-good') assert.notEqual(one.answers['is-so'], undefined)
      // What they complain of is never only let stand.
      if (one.intents.includes('complaint')) assert.notEqual(leaf, 'let-stand')
      assert.equal(new Set(steps.map(({ asks }) => asks)).size, steps.length)
    }),
  )
})
