import { type Script, scripts } from './script.ts'
import type { Table, Tables } from './table.ts'
import { WordSums } from './word-sums.ts'
import type { Words } from './words.ts'

/** What a message's words say of its language. */
export interface Evidence {
  languages: readonly string[]
  /** The table they were weighed by; none when the script alone says it. */
  table: Table | undefined
  /** For each language, in log-odds. They are overwritten by the next message that is weighed. */
  scores: Float64Array
  /** How many letters of its main script there are. */
  letters: number
  /** The part of all letters that is of that script. */
  share: number
}

/** Weighs the words of the script that most of the message is written in; nothing when there are no letters. */
export function weigh(words: Words, tables: Tables): Evidence | undefined {
  const { script, letters, share } = mainScript(words)
  if (script === 0) return undefined
  const table = tables.byScript[script]
  if (table === undefined) return { ...alone(words, script), table, letters, share }
  sums.fill(0)
  const known = wordSumsOf(table)
  let features = 0
  for (let at = 0; at < words.count; at++) if (words.script[at] === script) features += known.add(words, at, sums)
  const worth = tables.sharpness * table.scale * features ** -tables.crowding
  for (let one = 0; one < table.languages.length; one++)
    scores[one] = features === 0 ? 0 : (sums[one] ?? 0) * worth + tables.sharpness * (table.bias[one] ?? 0)
  return { languages: table.languages, table, scores: scores.subarray(0, table.languages.length), letters, share }
}

/** What the words so far say of each language, in steps of the table. */
const sums = new Int32Array(64)
const scores = new Float64Array(64)

/** What is remembered of the words of a table; gone with the table. */
const wordSums = new WeakMap<Table, WordSums>()

export function wordSumsOf(table: Table): WordSums {
  const known = wordSums.get(table) ?? new WordSums(table)
  wordSums.set(table, known)
  return known
}

/** The script with the most letters; a sign of Chinese is worth several of an alphabet. */
function mainScript({ seen }: Words): { script: number; letters: number; share: number } {
  let all = 0
  let script = 0
  let letters = 0
  for (let one = 1; one < scripts.length; one++) {
    // Japanese mixes two scripts, which count as one.
    const signs = one === kana ? 0 : one === han ? (seen[han] ?? 0) + (seen[kana] ?? 0) : (seen[one] ?? 0)
    const count = signs * (one >= firstDense ? 3 : 1)
    all += count
    if (count > letters) {
      script = one
      letters = count
    }
  }
  return { script, letters, share: all === 0 ? 0 : letters / all }
}

const firstDense = scripts.indexOf('hangul')
const kana = scripts.indexOf('kana')
const han = scripts.indexOf('han')

/** The languages of the scripts that we take for one language's. */
const only: Partial<Record<Script, string>> = {
  greek: 'el',
  hebrew: 'he',
  armenian: 'hy',
  georgian: 'ka',
  bengali: 'bn',
  gurmukhi: 'pa',
  gujarati: 'gu',
  tamil: 'ta',
  telugu: 'te',
  kannada: 'kn',
  malayalam: 'ml',
  sinhala: 'si',
  thai: 'th',
  lao: 'lo',
  myanmar: 'my',
  khmer: 'km',
  ethiopic: 'am',
  hangul: 'ko',
}

function alone({ seen }: Words, script: number): Pick<Evidence, 'languages' | 'scores'> {
  scores.fill(0)
  const language = only[scripts[script] ?? 'none']
  if (language !== undefined) {
    scores[0] = certain
    return { languages: [language, 'und'], scores: scores.subarray(0, 2) }
  }
  // Japanese writes kana between its Chinese signs; without any it is Chinese, or a few words of Japanese.
  const japanese = (seen[kana] ?? 0) > 0
  scores[0] = japanese ? certain : 0
  scores[1] = japanese ? 0 : likelyChinese
  return { languages: ['ja', 'zh'], scores: scores.subarray(0, 2) }
}

/** A script that one language is written in, for nearly everybody. */
const certain = 5
const likelyChinese = 2
