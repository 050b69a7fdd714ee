import { bounds } from './document.ts'

/**
 * A word as words are compared: lower case, without accents (ñ is n too), full-width and ornamental letters as plain
 * ones, Cyrillic and Greek look-alikes among Latin letters as those, invisible characters gone, and a letter that is
 * repeated more than three times repeated three times. Folding twice changes nothing.
 */
export function foldWord(word: string): string {
  const plain = foldPlain(word)
  if (plain !== undefined) return plain
  const lower = ascii.test(word) ? word.toLowerCase() : foldWide(cut(word, mostNormalised))
  return cut(shorten(lower), bounds.word).replace(/_+$/, '')
}

/** As `foldWord`, but letters may repeat: what names an account is not stretched. */
export const foldName = (name: string): string =>
  cut(ascii.test(name) ? name.toLowerCase() : foldWide(cut(name, mostNormalised)), bounds.word)

/** As it was written, for the comparison by `=`: only invisible characters are gone. */
export function asWritten(word: string): string {
  if (isComposed(word)) return cut(word, bounds.word)
  return cut(cut(word, mostNormalised).replace(format, '').normalize('NFC'), bounds.word)
}

/** Whether every letter is one of Latin's without marks of its own, so that normalising changes nothing. */
function isComposed(word: string): boolean {
  for (let index = 0; index < word.length; index++) {
    const unit = word.charCodeAt(index)
    if (unit >= 0x300 || unit === 0xad) return false
  }
  return true
}

/** The shorter forms of a folded word that has a letter three times in a row: `holaaa` is `holaa` and `hola` too. */
export function shorterForms(folded: string): readonly string[] {
  if (isUnstretched(folded) || !thrice.test(folded) || oneLetter.test(folded)) return none
  const forms = new Set<string>()
  for (const first of [1, 2])
    for (const second of [1, 2]) {
      let seen = 0
      forms.add(
        folded.replace(everyThrice, (run, letter: string) => letter.repeat([first, second][seen++] ?? 1) || run),
      )
    }
  return [...forms]
}

/** The first so many UTF-16 units, without half a character at the end. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const last = text.charCodeAt(most - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most)
}

/** The same for a short word of Spanish or English letters, as nearly all are: ten times as fast. */
function foldPlain(word: string): string | undefined {
  if (word.length > bounds.word) return undefined
  let accented = false
  let repeated = 1
  for (let index = 0, before = -1; index < word.length; index++) {
    const unit = word.charCodeAt(index)
    if (unit > 0xff || latin1[unit] === 0) return undefined
    if (unit > 0x7f) accented = true
    repeated = (unit | 0x20) === (before | 0x20) ? repeated + 1 : 1
    if (repeated === 3) return undefined
    before = unit
  }
  const lower = word.toLowerCase()
  return accented ? lower.replace(accentedLatin1, (letter) => baseOf[letter] ?? letter) : lower
}

const none: readonly string[] = []

/** Whether a word has no letter three times in a row, at a glance. */
const isUnstretched = (folded: string): boolean => {
  for (let index = 2; index < folded.length; index++) {
    const unit = folded.charCodeAt(index)
    if (unit === folded.charCodeAt(index - 1) && unit === folded.charCodeAt(index - 2)) return false
  }
  return true
}

const accentedLatin1 = /[\u00e0-\u00ff]/g
const baseOf: Readonly<Record<string, string>> = Object.fromEntries(
  [...'àáâãäåçèéêëìíîïñòóôõöùúûüýÿ'].map((letter) => [letter, letter.normalize('NFD').charAt(0)]),
)
const plainLetters = `0123456789abcdefghijklmnopqrstuvwxyz${Object.keys(baseOf).join('')}`
const latin1 = Uint8Array.from({ length: 0x100 }, (_, unit) =>
  Number(plainLetters.includes(String.fromCharCode(unit).toLowerCase())),
)

/** By UTF-16 unit: what a plain letter or digit folds to, wherever it stands; 0 for whatever is not so simple. */
export const plainBase = Uint8Array.from(latin1, (isPlain, unit) => {
  const lower = String.fromCharCode(unit).toLowerCase()
  return isPlain === 1 ? (baseOf[lower] ?? lower).charCodeAt(0) : 0
})

// Normalising sorts runs of marks, which takes the square of their number.
const mostNormalised = 1_000

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant.
const ascii = /^[\u0000-\u007f]*$/
const format = /\p{Cf}/gu
// Accents of Latin, Greek and Cyrillic letters, and the vowel signs and the stretcher of Arabic ones. The marks of other
// scripts are part of their words.
const accents = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u064b-\u0652\u0640]/g
const notOfAWord = /[^\p{L}\p{N}\p{M}_]/gu
// Digits do repeat: 1000 is no stretched 10.
const thrice = /(\p{L})\1\1/u
const everyThrice = /(\p{L})\1\1/gu
const overlong = /(\p{L})\1{3,}/gu
const oneLetter = /^(\p{L})\1+$/u

function foldWide(word: string): string {
  const bare = word.normalize('NFKD').replace(accents, '').replace(notOfAWord, '').toLowerCase().replace(accents, '')
  return withoutLookalikes(bare.replace(odd, (letter) => oddLetters[letter] ?? letter)).normalize('NFC')
}

const shorten = (word: string): string => (thrice.test(word) ? word.replace(overlong, '$1$1$1') : word)

const oddLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ς: 'σ',
}
const odd = new RegExp(`[${Object.keys(oddLetters).join('')}]`, 'g')

// Only among Latin letters: a Russian word is left as it is.
const latin = /[a-z]/
const lookalikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  ѕ: 's',
  і: 'i',
  ј: 'j',
  ԁ: 'd',
  һ: 'h',
  ӏ: 'l',
  ԛ: 'q',
  ԝ: 'w',
  α: 'a',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  γ: 'y',
  η: 'n',
  ω: 'w',
}
const lookalike = new RegExp(`[${Object.keys(lookalikes).join('')}]`, 'g')
const withoutLookalikes = (word: string): string =>
  latin.test(word) ? word.replace(lookalike, (letter) => lookalikes[letter] ?? letter) : word
