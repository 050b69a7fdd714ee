/**
 * A query as a list of integers: `[entry, length, number, …tests]`. A test is `[op, then, otherwise, …]` and leads on to one
 * of two other tests or to the end, so that AND, OR and NOT take no time of their own. Tests lead to lower addresses only:
 * what is asked first is written last. What follows the first three, by `op`:
 *
 * - `any`, at least one of the signs is borne: how many signs, the signs
 * - `phrase`: the same
 * - `together`: the same, then how long the stretch may be
 * - `near`: the distance, how many integers the left side takes, how many the right side takes, both sides; a side is a list
 *   of phrases of one word or more: how many signs, the signs
 */
export const ops = { any: 0, phrase: 1, together: 2, near: 3 } as const

/** Where a program ends. */
export const reject = 0
export const accept = 1

/** Where the number of the query is, and the first test. */
export const numberAt = 2
export const firstTest = 3

/** Where the list of signs is, of a test that has one: how many, then the signs. */
export const listAt = 3
/** Where both sides are, one after the other, of `near`. */
export const sidesAt = 6

/** How many integers the test at an address takes. */
export function testLength(code: Int32Array, test: number): number {
  const op = code[test]
  if (op === ops.near) return sidesAt + (code[test + 4] ?? 0) + (code[test + 5] ?? 0)
  return listAt + 1 + (code[test + listAt] ?? 0) + (op === ops.together ? 1 : 0)
}

/** Calls back with every sign of a program, as often as it is asked for. */
export function eachSign(code: Int32Array, call: (sign: number) => void): void {
  for (let test = firstTest; test < code.length; test += testLength(code, test))
    if (code[test] !== ops.near) eachOf(code, test + listAt, call)
    else
      for (let list = test + sidesAt; list < test + testLength(code, test); list += 1 + (code[list] ?? 0))
        eachOf(code, list, call)
}

function eachOf(code: Int32Array, list: number, call: (sign: number) => void): void {
  const end = list + 1 + (code[list] ?? 0)
  for (let index = list + 1; index < end; index += 1) call(code[index] ?? 0)
}
