import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Words } from '../../src/reading/language/words.ts'
import { lingua, tongues, unescaped } from '../../train/language/texts.ts'
import { dataFolder } from '../../train/sources.ts'

/** A text whose language is known, and what it is counted under. */
export interface Known {
  set: string
  text: string
  language: string
}

/** Tweets of the validation part. Only here are they read, and nothing is learnt from them. */
export const tweets = (): Known[] =>
  Object.entries(tongues).flatMap(([name, language]) =>
    lines(path.join(dataFolder, 'xlm-t/data/sentiment', name, 'val_text.txt')).map((text) => ({
      set: 'tweets',
      text: unescaped(text),
      language,
    })),
  )

/** Every fifth line of lingua's lists, which training leaves out. */
export const dictionary = (): Known[] =>
  lingua()
    .filter(({ held }) => held)
    .map(({ text, language }) => ({ set: kindOf(text), text, language }))

/** Messages written to try the identifier with, in all languages that it tells. */
export const written = (): Known[] =>
  lines(path.join(import.meta.dirname, '../language-samples.txt'))
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const [language = '', text = ''] = line.split('\t')
      return { set: 'written', text, language }
    })

/** Two neighbouring words out of the middle of each text. */
export function twoWords(texts: readonly Known[]): Known[] {
  const words = new Words()
  return texts.flatMap((known) => {
    words.fill(known.text)
    const first = Math.max(0, Math.floor(words.count / 2) - 1)
    const text = words.text.slice(words.from[first], words.to[first + 1])
    return words.count < 2 ? [] : [{ ...known, set: 'two words of tweets', text }]
  })
}

function kindOf(text: string): string {
  const blanks = text.trim().split(/\s+/).length
  return blanks === 1 ? 'words' : blanks === 2 ? 'pairs' : 'sentences'
}

const lines = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
