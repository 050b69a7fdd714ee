import { parseArgs } from 'node:util'
import { identify } from '../src/reading/language/identify.ts'
import type { Said } from '../src/reading/reading.ts'
import { speed, speedOf, weight } from './language/cost.ts'
import { errorOf, groups, right, short, shown } from './language/count.ts'
import { eld, type Teller } from './language/others.ts'
import { dictionary, type Known, tweets, twoWords, written } from './language/texts.ts'

// node --expose-gc --import tsx eval/language.ts [--eld FOLDER]: how well languages are told, as tables in Markdown;
// with the folder that `eld` is installed in, the same by it.
const { values } = parseArgs({ options: { eld: { type: 'string' } } })

// First of all, while nothing else comes and goes.
const { loadedMs, megabytes } = weight(tweets())
const texts = [...tweets(), ...twoWords(tweets()), ...dictionary(), ...written()]
// Only the text: the language that is known would be taken for the network’s word.
const ours = identify(texts.map(({ text }) => ({ text })))
const tellers: Record<string, Teller> = values.eld === undefined ? {} : await others(values.eld)
const told: Record<string, readonly string[]> = {
  ours: ours.map(({ value }) => value),
  ...Object.fromEntries(Object.entries(tellers).map(([name, teller]) => [name, texts.map(({ text }) => teller(text))])),
}

accuracy()
wrong()
windows()
certainty()
cost()

async function others(folder: string): Promise<Record<string, Teller>> {
  const ourSeven = ['es', 'en', 'pt', 'fr', 'it', 'de', 'ca']
  return {
    'eld small': await eld(folder, 'small'),
    'eld large': await eld(folder, 'large'),
    'eld large, told it is one of seven': await eld(folder, 'large', ourSeven),
  }
}

/** The share told right by each, in every set and language. */
function accuracy(): void {
  const names = Object.keys(told)
  console.log(`| texts | language | ${names.join(' | ')} |\n|---|---|${names.map(() => '---|').join('')}`)
  for (const { set, languages } of groups(texts)) {
    for (const language of [undefined, ...languages]) {
      const found = Object.values(told).map((said) => shown(right(texts, said, set, language)))
      console.log(`| ${set} | ${language ?? 'all'} | ${found.join(' | ')} |`)
    }
  }
}

/** What our own texts were taken for where they were told wrong; of the tweets nothing is shown. */
function wrong(): void {
  console.log('\nWritten messages told wrong:\n')
  texts.forEach(({ set, text, language }, at) => {
    const { value, p } = ours[at] ?? { value: '', p: 0 }
    if (set === 'written' && value !== language) console.log(`- ${language} as ${value} (${short(p)}): ${text}`)
  })
}

/** What a window's habit and the network's word do to two Spanish words, and to whole tweets in other languages. */
function windows(): void {
  const spanish = texts.filter(({ set, language }) => (set === 'pairs' || set.startsWith('two')) && language === 'es')
  const foreign = texts.filter(({ set, language }) => set === 'tweets' && language !== 'es')
  const here = { usual: { es: 0.9, en: 0.06, pt: 0.02 } }
  const share = (of: readonly Known[], more: Omit<Said, 'text'>, set: string) => {
    const said = identify(of.map(({ text }) => ({ text, ...more }))).map(({ value }) => value)
    return shown(right(of, said, set))
  }
  console.log(
    '\n| texts | alone | at a window that is nine tenths Spanish | and the network says Spanish |\n|---|---|---|---|',
  )
  for (const [name, of, set] of [
    ['Spanish pairs', spanish, 'pairs'],
    ['two words of Spanish tweets', spanish, 'two words of tweets'],
    ['whole tweets in the five other languages', foreign, 'tweets'],
  ] as const)
    console.log(
      `| ${name} | ${share(of, {}, set)} | ${share(of, here, set)} | ${share(of, { ...here, language: 'es' }, set)} |`,
    )
}

/** How honest the probabilities are of what is told, and how often nothing is. */
function certainty(): void {
  console.log('\n| texts | calibration error | told right, of those told | not told |\n|---|---|---|---|')
  for (const { set } of groups(texts)) {
    const of = texts.flatMap((known, at) =>
      known.set === set ? [{ known, judged: ours[at] ?? { value: 'und', p: 0 } }] : [],
    )
    const told = of.filter(({ judged }) => judged.value !== 'und')
    const known = told.map((one) => one.known)
    const judged = told.map((one) => one.judged)
    const values = judged.map(({ value }) => value)
    const untold = short(1 - told.length / of.length)
    console.log(`| ${set} | ${short(errorOf(known, judged))} | ${shown(right(known, values, set))} | ${untold} |`)
  }
}

function cost(): void {
  const many = Array.from({ length: 3 }, () => tweets()).flat()
  console.log(`\nLoaded in ${loadedMs.toFixed(1)} ms; ${megabytes.toFixed(1)} MB held; tweets a second of one core:`)
  console.log(`- ours: ${Math.round(speed(many)).toLocaleString('en')}`)
  for (const [name, teller] of Object.entries(tellers))
    console.log(`- ${name}: ${Math.round(speedOf(teller, many)).toLocaleString('en')}`)
}
