import { type Script, scripts } from '../../src/reading/language/script.ts'
import { writeTables } from '../../src/reading/language/table.ts'
import { lots } from '../random.ts'
import { believable } from './believable.ts'
import { calibrate, usual } from './calibrate.ts'
import { best, encode, renumbered, spread } from './encode.ts'
import { crowding, fit, type Lesson, type Model } from './fit.ts'
import { languages } from './languages.ts'
import type { Sample } from './sample.ts'
import { trainedFrom } from './texts.ts'
import { Vocabulary } from './vocabulary.ts'

/** How many features the table of each script has. */
const rows: Partial<Record<Script, number>> = { latin: 60_000, cyrillic: 8000, arabic: 4000, devanagari: 2000 }

/** As many of the commonest features are learnt before the best are chosen and learnt again. */
const tried = 250_000
const leastTexts = 3
const epochs = 3
/** Weights beyond it, of which there are few, are cut, so that eight bits tell the others finely. */
const largest = 4

/** The bytes of the tables learnt from these texts: the same texts, the same bytes. */
export function learn(samples: readonly Sample[], tell: (line: string) => void): Uint8Array {
  const learnt = scripts.flatMap((script) => {
    const known = Object.keys(languages[script] ?? {})
    return known.length > 0 ? [learnScript(script, known, samples, tell)] : []
  })
  return writeTables(
    {
      trainedFrom: [...trainedFrom],
      crowding,
      sharpness: learnt.find(({ script }) => script === 'latin')?.sharpness ?? 1,
      usual,
      tables: learnt.map(({ script, known, model, hashes }) => ({
        script,
        languages: known,
        bias: [...model.bias].map((one) => Number(one.toFixed(4))),
        scale: largest / 127,
        rows: hashes.length,
      })),
    },
    learnt.map(({ hashes, known, model }) => ({
      hashes,
      weights: Int8Array.from(model.weights.subarray(0, hashes.length * known.length), inEightBits),
    })),
  )
}

interface Learnt {
  script: Script
  known: string[]
  model: Model
  hashes: Uint32Array
  sharpness: number | undefined
}

function learnScript(
  script: Script,
  known: string[],
  samples: readonly Sample[],
  tell: (line: string) => void,
): Learnt {
  const mine = samples.filter(({ language }) => known.includes(language))
  const taught = withSomeAccentsLeftOut(mine.filter(({ held }) => !held))
  const vocabulary = new Vocabulary()
  const asLesson = (texts: readonly Sample[]) => lesson(texts, known, script, vocabulary)
  const all = asLesson(taught)
  tell(`${script}: ${taught.length} texts in ${known.length} languages with ${vocabulary.size} features`)
  const { numbers, weights } = chosen(all, taught, known.length, rows[script] ?? 0, vocabulary.size)
  const few = { ...all, texts: renumbered(all.texts, numbers), weights }
  tell(`${script}: ${weights.filter((one) => one === 0).length} texts seem to be in another language than it is said`)
  const settings = { rows: rows[script] ?? 0, classes: known.length, epochs }
  const held = asLesson(mine.filter((one) => one.held))
  const sharpness =
    script === 'latin'
      ? calibrate(few, { ...held, texts: renumbered(held.texts, numbers) }, taught.map(isTweetOrOurs), settings, known)
      : undefined
  return { script, known, model: fit(few, settings), hashes: hashesOf(numbers, vocabulary), sharpness }
}

/** New numbers for the features that matter most to a model of very many of them, and the weights of the texts. */
function chosen(all: Lesson, taught: readonly Sample[], classes: number, most: number, size: number) {
  const counts = spread(all.texts, size)
  const common = best(
    counts.map((count) => (count < leastTexts ? 0 : count)),
    tried,
  )
  const many = { ...all, texts: renumbered(all.texts, common.numbers) }
  const settings = { rows: common.count, classes, epochs }
  const commonest = { ...all, texts: renumbered(all.texts, best(counts, most).numbers) }
  const weights = believable(commonest, taught.map(mayBeWrong), { ...settings, rows: most })
  const { weights: learnt } = fit({ ...many, weights }, settings)
  const worth = Float64Array.from(counts, (count, feature) => {
    const row = common.numbers[feature] ?? -1
    return row < 0 ? 0 : spreadOf(learnt.subarray(row * classes, (row + 1) * classes)) * Math.sqrt(count)
  })
  return { numbers: best(worth, most).numbers, weights }
}

function lesson(texts: readonly Sample[], known: readonly string[], script: Script, vocabulary: Vocabulary): Lesson {
  return {
    texts: encode(
      texts.map(({ text }) => text),
      scripts.indexOf(script),
      vocabulary,
    ),
    classes: Int32Array.from(texts, ({ language }) => known.indexOf(language)),
    weights: Float32Array.from(texts, ({ from }) => weightOf[from] ?? 1),
  }
}

/** Made-up messages and names of emoji are many, and not what people write; what we wrote is little, and is. */
const weightOf: Partial<Record<Sample['from'], number>> = { words: 0.3, emoji: 0.3, written: 3 }

const mayBeWrong = ({ from }: Sample): boolean => from === 'tweet' || from === 'lingua'
const isTweetOrOurs = ({ from }: Sample): boolean => from === 'tweet' || from === 'example'

/** The texts, and a fifth of those with accents once more without: so do people in a hurry write. */
function withSomeAccentsLeftOut(texts: readonly Sample[]): Sample[] {
  const random = lots(7)
  const plain = texts.flatMap((one) => {
    const text = one.text
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .normalize('NFC')
    return random() < 0.2 && text !== one.text ? [{ ...one, text }] : []
  })
  return [...texts, ...plain]
}

function hashesOf(numbers: Int32Array, vocabulary: Vocabulary): Uint32Array {
  const hashes = new Uint32Array(numbers.reduce((most, row) => Math.max(most, row + 1), 0))
  numbers.forEach((row, feature) => {
    if (row >= 0) hashes[row] = vocabulary.hash(feature)
  })
  return hashes
}

/** How differently a feature speaks for the languages; the first seven, which matter most to us, count four times. */
function spreadOf(weights: Float32Array): number {
  const counts = weights.map((_, at) => (at < 7 ? 4 : 1))
  const sum = counts.reduce((all, one) => all + one, 0)
  const mean = weights.reduce((all, one, at) => all + one * (counts[at] ?? 1), 0) / sum
  return weights.reduce((all, one, at) => all + (counts[at] ?? 1) * (one - mean) ** 2, 0)
}

const inEightBits = (weight: number): number =>
  Math.round((Math.max(-largest, Math.min(largest, weight)) * 127) / largest)
