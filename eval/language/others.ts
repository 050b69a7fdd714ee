import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** Tells the language of a text, or nothing. */
export type Teller = (text: string) => string

/** `eld` in one of its sizes, installed in the folder that is named: all its languages, or only those of `subset`. */
export async function eld(folder: string, size: string, subset?: readonly string[]): Promise<Teller> {
  const file = path.resolve(folder, `eld/src/entries/static.${size}.js`)
  const loaded: { default: Eld } = await import(pathToFileURL(file).href)
  const eld = loaded.default.newInstance()
  if (subset) eld.setLanguageSubset([...subset])
  return (text) => eld.detect(withoutNames(text)).language || 'und'
}

interface Eld {
  detect: (text: string) => { language: string }
  setLanguageSubset: (codes: string[]) => unknown
  newInstance: () => Eld
}

/** What is no language is left out for the others as we leave it out. */
const withoutNames = (text: string): string => text.replace(/https?\S*|@\w+|\bRT\b|#/g, ' ')
