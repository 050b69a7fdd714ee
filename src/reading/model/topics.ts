import type { Judgement } from '../reading.ts'
import type { Lesson, Trait } from './lesson.ts'

/** By topic, what each trait says for it, in log-odds. */
export type Topics = Record<string, { bias: number; yes: number; weights: [hash: number, weight: number][] }>

interface Taught {
  lesson: Lesson
  traits: readonly Trait[]
}

/** Fewer messages tell little of what a topic is. */
const fewest = 3
const rounds = 8
const rate = 1.5
const bound = 0.01
/** That a message was said to be about one topic says a little that it is about no other. */
const otherwise = 0.3

/** Learns each topic against all messages that were said to be about others, or not to be about it: in the order taught, some rounds. */
export function learnTopics(taught: readonly Taught[]): Topics {
  const about = taught.filter(({ lesson }) => lesson.what.startsWith('topic:'))
  const yes = new Map<string, Set<string>>()
  for (const { lesson } of about)
    if (lesson.becomes === 'yes') yes.set(lesson.what, (yes.get(lesson.what) ?? new Set()).add(lesson.text))
  const learned = [...yes].flatMap(([what, texts]) =>
    texts.size >= fewest ? [[what.slice('topic:'.length), learnOne(what, texts, about)] as const] : [],
  )
  return Object.fromEntries(learned)
}

function learnOne(what: string, texts: ReadonlySet<string>, about: readonly Taught[]): Topics[string] {
  const weights = new Map<number, number>()
  const seen = about.filter(({ lesson }) => lesson.what === what || !texts.has(lesson.text))
  let bias = Math.log((texts.size + 1) / (seen.length - texts.size + 2))
  for (let round = 0; round < rounds; round++)
    for (const { lesson, traits } of seen) {
      const own = lesson.what === what
      const label = own && lesson.becomes === 'yes' ? 1 : 0
      const sum = traits.reduce((all, { hash, value }) => all + value * (weights.get(hash) ?? 0), bias)
      const step = (rate / (1 + round)) * (own ? 1 : otherwise) * (label - sigmoid(sum))
      bias += 0.1 * step
      for (const { hash, value } of traits) {
        const weight = weights.get(hash) ?? 0
        weights.set(hash, weight + 4 * step * value - bound * weight)
      }
    }
  return {
    bias: round6(bias),
    yes: texts.size,
    weights: [...weights]
      .filter(([, weight]) => Math.abs(weight) > 1e-3)
      .map(([hash, weight]) => [hash, round6(weight)]),
  }
}

/** Judges what messages are about: of each the topics that are likelier than not, the likeliest first. */
export function judgeTopics(topics: Topics): (traits: readonly Trait[]) => Judgement<string>[] {
  const known = Object.entries(topics).map(([value, { bias, weights }]) => ({ value, bias, weights: new Map(weights) }))
  return (traits) =>
    known
      .map(({ value, bias, weights }) => ({
        value,
        p: sigmoid(traits.reduce((sum, trait) => sum + trait.value * (weights.get(trait.hash) ?? 0), bias)),
      }))
      .filter(({ p }) => p > 0.5)
      .sort((one, other) => other.p - one.p)
}

const sigmoid = (odds: number): number => 1 / (1 + Math.exp(-odds))
const round6 = (number: number): number => Math.round(number * 1e6) / 1e6
