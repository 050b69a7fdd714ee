import { type Mask, mask, meets, none } from './kinds.ts'
import { ordinaryWords } from './lexicon/ordinary.ts'
import type { Known } from './vocabulary.ts'

/** Words that people hide by a slip of the hand, real or not, by their first letter, last letter and length. */
export type Slips = Map<string, string[]>

/** Who is spoken of, and what is thrown at them. */
const heavy = mask(
  'slur',
  'group',
  'identity',
  'insult-of-person',
  'insult',
  'hate-verb',
  'vermin',
  'vice',
  'disgust',
  'swear-before',
)
const who = mask('slur', 'group')
const hates = mask('hate-verb')
const most = mask('slur', 'group', 'identity', 'hate-verb', 'insult-of-person')

const isHeavy = (known: Known | undefined): boolean => known?.node?.mask !== undefined && meets(known.node.mask, heavy)

/** An index of the heavy words of a lexicon. */
export function slipsOf(all: ReadonlyMap<string, Known>): Slips {
  const made: Slips = new Map()
  for (const [word, known] of all) {
    if (word.length < 4 || word.length > longest || known.form !== word || !isHeavy(known)) continue
    const key = keyOf(word.charAt(0), word.charAt(word.length - 1), word.length)
    const alike = made.get(key)
    if (alike) alike.push(word)
    else made.set(key, [word])
  }
  return made
}

const keyOf = (first: string, last: string, length: number): string => `${first}${last}${length}`

const longest = 20

/** What people hide most, and the length from which no ordinary word is likely to be that near. */
const hidden = 6

/**
 * The heavy word that this one is but for one slip within it: two neighbours swapped (*blakc*); in a long one a letter left
 * out (*immgrants*), one too many (*feminiists*), another (*musulmones*). First and last letter stay.
 */
export function slipped(
  form: string,
  { all, slips }: { all: ReadonlyMap<string, Known>; slips: Slips },
): string | undefined {
  const size = form.length
  if (size < 4 || size > longest || ordinaryWords.has(form) || form.includes("'")) return undefined
  const first = form.charAt(0)
  const last = form.charAt(size - 1)
  const swapped = (end: string) => slips.get(keyOf(first, end, size))?.find((word) => isSwapped(form, word))
  const other = (length: number, is: (word: string) => boolean) =>
    slips
      .get(keyOf(first, last, length))
      ?.find((word) => word.length >= hidden && is(word) && meets(all.get(word)?.node?.mask ?? none, most))
  return (
    swapped(last) ??
    swapped(form.charAt(size - 2)) ??
    other(size + 1, (word) => isDropped(form, word)) ??
    other(size - 1, (word) => isDropped(word, form)) ??
    (size > hidden ? other(size, (word) => isChanged(form, word)) : undefined)
  )
}

/** Where two words differ first. */
function differsAt(one: string, other: string): number {
  let at = 0
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at++
  return at
}

function isSwapped(form: string, word: string): boolean {
  const at = differsAt(form, word)
  return (
    form.charCodeAt(at) === word.charCodeAt(at + 1) &&
    form.charCodeAt(at + 1) === word.charCodeAt(at) &&
    form.slice(at + 2) === word.slice(at + 2)
  )
}

const isChanged = (form: string, word: string): boolean => {
  const at = differsAt(form, word)
  return form.slice(at + 1) === word.slice(at + 1)
}

/** Whether the shorter is the longer without one letter. */
const isDropped = (shorter: string, longer: string): boolean => {
  const at = differsAt(shorter, longer)
  return shorter.slice(at) === longer.slice(at + 1)
}

/** *Dirtyjews*, *ihate*: two words run together, of which one names people, or *hate* after *I*. */
export function runTogether(form: string, all: ReadonlyMap<string, Known>): [string, string] | undefined {
  if (form.length < 5 || form.length > longest + 8 || ordinaryWords.has(form)) return undefined
  for (let at = 1; at < form.length - 2; at++) {
    const first = all.get(form.slice(0, at))
    const rest = first && all.get(form.slice(at))
    if (!first || !rest || (at === 1 && first.form !== 'i')) continue
    if (at === 1 ? has(rest, hates) : has(first, who) || has(rest, who)) return [first.form, rest.form]
  }
  return undefined
}

const has = ({ form, node }: Known, kinds: Mask): boolean =>
  form.length > 3 && node?.mask !== undefined && meets(node.mask, kinds)
