import { isNear } from './near.ts'
import { hasStretch } from './phrase.ts'
import { accept, listAt, ops } from './program.ts'
import type { Sheet } from './sheet.ts'
import { areTogether } from './together.ts'

/** Whether a message is a match of the program that begins at `start`. */
export function run(code: Int32Array, start: number, sheet: Sheet): boolean {
  const { borne } = sheet
  let next = code[start] ?? 0
  while (next > accept) {
    const test = start + next
    const holds = code[test] === ops.any ? isAnyBorne(code, test + listAt, borne) : holdsInPlaces(code, test, sheet)
    next = (holds ? code[test + 1] : code[test + 2]) ?? 0
  }
  return next === accept
}

function isAnyBorne(code: Int32Array, list: number, borne: Uint8Array): boolean {
  const end = list + 1 + (code[list] ?? 0)
  for (let index = list + 1; index < end; index += 1) if (borne[code[index] ?? 0] === 1) return true
  return false
}

function holdsInPlaces(code: Int32Array, test: number, sheet: Sheet): boolean {
  if (code[test] === ops.phrase) return hasStretch(code, test + listAt, sheet)
  if (code[test] === ops.together) return areTogether(code, test, sheet)
  return isNear(code, test, sheet)
}
