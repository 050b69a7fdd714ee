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
  while (stand !== 0) {
    if (isStretch(code, list, sheet, (sheet.place[stand] ?? 0) - (rarest - list - 1))) return true
    stand = sheet.later[stand] ?? 0
  }
  return false
}

/** Where in a list the word is that stands in the fewest places: whoever looks around those looks least. */
export function rarestOf(code: Int32Array, list: number, { stands }: Sheet): number {
  const end = list + 1 + (code[list] ?? 0)
  let rarest = list + 1
  for (let index = list + 2; index < end; index += 1)
    if ((stands[code[index] ?? 0] ?? 0) < (stands[code[rarest] ?? 0] ?? 0)) rarest = index
  return rarest
}

/** Whether the words of a list stand one after the other from this place on. */
export function isStretch(code: Int32Array, list: number, sheet: Sheet, place: number): boolean {
  const count = code[list] ?? 0
  const last = place + count - 1
  if (place < 0 || last >= sheet.places) return false
  if ((sheet.at[last] ?? 0) - (sheet.at[place] ?? 0) !== count - 1) return false
  for (let more = 0; more < count; more += 1)
    if (!standsAt(sheet, place + more, code[list + 1 + more] ?? 0)) return false
  return true
}

function standsAt({ begin, sign }: Sheet, place: number, sought: number): boolean {
  const end = begin[place + 1] ?? 0
  for (let stand = begin[place] ?? 0; stand < end; stand += 1) if (sign[stand] === sought) return true
  return false
}
