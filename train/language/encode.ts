import { gramsOf, mostGrams } from '../../src/reading/language/grams.ts'
import { Words } from '../../src/reading/language/words.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Texts as the features of their words, one text after the other. */
export interface Encoded {
  /** The features of all words, as the vocabulary numbers them; negative when they are not in use. */
  features: Int32Array
  /** Where word w begins in `features`; one more at the end. */
  words: Uint32Array
  /** The first word of text t; one more at the end. */
  texts: Uint32Array
}

/** The features of the words of one script (its place in `scripts`) in each text; new ones enter the vocabulary. */
export function encode(texts: readonly string[], script: number, vocabulary: Vocabulary): Encoded {
  const words = new Words()
  const grams = new Uint32Array(mostGrams)
  const features: number[] = []
  const wordStarts = [0]
  const textStarts = [0]
  for (const text of texts) {
    words.fill(text)
    for (let at = 0; at < words.count; at++) {
      if (words.script[at] !== script) continue
      const count = gramsOf(words, at, grams)
      for (let gram = 0; gram < count; gram++) features.push(vocabulary.number(grams[gram] ?? 0))
      wordStarts.push(features.length)
    }
    textStarts.push(wordStarts.length - 1)
  }
  return {
    features: Int32Array.from(features),
    words: Uint32Array.from(wordStarts),
    texts: Uint32Array.from(textStarts),
  }
}

/** The same texts with other numbers for their features: that of feature f is `numbers[f]`. */
export const renumbered = (encoded: Encoded, numbers: Int32Array): Encoded => ({
  ...encoded,
  features: encoded.features.map((feature) => (feature < 0 ? -1 : (numbers[feature] ?? -1))),
})

/** In how many texts each of `size` features stands. */
export function spread({ features, words, texts }: Encoded, size: number): Uint32Array {
  const found = new Uint32Array(size)
  const last = new Int32Array(size).fill(-1)
  for (let text = 0; text + 1 < texts.length; text++) {
    const to = words[texts[text + 1] ?? 0] ?? 0
    for (let at = words[texts[text] ?? 0] ?? 0; at < to; at++) {
      const feature = features[at] ?? -1
      if (feature < 0 || last[feature] === text) continue
      last[feature] = text
      found[feature] = (found[feature] ?? 0) + 1
    }
  }
  return found
}

/** New numbers for the features with the `most` highest scores above zero, the highest first; −1 for all others. */
export function best(scores: Float64Array | Uint32Array, most: number): { numbers: Int32Array; count: number } {
  const order = [...scores.keys()].filter((feature) => (scores[feature] ?? 0) > 0)
  order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
  const numbers = new Int32Array(scores.length).fill(-1)
  const count = Math.min(most, order.length)
  for (let number = 0; number < count; number++) numbers[order[number] ?? 0] = number
  return { numbers, count }
}
