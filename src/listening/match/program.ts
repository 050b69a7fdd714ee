/**
 * A query as a list of integers, `[entry, length, …tests]`. A test is `[op, then, otherwise, …]` and leads on to one of two
 * other tests or to the end, so that AND, OR and NOT take no time of their own. Tests lead to lower addresses only: what is
 * asked first is written last. What follows the first three, by `op`:
 *
 * - `bears`: the sign
 * - `phrase`: how many signs, the signs
 * - `together`: how long the stretch may be, how many signs, the signs
 * - `near`: the distance, how many integers the left side takes, how many the right side takes, both sides; a side is a list
 *   of phrases (of one word, or more): how many signs, the signs
 */
export const ops = { bears: 0, phrase: 1, together: 2, near: 3 } as const

/** Where a program ends. */
export const reject = 0
export const accept = 1

/** Where the first test is. */
export const firstTest = 2

/** How many integers the test at an address takes. */
export function testLength(code: Int32Array, at: number): number {
  switch (code[at]) {
    case ops.bears:
      return 4
    case ops.phrase:
      return 4 + (code[at + 3] ?? 0)
    case ops.together:
      return 5 + (code[at + 4] ?? 0)
    default:
      return 6 + (code[at + 4] ?? 0) + (code[at + 5] ?? 0)
  }
}

/** Calls back with every sign that a test asks for, as often as it does. */
export function eachSign(code: Int32Array, at: number, call: (sign: number) => void): void {
  const op = code[at]
  if (op === ops.bears) call(code[at + 3] ?? 0)
  else if (op === ops.phrase) eachOf(code, at + 3, call)
  else if (op === ops.together) eachOf(code, at + 4, call)
  else for (let list = at + 6; list < at + testLength(code, at); list += 1 + (code[list] ?? 0)) eachOf(code, list, call)
}

/** The same for a list that begins with its length. */
export function eachOf(code: Int32Array, list: number, call: (sign: number) => void): void {
  const end = list + 1 + (code[list] ?? 0)
  for (let index = list + 1; index < end; index += 1) call(code[index] ?? 0)
}
