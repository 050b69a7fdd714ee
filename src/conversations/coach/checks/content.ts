import type { Rules } from '../rules/rules.ts'
import type { Word } from '../text.ts'

/** The words that say what something is about. */
export const contentOf = (rules: Rules, words: readonly Word[]): string[] =>
  words.flatMap(({ form }) => (form.length < 3 || rules.empty.has(form) ? [] : [form]))

/** A word without its ending: `llega`, `llegará`, `llegado`; `deliver`, `delivery`. */
export const stemOf = (form: string): string =>
  form.length <= 4 ? form.replace(/s$/, '') : form.slice(0, Math.max(4, Math.min(form.length - 2, 6)))

/** How many different words of one are in the other, but for endings. */
export function overlap(one: readonly string[], other: readonly string[]): number {
  const known = new Set(other.map(stemOf))
  return [...new Set(one.map(stemOf))].filter((stem) => known.has(stem)).length
}
