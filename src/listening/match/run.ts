import { isNear } from './near.ts'
import { hasStretch } from './phrase.ts'
import { accept, ops } from './program.ts'
import type { Sheet } from './sheet.ts'
import { areTogether } from './together.ts'

/** Whether a message is a match of the program that begins at `start`. */
export function run(code: Int32Array, start: number, sheet: Sheet): boolean {
  const { borne } = sheet
  let next = code[start] ?? 0
  while (next > accept) {
    const test = start + next
    const holds = code[test] === ops.bears ? borne[code[test + 3] ?? 0] === 1 : holdsInPlaces(code, test, sheet)
    next = (holds ? code[test + 1] : code[test + 2]) ?? 0
  }
  return next === accept
}

function holdsInPlaces(code: Int32Array, test: number, sheet: Sheet): boolean {
  if (code[test] === ops.phrase) return hasStretch(code, test + 3, sheet)
  if (code[test] === ops.together) return areTogether(code, test, sheet)
  return isNear(code, test, sheet)
}
