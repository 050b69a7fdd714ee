import { areAllBorne, missing, nothing, rarestOf } from './phrase.ts'
import { sidesAt } from './program.ts'
import type { Sheet } from './sheet.ts'
import type { Spans } from './spans.ts'

/** Whether the test `near` at an address holds, in time linear in the places of its words, but for sorting them. */
export function isNear(code: Int32Array, test: number, sheet: Sheet): boolean {
  const distance = code[test + 3] ?? 0
  const middle = test + sidesAt + (code[test + 4] ?? 0)
  const { left, right } = sheet
  if (!collect(code, test + sidesAt, middle, sheet, left)) return false
  if (!collect(code, middle, middle + (code[test + 5] ?? 0), sheet, right)) return false
  return left.isFollowedBy(right, distance) || right.isFollowedBy(left, distance)
}

/** Gathers where the words and phrases of a side stand, and tells whether any does. */
function collect(code: Int32Array, from: number, end: number, sheet: Sheet, spans: Spans): boolean {
  spans.clear()
  for (let list = from; list < end; list += 1 + (code[list] ?? 0))
    if (areAllBorne(code, list, sheet)) collectStretches(code, list, sheet, spans)
  spans.sort()
  return spans.count > 0
}

function collectStretches(code: Int32Array, list: number, sheet: Sheet, spans: Spans): void {
  const rarest = rarestOf(code, list, sheet)
  const before = rarest - list - 1
  const length = code[list] ?? 0
  let missed = 0
  let stand = sheet.first[code[rarest] ?? 0] ?? 0
  while (stand !== 0) {
    const place = (sheet.place[stand] ?? 0) - before
    const now = missing(code, list, sheet, place, missed)
    if (now === nothing) spans.add(sheet.at[place] ?? 0, length)
    else missed = now
    stand = sheet.later[stand] ?? 0
  }
}
