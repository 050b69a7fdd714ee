import { colleagues } from './company.ts'
import type { Lot } from './lot.ts'
import type { Language } from './texts.ts'

/** Who of those who are there takes it: whoever knows most of it, else as work is shared. */
export function whoTakes(scene: string, language: Language, today: number, lot: Lot): string {
  const free = colleagues.filter((it) => it.share > 0 && it.speaks.includes(language) && !isAway(it.key, today))
  const fit = (key: string) => (experts[key]?.includes(scene) ? 6 : 1)
  return lot.weighted(free, ({ key, share }) => share * fit(key)).key
}

const experts: Record<string, readonly string[]> = {
  ines: ['brew-help', 'taste-off', 'origin-ask', 'article', 'praise-coffee', 'launch-tasted', 'decaf-ask'],
  olmo: ['cold-coffee', 'hours', 'queue', 'lost-thing', 'dog-terrace', 'praise-shop', 'jobs'],
  carmen: ['anger', 'no-sleep', 'rumour', 'after', 'hate'],
  leo: ['wholesale', 'web-bug'],
}

export const colleague = (key: string) => {
  const found = colleagues.find((it) => it.key === key)
  if (!found) throw new Error(`Nobody here is called ${key}.`)
  return found
}

/** Holidays, by the days of the story. */
export const absences: readonly { who: string; from: number; until: number; standIn: string }[] = [
  { who: 'marta', from: 20, until: 27, standIn: 'yusuf' },
  { who: 'leo', from: 46, until: 52, standIn: 'carmen' },
  { who: 'olmo', from: 88, until: 94, standIn: 'marta' },
]
const isAway = (who: string, today: number): boolean =>
  absences.some((it) => it.who === who && it.from <= today && today <= it.until)
