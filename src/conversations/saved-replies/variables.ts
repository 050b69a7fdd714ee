import { fold } from '../../lib/fold.ts'

/** What a saved reply can leave open, to be filled in where it is used. */
export const variables = ['name', 'full-name', 'my-name', 'organisation', 'network', 'window', 'link', 'today'] as const
export type Variable = (typeof variables)[number]

/** How each is written between braces; the first is how it is shown, the others are understood too. */
const names: Record<'en' | 'es', Record<Variable, readonly string[]>> = {
  en: {
    name: ['name'],
    'full-name': ['full-name'],
    'my-name': ['my-name'],
    organisation: ['organisation', 'organization'],
    network: ['network'],
    window: ['window'],
    link: ['link'],
    today: ['today'],
  },
  es: {
    name: ['nombre'],
    'full-name': ['nombre-completo'],
    'my-name': ['mi-nombre'],
    organisation: ['organización'],
    network: ['red'],
    window: ['ventana'],
    link: ['enlace'],
    today: ['hoy'],
  },
}

const byName: ReadonlyMap<string, Variable> = new Map(
  [names.en, names.es].flatMap((of) => variables.flatMap((one) => of[one].map((name) => [plain(name), one] as const))),
)

/** What a variable is called in a text of a language: without braces. */
export const nameIn = (language: string, variable: Variable): string =>
  names[language === 'es' ? 'es' : 'en'][variable][0] ?? variable

export type Values = Partial<Record<Variable, string>>

/** A text with its variables filled in, and which of them had no value. */
export interface FilledIn {
  text: string
  gaps: string[]
}

// A word between braces; what else stands between braces is left as it is.
const slot = /\{\s{0,3}(\p{L}[\p{L}\p{M}_-]{0,39})\s{0,3}\}/gu

/** Fills a text in. What has no value stays as a gap, ⟦nombre⟧, which cannot be sent. */
export function fillIn(text: string, language: string, values: Values): FilledIn {
  const gaps = new Set<string>()
  const filled = text.replace(slot, (whole, name: string) => {
    const variable = variableNamed(name)
    if (!variable) return whole
    const value = values[variable]?.replace(/[⟦⟧]/g, '').trim()
    if (value) return value
    const gap = nameIn(language, variable)
    gaps.add(gap)
    return `⟦${gap}⟧`
  })
  return { text: filled, gaps: [...gaps] }
}

/** What a text says whoever it is said to. */
export const withoutVariables = (text: string): string =>
  text.replace(slot, (whole, name: string) => (variableNamed(name) ? ' ' : whole))

/** The gaps that a text still has. */
export function gapsIn(text: string): string[] {
  const found = [...text.matchAll(/⟦([^⟦⟧\n]{1,40})⟧/g)].map(([, name = '']) => name.trim())
  return [...new Set(found.filter((name) => variableNamed(name)))]
}

/** Something between braces that is no variable. */
export interface Unknown {
  written: string
  /** From one. */
  line: number
  from: number
  to: number
  /** What may have been meant. */
  meant: Variable | undefined
}

const most = 10

/** What stands in a text like a variable and is none, in order; the first ten. */
export function unknownIn(text: string): Unknown[] {
  const found: Unknown[] = []
  for (const { 0: whole, 1: name = '', index } of text.matchAll(slot)) {
    if (variableNamed(name)) continue
    const line = text.slice(0, index).split('\n').length
    found.push({ written: whole, line, from: index, to: index + whole.length, meant: nearest(name) })
    if (found.length === most) break
  }
  return found
}

/** Undefined for what is no variable. */
export const variableNamed = (name: string): Variable | undefined => byName.get(plain(name))

function plain(name: string): string {
  return fold(name.toLowerCase()).replace(/[\s_]/g, '-')
}

/** The variable that is two slips of the hand away at most. */
function nearest(name: string): Variable | undefined {
  const known = [...byName].map(([one, variable]) => ({ variable, far: distance(plain(name), one) }))
  const best = known.toSorted((a, b) => a.far - b.far)[0]
  return best && best.far <= Math.min(2, Math.floor(name.length / 2)) ? best.variable : undefined
}

/** Levenshtein's, of two short words. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let at = 1; at <= one.length; at++) {
    const next = [at]
    for (let to = 1; to <= other.length; to++) {
      const swapped = (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1)
      next.push(Math.min(swapped, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
