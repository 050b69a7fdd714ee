import { identify } from './language/identify.ts'
import { languageReasons } from './language/reasons.ts'
import { type Analysed, analyse, analyseAll } from './model/analyse.ts'
import { reasonsOf } from './model/explain.ts'
import { judgeAbuse, judgeIntents, judgeMood, judgeUrgency } from './model/judge.ts'
import { applyLayer, digestOf, type Layer } from './model/layer.ts'
import { traitsOf } from './model/lesson.ts'
import { mix } from './model/mix.ts'
import { outputCount } from './model/outputs.ts'
import { createScorer } from './model/score.ts'
import { judgeTopics } from './model/topics.ts'
import { parseWeights, type Weights } from './model/weights.ts'
import type { Depth, Judgement, Reading, Reason, Said } from './reading.ts'
import { weightsFile } from './weights/file.ts'

/** Reads messages: in, arrays of texts; out, what they mean. Pure and quick; keeps nothing of what it read but single words. */
export interface Reader {
  read(said: readonly Said[]): Reading[]
  /** Why it reads a message so, the heaviest reasons of each judgement first. */
  explain(said: Said): Reason[]
  /** The organisation's own topics that messages are likely to be about, the likeliest first. */
  topics(said: readonly Said[]): Judgement<string>[][]
  /** Changes whenever it would read something differently. */
  version: string
}

export const shippedWeights = (): Weights => parseWeights(weightsFile('reader.bin'))

/** With what an organisation taught, where it did: a layer that `tryLayer` found to do no harm. */
export function createReader(weights: Weights = shippedWeights(), layer?: Layer): Reader {
  const taught = layer && applyLayer(layer, weights)
  const topicsBy = judgeTopics(layer?.topics ?? {})
  const scorer = createScorer(weights)
  const raw = new Float32Array(outputCount)
  const scores = new Float32Array(outputCount)
  const by = weights.calibration
  const judge = (analysed: Analysed, language: Judgement<string>, depth: Depth): Reading => {
    scorer.score(analysed.tokens, analysed.cues, raw)
    mix(weights.mix, raw, scores)
    taught?.(analysed, scores)
    const sentiment = judgeMood(scores, by)
    if (depth === 'mood') return { ...unread, language, depth, sentiment }
    return {
      language,
      depth,
      sentiment,
      intents: judgeIntents(scores, by),
      urgency: judgeUrgency(scores, by),
      abuse: judgeAbuse(scores, by),
    }
  }
  const readSome = (said: readonly Said[]): Reading[] => {
    const languages = identify(said)
    const depths = languages.map(({ value }) => depthOf(value))
    const texts = said.map(({ text }, at) => (depths[at] === 'language' ? '' : text))
    const analysed = analyseAll(
      texts,
      languages.map(({ value }) => value),
    )
    return analysed.map((one, at) => {
      const language = languages[at] ?? unknown
      const depth = depths[at] ?? 'language'
      return depth === 'language' ? { ...unread, language, depth } : judge(one, language, depth)
    })
  }
  return {
    version: layer ? `${weights.version}+${digestOf(layer)}` : weights.version,
    read: (said) => {
      const all: Reading[] = []
      for (let at = 0; at < said.length; at += atOnce) all.push(...readSome(said.slice(at, at + atOnce)))
      return all
    },
    explain: (said) => {
      const language = identify([said])[0] ?? unknown
      const depth = depthOf(language.value)
      const ofLanguage = languageReasons(said)
      if (depth === 'language') return ofLanguage
      const reasons = reasonsOf(said.text, analyse(said.text, language.value), scorer, weights, layer)
      const of = depth === 'whole' ? reasons : reasons.filter((one) => one.of.startsWith('sentiment:'))
      return [...ofLanguage, ...of]
    },
    topics: (said) => {
      if (!layer) return said.map(() => [])
      const languages = identify(said)
      return said.map(({ text }, at) => topicsBy(traitsOf(analyse(text, languages[at]?.value ?? 'und'))))
    },
  }
}

/** So many go through each step together. */
const atOnce = 200

const unknown: Judgement<string> = { value: 'und', p: 0 }

/** What nobody judged is said with no certainty at all. */
const unread: Omit<Reading, 'language' | 'depth'> = {
  sentiment: { value: 'neutral', p: 0, score: 0 },
  intents: [],
  urgency: { value: 1, p: 0 },
  abuse: { value: 'none', p: 0 },
}

const whole = new Set(['es', 'en'])
// Where nobody can tell, there may be emoji.
const mood = new Set(['und', 'pt', 'fr', 'it', 'de', 'ca', 'gl'])

const depthOf = (language: string): Depth => (whole.has(language) ? 'whole' : mood.has(language) ? 'mood' : 'language')
