import { textOf } from '../../coach/text.ts'
import type { WorkingHours } from '../../working-time/calendar.ts'
import { english } from './en.ts'
import { spanish } from './es.ts'
import { type Line, lineOf, type Named, namedIn, type Promising } from './line.ts'
import { reckon, type When } from './reckon.ts'

/** Something that a draft says we will do. */
export interface FoundPromise {
  /** Its sentence, in UTF-16 units of the draft, and as it is written. */
  from: number
  to: number
  quote: string
  /** By when; null where no date is named: somebody is to give it one. */
  due: Date | null
}

export interface FindingOf {
  language: 'es' | 'en'
  now: Date
  /** In whose time it is reckoned. */
  hours: WorkingHours
}

/** Who promises more in one answer promises nothing. */
const most = 5

/**
 * What a draft of ours promises, a promise for each sentence that makes one. Pure; in time proportional to the text. Not what
 * others will do, what is asked, denied, quoted, over, or hangs on a condition.
 */
export function findPromises(draft: string, { language, now, hours }: FindingOf): FoundPromise[] {
  const rules = language === 'es' ? spanish : english
  const text = textOf(draft)
  const quoted = quotesIn(text.written)
  const found: FoundPromise[] = []
  for (const sentence of text.sentences) {
    if (found.length === most) break
    if (sentence.asks || quoted.some((one) => one.from <= sentence.to && sentence.from <= one.to)) continue
    const line = lineOf(text, sentence)
    const promise = promiseIn(line, rules)
    if (!promise) continue
    const { from, to } = sentence
    const due = promise.when ? reckon(promise.when, { now, hours, noon: rules.noon }) : undefined
    found.push({ from, to, quote: text.written.slice(from, to), due: due ?? null })
  }
  return found
}

/** What one sentence promises: by when, or (`when` undefined) without a date. */
function promiseIn(line: Line, rules: Promising): { when: When | undefined } | undefined {
  const { words } = line
  if (rules.never.test(words)) return undefined
  const condition = at(rules.condition, words)
  const before = words.slice(0, condition)
  // "We send it tomorrow if you confirm" promises nothing; "and if not, write to us" begins anew; "I'll check if" asks.
  const isAside = rules.anew.test(before) || rules.asking.test(before)
  if (condition > 0 && condition < words.length && !isAside) return undefined
  const open = at(rules.open, words)
  const isOurs = (pattern: RegExp): boolean =>
    [...words.matchAll(pattern)].some(({ index }) => index < condition && !rules.denied.test(words.slice(0, index)))
  const whens = namedIn(words, rules.namings).filter(({ from }) => from < condition && from < open)
  const when = together(whens)
  if (rules.strong.some(isOurs)) return { when }
  const isOpen = open < words.length && open < condition
  if (rules.weak.some(isOurs) && (when || isOpen)) return { when }
  const others = at(rules.others, words)
  const isTheirs = others < words.length
  return !isTheirs && when && rules.dated.some(isOurs) ? { when } : undefined
}

/** Where it is found first; the end where it is not. */
const at = (pattern: RegExp, words: string): number => {
  const found = words.search(pattern)
  return found < 0 ? words.length : found
}

/** A day and an hour named in one sentence are one moment. */
function together(named: readonly Named[]): When | undefined {
  const exact = named.find(({ when }) => when.minutes !== undefined)
  if (exact) return exact.when
  const day = named.find(({ when }) => when.day !== undefined)
  const hour = named.find(({ when }) => when.day === undefined && when.hour !== undefined)
  if (!day) return hour?.when
  // "Before twelve" is about the hour.
  return hour ? { ...day.when, ...hour.when } : day.when
}

/** What somebody said, between marks or as a mail quotes it. One word between marks is only a word. */
function quotesIn(written: string): { from: number; to: number }[] {
  const pairs = /«[^«»\n]{1,500}»|“[^“”\n]{1,500}”|"[^"\n]{1,500}"|^>.*$/gm
  return [...written.matchAll(pairs)]
    .filter(([said]) => said.includes(' '))
    .map((match) => ({ from: match.index, to: match.index + match[0].length }))
}
