import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgedKinds, packJudges, parseJudges } from '../../src/conversations/coach/judge/weights.ts'
import { type Judged, judgedDrafts } from './examples.ts'
import { thresholds } from './judges.ts'
import { draftScore, learn } from './learn.ts'

/** A draft of sentences that each have these features. */
const draft = (speaks: boolean, ...sentences: number[][]): Judged => ({
  kind: 'irony',
  language: 'en',
  speaks,
  theirs: '',
  draft: '',
  byRule: false,
  sentences: sentences.map((all) => new Map(all.map((one) => [one, 1]))),
})
const [mocks, greets, sends] = [1, 2, 3]

test('which sentence of a draft earned the remark is found out, and what stands beside it is not blamed', () => {
  const drafts = Array.from({ length: 10 }, () => [
    draft(true, [greets], [mocks], [sends]),
    draft(false, [greets], [sends]),
  ]).flat()
  const learned = learn(drafts, [])
  assert.ok(draftScore(learned, draft(true, [mocks])) > 0)
  assert.ok(draftScore(learned, draft(false, [greets], [sends])) < 0)
  assert.deepEqual(learn(drafts, []), learned)
})

test('a threshold gives up what it hears sooner than being right', () => {
  const tried = [true, true, false, false, true].map((speaks, at) => ({ score: 4 - at, byRule: false, speaks }))
  assert.deepEqual(thresholds(tried), { hears: 3, doubts: 3, precision: 1, recall: 2 / 3 })
})

test('what rules found needs less, and where they are mostly wrong more than that', () => {
  const tried = [
    { score: 0, byRule: true, speaks: true },
    { score: -1, byRule: true, speaks: false },
    { score: 1, byRule: false, speaks: false },
    { score: 2, byRule: false, speaks: true },
  ]
  assert.deepEqual(thresholds(tried), { hears: 2, doubts: 0, precision: 1, recall: 1 })
})

test('judges are the same after they were packed', () => {
  const one = { biases: [1, 2, 3, 4], steps: [1, 1, 1, 1], hears: [0, 0, 0, 0], doubts: [-1, -1, -1, -1] }
  const es = {
    ...one,
    hashes: Uint32Array.of(7, 4_000_000_000),
    weights: Int16Array.of(1, -2, 3, -4, 5, -6, 7, -32_767),
  }
  const en = { ...one, hashes: Uint32Array.of(9), weights: Int16Array.of(1, 0, 0, 0) }
  assert.deepEqual(parseJudges(packJudges({ es, en })), { es, en })
})

test('each remark has enough drafts that earn it, and as many that look so', () => {
  for (const language of ['es', 'en'] as const)
    for (const kind of judgedKinds) {
      const { written } = judgedDrafts(language, kind)
      for (const speaks of [true, false])
        assert.ok(written.filter((one) => one.speaks === speaks).length >= 120, `${language}, ${kind}, ${speaks}`)
      assert.equal(new Set(written.map((one) => one.draft)).size, written.length, `${language}, ${kind}: one twice`)
    }
})
