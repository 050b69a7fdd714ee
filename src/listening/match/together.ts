import { areAllBorne } from './phrase.ts'
import { listAt } from './program.ts'
import type { Sheet } from './sheet.ts'

/**
 * Whether the test `together` at an address holds: a stretch slides over the message and counts which of the words it has.
 * In time linear in the message and the words.
 */
export function areTogether(code: Int32Array, test: number, sheet: Sheet): boolean {
  const list = test + listAt
  if (!areAllBorne(code, list, sheet)) return false
  const missing = want(code, list, sheet.wanted)
  const found = slide(sheet, code[list + 1 + (code[list] ?? 0)] ?? 0, missing)
  unwant(code, list, sheet.wanted)
  return found
}

/** Marks the signs of a list as wanted (1) and tells how many they are. */
function want(code: Int32Array, list: number, wanted: Int32Array): number {
  let missing = 0
  const end = list + 1 + (code[list] ?? 0)
  for (let index = list + 1; index < end; index += 1) {
    const sign = code[index] ?? 0
    if (wanted[sign] === 0) missing += 1
    wanted[sign] = 1
  }
  return missing
}

function unwant(code: Int32Array, list: number, wanted: Int32Array): void {
  const end = list + 1 + (code[list] ?? 0)
  for (let index = list + 1; index < end; index += 1) wanted[code[index] ?? 0] = 0
}

/** A wanted sign's number is one more than how often the stretch has it. */
function slide({ wanted, sign, place, at, begin, places }: Sheet, length: number, missing: number): boolean {
  const end = begin[places] ?? 0
  let out = 1
  for (let into = 1; into < end; into += 1) {
    const last = at[place[into] ?? 0] ?? 0
    for (; last - (at[place[out] ?? 0] ?? 0) >= length; out += 1) missing += leave(wanted, sign[out] ?? 0)
    missing -= enter(wanted, sign[into] ?? 0)
    if (missing === 0) return true
  }
  return false
}

/** 1 if the stretch did not have this wanted sign before. */
function enter(wanted: Int32Array, sign: number): number {
  const has = wanted[sign] ?? 0
  if (has > 0) wanted[sign] = has + 1
  return has === 1 ? 1 : 0
}

/** 1 if the stretch has this wanted sign no more. */
function leave(wanted: Int32Array, sign: number): number {
  const has = wanted[sign] ?? 0
  if (has > 0) wanted[sign] = has - 1
  return has === 2 ? 1 : 0
}
