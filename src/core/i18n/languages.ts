import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Dictionary } from '../../lib/words.ts'

const file = z.record(z.string(), z.string())

/** The languages that `languages/<code>.json` add to ours: one file each, with every key. */
export function loadLanguages(folder: string): Record<string, Record<string, string>> {
  const languages: Record<string, Record<string, string>> = {}
  for (const name of filesOf(folder)) {
    const code = /^([a-z]{2,3}(?:-[A-Za-z\d]+)*)\.json$/.exec(name)?.[1]
    if (code) languages[code] = file.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
  }
  return languages
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return [] // No folder: no further languages.
  }
}

/** The keys that a further language lacks, and those that it has in vain. */
export function completeness(
  sentences: Readonly<Record<string, string>>,
  dictionaries: readonly Dictionary[],
): { missing: string[]; surplus: string[] } {
  const keys = new Set(dictionaries.flatMap((dictionary) => Object.keys(dictionary.en)))
  return {
    missing: [...keys].filter((key) => sentences[key] === undefined),
    surplus: Object.keys(sentences).filter((key) => !keys.has(key)),
  }
}
