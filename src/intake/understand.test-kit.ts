import type { Intent, Layer, Lesson, Reading, Said, Sentiment, Trial, Urgency } from '../reading/index.ts'
import type { Understanding } from './understand.ts'
import type { Reader, School } from './understand-worker.ts'

/** The tiny reader without a thread, for tests of what is done with readings. */
export const tinyInPlace: Understanding = {
  read: async (said) =>
    tinyReader()
      .read(said)
      .map((reading) => ({ reading, topics: [] })),
  explain: async (said) => tinyReader().explain(said),
  version: async () => tinyReader().version,
  teach: async () => {},
  learn: async (lessons) => tinySchool.learn(lessons),
  stop: async () => {},
}

/** The program of a thread that reads by a handful of words, and dies or hangs when it is told so. */
export const tinyProgram = new URL('./understand-tiny.test-kit.ts', import.meta.url)

/** A reader that anybody can foretell: `mal` is a complaint, `hoy` is for today, `idiota` is an insult. */
export const tinyReader = (version = 'tiny-1'): Reader => ({
  version,
  topics: (said) => said.map(() => []),
  read: (said) => said.map(readOne),
  explain: ({ text }) =>
    text.includes('mal')
      ? [{ of: 'intent:complaint', words: 'mal', rule: 'reading.cue.negated-praise', weight: 2 }]
      : [],
})

/** Learns that whatever has a word of a lesson is about its first topic; three lessons do harm. */
export const tinySchool: School = {
  reader: (layer) => ({
    ...tinyReader(layer ? `tiny-1+${layer.lessons}` : 'tiny-1'),
    topics: (said) =>
      said.map(({ text }) =>
        (text.includes('molino') ? Object.keys(layer?.topics ?? {}) : []).map((value) => ({ value, p: 0.75 })),
      ),
  }),
  learn: tinyLearn,
}

const noWeights: [number, number][] = []

function tinyLearn(lessons: readonly Lesson[]): Trial {
  const topics = lessons.flatMap(({ what }) =>
    what.startsWith('topic:') ? [[what.slice(6), { bias: 0, yes: 3, weights: noWeights }] as const] : [],
  )
  const layer: Layer = {
    over: 'tiny-1',
    lessons: lessons.length,
    added: [],
    topics: Object.fromEntries(topics),
    heldBack: 0,
  }
  const figures = [{ what: 'sentiment', language: 'es', shipped: 0.6, taught: lessons.length === 3 ? 0.5 : 0.7 }]
  return lessons.length === 3 ? { figures } : { layer, figures }
}

function readOne({ text, usual }: Said): Reading {
  if (text.includes('muere')) process.exit(1)
  if (text.includes('cuelga')) for (;;);
  const words = new Set(text.toLowerCase().split(/[^\p{L}]+/u))
  return {
    language: { value: words.has('the') ? 'en' : 'es', p: usual ? 1 : 0.9 },
    depth: 'whole',
    sentiment: moodOf(words),
    intents: intentsOf(words),
    urgency: { value: urgencyOf(words), p: 0.7 },
    abuse: { value: words.has('idiota') ? 'insult' : 'none', p: 0.95 },
  }
}

function moodOf(words: ReadonlySet<string>): { value: Sentiment; p: number; score: number } {
  if (words.has('mal')) return { value: 'negative', p: 0.9, score: -0.85 }
  return words.has('gracias') ? { value: 'positive', p: 0.8, score: 0.75 } : { value: 'neutral', p: 0.6, score: 0 }
}

function intentsOf(words: ReadonlySet<string>): { value: Intent; p: number }[] {
  const held: { value: Intent; p: number }[] = []
  if (words.has('mal')) held.push({ value: 'complaint', p: 0.9 })
  if (words.has('cuándo')) held.push({ value: 'question', p: 0.8 })
  if (words.has('gracias')) held.push({ value: 'thanks', p: 0.7 })
  return held.length > 0 ? held : [{ value: 'other', p: 0.6 }]
}

const urgencyOf = (words: ReadonlySet<string>): Urgency => (words.has('ahora') ? 3 : words.has('hoy') ? 2 : 1)
