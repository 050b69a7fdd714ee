import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parsePromiseExamples } from '../src/conversations/promises/examples/parse.ts'
import { findPromises } from '../src/conversations/promises/find/find.ts'
import { usualWeek } from '../src/conversations/working-time/calendar.ts'
import { momentOf, shownAt } from '../src/lib/wall-clock.ts'
import { share } from './measures.ts'
import type { Line } from './table.ts'

const folder = path.resolve(process.cwd(), 'src/conversations/promises/examples')
const timeZone = 'Europe/Madrid'
const hours = { timeZone, week: usualWeek, days: new Map<string, []>() }
/** A Wednesday, as the examples have it. */
const now = momentOf({ year: 2026, month: 5, day: 6, hour: 11, minute: 0 }, timeZone)

export interface TriedPromise {
  draft: string
  promises: boolean
  due: string | null
  found: boolean
  /** As written in the examples. */
  foundDue: string | null
}

/** Every example of a file, and what is found in it. */
export function tryPromises(begin: 'kept' | 'own', language: 'es' | 'en'): TriedPromise[] {
  const examples = parsePromiseExamples(readFileSync(path.join(folder, `${begin}-${language}.txt`), 'utf8'))
  return examples.map((example) => {
    const [promise] = findPromises(example.draft, { language, now, hours })
    const shown = promise?.due ? shownAt(promise.due, timeZone) : null
    return {
      ...example,
      found: promise !== undefined,
      foundDue: shown && example.due?.length === 10 ? shown.slice(0, 10) : shown,
    }
  })
}

/** Drafts written before the rules and kept apart: how often a promise is one, how many are found, and with which date. */
export function evaluatePromises(): Line[] {
  return (['es', 'en'] as const).flatMap((language) => {
    const tried = tryPromises('kept', language)
    const hits = tried.filter(({ promises, found }) => promises && found)
    const on = `coach, promises, ${language}`
    const said = tried.filter(({ found }) => found).length
    return [
      { on, measure: 'precision', found: share(hits.length, said), must: 0.85 },
      { on, measure: 'recall', found: share(hits.length, tried.filter(({ promises }) => promises).length), must: 0.75 },
      { on, measure: 'date', found: share(hits.filter(({ due, foundDue }) => due === foundDue).length, hits.length) },
    ]
  })
}
