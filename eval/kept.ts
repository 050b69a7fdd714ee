import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Example, parseExamples } from '../src/reading/examples/parse.ts'
import { sentiments } from '../src/reading/reading.ts'
import { parseCsv } from '../train/csv.ts'
import { dataFolder } from '../train/sources.ts'

/** What is kept to evaluate with. Nothing here is ever trained from: `train/sources.ts` refuses these files. */
const examples = path.resolve(process.cwd(), 'src/reading/examples')

/** Our own messages that were kept apart. */
export const kept = (begin: string): Example[] =>
  readdirSync(examples)
    .filter((name) => name.startsWith(`kept-${begin}`))
    .sort()
    .flatMap((name) => parseExamples(readFileSync(path.join(examples, name), 'utf8')))

export const languagesOfTweets = {
  es: 'spanish',
  en: 'english',
  pt: 'portuguese',
  fr: 'french',
  it: 'italian',
  de: 'german',
}

/** xlm-t: tweets of the validation part, with their mood. */
export function tweets(folder: string): { text: string; mood: (typeof sentiments)[number] }[] {
  const lines = (name: string) =>
    readFileSync(path.join(dataFolder, 'xlm-t/data/sentiment', folder, name), 'utf8')
      .replace(/\n$/, '')
      .split('\n')
  const labels = lines('val_labels.txt')
  return lines('val_text.txt').map((text, at) => ({ text, mood: sentiments[Number(labels[at])] ?? 'neutral' }))
}

/** hatecheck: cases of hate and its look-alikes, by what each tries. */
export function hatecheck(): { text: string; tries: string; hateful: boolean }[] {
  const [head = [], ...rows] = parseCsv(
    readFileSync(path.join(dataFolder, 'hatecheck-en/test_suite_cases.csv'), 'utf8'),
  )
  const column = (row: readonly string[], name: string) => row[head.indexOf(name)] ?? ''
  return rows.map((row) => ({
    text: column(row, 'test_case'),
    tries: column(row, 'functionality'),
    hateful: column(row, 'label_gold') === 'hateful',
  }))
}

/** lingua: sentences in Catalan, which the tweets lack; every fifth, as the language table is made from the others. */
export const catalan = (): string[] =>
  readFileSync(path.join(dataFolder, 'lingua-testdata/language-models/ca/testdata/sentences.txt'), 'utf8')
    .trim()
    .split('\n')
    .filter((_, at) => at % 5 === 4)
