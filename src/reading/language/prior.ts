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
    const heard = Math.log(1 + (shares.get(code) ?? 0) / unheard)
    return (tables.usual[code] ?? 0) + fade * (heard + (code === hint ? hinted : 0))
  }
}

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
