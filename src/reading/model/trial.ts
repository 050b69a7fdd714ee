import { readdirSync, readFileSync } from 'node:fs'
import { type Example, parseExamples } from '../examples/parse.ts'
import { abuses, intents, sentiments, urgencies } from '../reading.ts'
import { analyse } from './analyse.ts'
import { judgeAbuse, judgeIntents, judgeMood, judgeUrgency } from './judge.ts'
import { addTaught, type Layer } from './layer.ts'
import { traitsOf } from './lesson.ts'
import { mix } from './mix.ts'
import { outputCount } from './outputs.ts'
import { createScorer } from './score.ts'
import type { Weights } from './weights.ts'

/** A message that nobody learned from, with what it means. */
export type Held = Pick<Example, 'text' | 'sentiment' | 'intents' | 'urgency' | 'abuse'> & { language: string }

/** How well is read with what was taught and without, as macro-F1. */
export interface Trial {
  /** What was taught, as much of it as does no harm; absent when nothing was. */
  layer?: Layer
  figures: { what: string; language: string; shipped: number; taught: number }[]
}

/** In how many messages kept apart a trait may stand that is used. What stands in none of them changes none. */
const limits = [Number.POSITIVE_INFINITY, 24, 6, 1, 0]

/**
 * Tries what was taught on messages kept apart: it is used only where nothing is read worse than without it, in either
 * language. When all of it does harm, the commonest traits are left out, then those less common: what a lesson says
 * of *is* and *today* may be wrong of others, and what it says of the new word in it is what was meant.
 */
export function tryLayer(weights: Weights, layer: Layer, held: readonly Held[] = keptApart()): Trial {
  const { judge, standing } = judgeHeld(weights, held)
  const shipped = judge(undefined)
  for (const limit of limits) {
    const added = layer.added.filter(([hash]) => (standing.get(hash) ?? 0) <= limit)
    const rarer = { ...layer, added, heldBack: layer.added.length - added.length }
    const taught = judge(rarer)
    const figures = shipped.map(({ what, language, f1 }, at) => ({
      ...{ what, language },
      ...{ shipped: f1, taught: taught[at]?.f1 ?? 0 },
    }))
    if (figures.every((one) => one.taught >= one.shipped)) return { layer: rarer, figures }
  }
  throw new Error('What stands in no message changed how one is read.')
}

const labelsOf = { sentiment: sentiments, intents, urgency: urgencies, abuse: abuses }

function judgeHeld(weights: Weights, held: readonly Held[]) {
  const scorer = createScorer(weights)
  const raw = new Float32Array(outputCount)
  const scored = held.map((of) => {
    const analysed = analyse(of.text, of.language)
    scorer.score(analysed.tokens, analysed.cues, raw)
    const scores = new Float32Array(outputCount)
    mix(weights.mix, raw, scores)
    return { of, traits: traitsOf(analysed), scores }
  })
  const standing = new Map<number, number>()
  for (const { traits } of scored)
    for (const hash of new Set(traits.map((trait) => trait.hash))) standing.set(hash, (standing.get(hash) ?? 0) + 1)
  const judge = (layer: Layer | undefined) => {
    const added = new Map(layer?.added)
    const read = scored.map(({ of, traits, scores }) => {
      const own = scores.slice()
      addTaught(added, traits, weights.calibration.slopes, own)
      return { of, said: saidBy(own, weights) }
    })
    return [...new Set(held.map(({ language }) => language))].flatMap((language) =>
      (['sentiment', 'intents', 'urgency', 'abuse'] as const).map((what) => {
        const cases = read
          .filter(({ of }) => of.language === language)
          .map(({ of, said }) => ({ truth: setOf(of[what]), said: said[what] }))
        return { what, language, f1: macroF1(labelsOf[what], cases) }
      }),
    )
  }
  return { judge, standing }
}

function saidBy(scores: Float32Array, { calibration: by }: Weights) {
  return {
    sentiment: setOf(judgeMood(scores, by).value),
    intents: setOf(judgeIntents(scores, by).map(({ value }) => value)),
    urgency: setOf(judgeUrgency(scores, by).value),
    abuse: setOf(judgeAbuse(scores, by).value),
  }
}

type Label = string | number
const setOf = (value: Label | readonly Label[]): ReadonlySet<Label> =>
  new Set(typeof value === 'object' ? value : [value])

function macroF1(
  labels: readonly Label[],
  cases: readonly { truth: ReadonlySet<Label>; said: ReadonlySet<Label> }[],
): number {
  const f1s = labels.map((label) => {
    const hits = cases.filter(({ truth, said }) => truth.has(label) && said.has(label)).length
    const either = cases.reduce((sum, { truth, said }) => sum + Number(truth.has(label)) + Number(said.has(label)), 0)
    return either === 0 ? 0 : (2 * hits) / either
  })
  return f1s.reduce((sum, one) => sum + one, 0) / labels.length
}

/** Our own messages that were kept apart, in Spanish and English. */
export function keptApart(): Held[] {
  const folder = new URL(import.meta.url.endsWith('.ts') ? '../examples/' : '../src/reading/examples/', import.meta.url)
  const files = readdirSync(folder).filter((name) => /^kept-(es|en).*\.txt$/.test(name))
  return files.sort().flatMap((name) =>
    parseExamples(readFileSync(new URL(name, folder), 'utf8')).map((example) => ({
      ...example,
      language: name.slice(5, 7),
    })),
  )
}
