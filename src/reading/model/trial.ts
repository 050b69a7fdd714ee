import { readdirSync, readFileSync } from 'node:fs'
import { type Example, parseExamples } from '../examples/parse.ts'
import { abuses, intents, sentiments, urgencies } from '../reading.ts'
import { analyse } from './analyse.ts'
import { judgeAbuse, judgeIntents, judgeMood, judgeUrgency } from './judge.ts'
import { applyLayer, type Layer } from './layer.ts'
import { mix } from './mix.ts'
import { outputCount } from './outputs.ts'
import { createScorer } from './score.ts'
import type { Weights } from './weights.ts'

/** A message that nobody learned from, with what it means. */
export type Held = Pick<Example, 'text' | 'sentiment' | 'intents' | 'urgency' | 'abuse'> & { language: string }

/** How well is read with what was taught and without, as macro-F1. */
export interface Trial {
  /** What was taught, as much of it as does no harm; absent when any of it does. */
  layer?: Layer
  figures: { what: string; language: string; shipped: number; taught: number }[]
}

/** How much of what was taught is tried, the most first. */
const strengths = [1, 0.5, 0.25]

/**
 * Tries what was taught on messages kept apart: it is used only where nothing is read worse than without it, in either
 * language; when all of it does harm, half or a quarter may not.
 */
export function tryLayer(weights: Weights, layer: Layer, held: readonly Held[] = keptApart()): Trial {
  const judge = judgeHeld(weights, held)
  const shipped = judge(undefined)
  let figures = shipped.map((one) => ({ what: one.what, language: one.language, shipped: one.f1, taught: one.f1 }))
  for (const strength of strengths) {
    const weaker = { ...layer, strength }
    const taught = judge(weaker)
    figures = shipped.map((one, at) => ({
      what: one.what,
      language: one.language,
      shipped: one.f1,
      taught: taught[at]?.f1 ?? 0,
    }))
    if (figures.every((one) => one.taught >= one.shipped)) return { layer: weaker, figures }
  }
  return { figures }
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
    return { of, analysed, scores }
  })
  return (layer: Layer | undefined) => {
    const add = layer && applyLayer(layer, weights)
    const read = scored.map(({ of, analysed, scores }) => {
      const own = scores.slice()
      add?.(analysed, own)
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
