/** A word as rules compare it, and where it stands. */
export interface Word {
  /** In small letters, without accents. */
  form: string
  written: string
  from: number
  to: number
  /** The place of its sentence. */
  sentence: number
}

export interface Sentence {
  from: number
  to: number
  /** Its words: from the first to before the last. */
  first: number
  last: number
  asks: boolean
  exclaims: boolean
}

/** A text cut into words and sentences, once, for all that is asked of it. */
export interface Text {
  written: string
  words: readonly Word[]
  sentences: readonly Sentence[]
}

const word = /[@#]?[\p{L}\p{M}\p{N}_]+(?:['’][\p{L}]+)?/gu
const marks = /\p{M}/gu

/** So much of a draft is read: who writes more writes a book. */
export const mostRead = 20_000

/** Marks go before and after: a row of them takes the square of its length to be put in order. */
export const fold = (text: string): string =>
  text.replace(marks, '').normalize('NFD').replace(marks, '').replaceAll('’', "'").toLowerCase()

const owners =
  /^(?!(?:it|that|he|she|what|who|there|here|where|how|let|this|nobody|everything|one|when|why|thats)'s$)(.+)'s$/
/** A possessive is its word: "the courier's". */
const formOf = (written: string): string => fold(written).replace(owners, '$1')

/** Words and sentences of a text. Takes time in proportion to its length. */
export function textOf(given: string): Text {
  const written = given.length > mostRead ? given.slice(0, mostRead) : given
  const words: Word[] = []
  const sentences: Sentence[] = []
  let begun = 0
  let end = 0
  for (const match of written.matchAll(word)) {
    const from = match.index
    const between = written.slice(end, from)
    if (words.length > begun && ends(between, match[0])) {
      sentences.push(sentenceOf(written, words, begun, between))
      begun = words.length
    }
    end = from + match[0].length
    words.push({ form: formOf(match[0]), written: match[0], from, to: end, sentence: sentences.length })
  }
  if (words.length > begun) sentences.push(sentenceOf(written, words, begun, written.slice(end)))
  return { written, words, sentences }
}

const stop = /[.!?…;\n¿¡]/
/** A stop within a number, an address or an abbreviation ends nothing. */
const ends = (between: string, next: string): boolean =>
  stop.test(between) && !(between === '.' && /^\p{Ll}|^\p{N}/u.test(next))

function sentenceOf(written: string, words: readonly Word[], first: number, after: string): Sentence {
  const from = words[first]?.from ?? 0
  const to = words.at(-1)?.to ?? from
  const opens = from > 0 ? written[from - 1] : ''
  const signs = /^[^\p{L}\n]{0,6}/u.exec(after)?.[0] ?? ''
  return {
    from,
    to,
    first,
    last: words.length,
    asks: signs.includes('?') || opens === '¿',
    exclaims: signs.includes('!') || opens === '¡',
  }
}

/** The words of a sentence. */
export const wordsIn = (text: Text, sentence: Sentence): readonly Word[] =>
  text.words.slice(sentence.first, sentence.last)

export const quoteOf = (text: Text, { from, to }: { from: number; to: number }): string => text.written.slice(from, to)
