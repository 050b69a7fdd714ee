import type { Sheet } from './sheet.ts'

/** Whether the message bears all signs of a list, which begins with its length: most need no closer look then. */
export function areAllBorne(code: Int32Array, list: number, { borne }: Sheet): boolean {
  const end = list + 1 + (code[list] ?? 0)
  for (let index = list + 1; index < end; index += 1) if (borne[code[index] ?? 0] === 0) return false
  return true
}

/** Whether the words of a list stand anywhere one after the other. */
export function hasStretch(code: Int32Array, list: number, sheet: Sheet): boolean {
  if (!areAllBorne(code, list, sheet)) return false
  const rarest = rarestOf(code, list, sheet)
  let stand = sheet.first[code[rarest] ?? 0] ?? 0
  let missed = 0
  while (stand !== 0 && missed !== nothing) {
    missed = missing(code, list, sheet, (sheet.place[stand] ?? 0) - (rarest - list - 1), missed)
    stand = sheet.later[stand] ?? 0
  }
  return missed === nothing
}

/** Where in a list the word is that stands in the fewest places: whoever looks around those looks least. */
export function rarestOf(code: Int32Array, list: number, { stands }: Sheet): number {
  const end = list + 1 + (code[list] ?? 0)
  let rarest = list + 1
  for (let index = list + 2; index < end; index += 1)
    if ((stands[code[index] ?? 0] ?? 0) < (stands[code[rarest] ?? 0] ?? 0)) rarest = index
  return rarest
}

/** What is missing where words stand one after the other. */
export const nothing = -1

/**
 * Which word of a list is missing, if they are to stand one after the other from this place on, or `nothing`. Looks first for
 * the one that was missing before: of a long phrase that repeats itself, in a text that does, it mostly is again.
 */
export function missing(code: Int32Array, list: number, sheet: Sheet, place: number, before: number): number {
  const count = code[list] ?? 0
  const last = place + count - 1
  if (place < 0 || last >= sheet.places) return before
  if ((sheet.at[last] ?? 0) - (sheet.at[place] ?? 0) !== count - 1) return before
  if (!standsAt(sheet, place + before, code[list + 1 + before] ?? 0)) return before
  for (let more = 0; more < count; more += 1)
    if (!standsAt(sheet, place + more, code[list + 1 + more] ?? 0)) return more
  return nothing
}

function standsAt({ begin, sign }: Sheet, place: number, sought: number): boolean {
  const end = begin[place + 1] ?? 0
  for (let stand = begin[place] ?? 0; stand < end; stand += 1) if (sign[stand] === sought) return true
  return false
}
