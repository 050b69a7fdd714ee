import type { Said } from '../reading.ts'
import { codeOf } from './codes.ts'
import type { Tables } from './table.ts'

/** A language that was never said at a window is this likely there all the same. */
const unheard = 0.08
/** What the network says is often only the language of its buttons. */
const hinted = 1.5
/** After so many letters what is usual counts half. */
const halfAt = 40

/**
 * What speaks for a language, in log-odds, before a word is read: what is usual at the window (or, where nothing is
 * known of it, everywhere) and what the network says. It fades as the text grows: never does it overrule a long one.
 */
export function priorOf({ usual, language }: Said, letters: number, tables: Tables): (code: string) => number {
  const fade = halfAt / (halfAt + letters)
  const hint = language === undefined ? undefined : codeOf(language)
  const shares = byCode(usual ?? {})
  return (code) => {
    // That nobody could tell other messages says nothing of this one.
    if (code === 'und') return 0
    return (tables.usual[code] ?? 0) + fade * (heard(shares, code) + (code === hint ? hinted : 0))
  }
}

/** What is usual, by the languages of a table, for as long as messages of one window are judged. */
interface Usual {
  of: Said['usual']
  tables: Tables
  languages: readonly string[]
  everywhere: Float64Array
  here: Float64Array
}

let last: Usual | undefined

/** The same for all languages of a message at once, added to their scores: the messages of a window share what is usual there. */
export function addPrior(said: Said, { languages, scores, letters }: Scored, tables: Tables): void {
  const known = last?.of === said.usual && last?.languages === languages && last.tables === tables ? last : undefined
  const { everywhere, here } = known ?? usualOf(said, languages, tables)
  const fade = halfAt / (halfAt + letters)
  const hint = said.language === undefined ? -1 : languages.indexOf(codeOf(said.language))
  for (let one = 0; one < languages.length; one++) {
    const told = one === hint && languages[one] !== 'und' ? hinted : 0
    scores[one] = (scores[one] ?? 0) + ((everywhere[one] ?? 0) + fade * ((here[one] ?? 0) + told))
  }
}

interface Scored {
  languages: readonly string[]
  scores: Float64Array
  letters: number
}

function usualOf({ usual }: Said, languages: readonly string[], tables: Tables): Usual {
  const shares = byCode(usual ?? {})
  const everywhere = Float64Array.from(languages, (code) => (code === 'und' ? 0 : (tables.usual[code] ?? 0)))
  const here = Float64Array.from(languages, (code) => (code === 'und' ? 0 : heard(shares, code)))
  last = { of: usual, tables, languages, everywhere, here }
  return last
}

const heard = (shares: ReadonlyMap<string, number>, code: string): number =>
  Math.log(1 + (shares.get(code) ?? 0) / unheard)

/** How often each of our languages was said, all together 1; what is no share is left out. */
function byCode(usual: Readonly<Record<string, number>>): Map<string, number> {
  const shares = new Map<string, number>()
  let sum = 0
  for (const [tag, share] of Object.entries(usual)) {
    const code = codeOf(tag)
    if (code === 'und' || !(share > 0) || share === Number.POSITIVE_INFINITY) continue
    shares.set(code, (shares.get(code) ?? 0) + share)
    sum += share
  }
  for (const [code, share] of shares) shares.set(code, share / sum)
  return shares
}
