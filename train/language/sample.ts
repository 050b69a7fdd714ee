import { readForTraining } from '../sources.ts'

/** A text in a language that is known. */
export interface Sample {
  text: string
  language: string
  from: 'tweet' | 'example' | 'lingua' | 'declaration' | 'emoji' | 'words' | 'written' | 'act'
  /** Left out of training, to try the result with. */
  held: boolean
}

export const sample = (text: string, language: string, from: Sample['from'], held = false): Sample => ({
  text,
  language,
  from,
  held,
})

/** The lines of a file that may be trained from, less the empty ones. */
export const lines = (file: string): string[] =>
  readForTraining(file)
    .split('\n')
    .filter((line) => line.trim() !== '')
