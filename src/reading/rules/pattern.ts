/**
 * How rules are written: words as compared, one space between. `cobr*` begins so; `(a|b c)` is either; `?` after a word or a
 * bracket: may lack; `<num>` is any word of that class; `_` is any one word; `~` up to three; `^` and `$` begin and end a
 * sentence. A pattern may end in `=.5`: how much it says, 1 unless told.
 */
export interface Pattern {
  /** Every way of reading it: its alternatives multiplied out. */
  ways: string[][]
  strength: number
}

/** Reads patterns that stand a line each, or with commas between. */
export const parsePatterns = (text: string): Pattern[] =>
  text
    .split(/[\n,]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map(parsePattern)

function parsePattern(text: string): Pattern {
  const told = / =(\d?\.?\d+)$/.exec(text)
  const body = told ? text.slice(0, told.index) : text
  let ways: string[][] = [[]]
  for (const part of body.match(/\([^()]*\)\??|[^\s()]+/g) ?? []) ways = multiply(ways, alternatives(part))
  return { ways: ways.filter((way) => way.length > 0), strength: told ? Number(told[1]) : 1 }
}

function alternatives(part: string): string[][] {
  const optional = part.endsWith('?')
  const bare = optional ? part.slice(0, -1) : part
  const inner = bare.startsWith('(') ? bare.slice(1, -1).split('|') : [bare]
  const ways = inner.map((one) => one.split(' ').filter((word) => word !== ''))
  return optional ? [...ways, []] : ways
}

const multiply = (before: string[][], after: string[][]): string[][] =>
  before.flatMap((start) => after.map((rest) => [...start, ...rest]))
