/**
 * Many values as one parameter, as PostgreSQL takes them fastest: arrays in its binary form, for `unnest(${uuids(ids)}::uuid[])`
 * and `= any(${texts(names)}::text[])`. As text, which is what `pg` makes of an array, each value is escaped here and parsed
 * there. The form is what `array_send` writes (PostgreSQL's src/backend/utils/adt/arrayfuncs.c), with its types' `_send`.
 */
export type Values<T> = (values: readonly (T | null)[]) => Buffer

interface Type<T> {
  /** Its number in pg_type. */
  oid: number
  /** How many bytes a value takes. */
  size(value: T): number
  /** Says how many it took. */
  write(to: Buffer, at: number, value: T): number
}

const head = 20
const lengthOfLength = 4

const arrayOf =
  <T>({ oid, size, write }: Type<T>): Values<T> =>
  (values) => {
    let bytes = head
    for (const value of values) bytes += lengthOfLength + (value === null ? 0 : size(value))
    const to = Buffer.allocUnsafe(bytes)
    const end = writeHead(to, oid, values)
    let at = end
    for (const value of values) {
      const length = value === null ? -1 : write(to, at + lengthOfLength, value)
      at = to.writeInt32BE(length, at) + Math.max(0, length)
    }
    return to.subarray(0, at)
  }

/** Gives where the values begin. An empty array has no dimension, and so neither length nor first index. */
function writeHead(to: Buffer, oid: number, values: readonly unknown[]): number {
  to.writeInt32BE(values.length === 0 ? 0 : 1, 0)
  to.writeInt32BE(values.includes(null) ? 1 : 0, 4)
  const end = to.writeInt32BE(oid, 8)
  return values.length === 0 ? end : to.writeInt32BE(1, to.writeInt32BE(values.length, end))
}

export const texts: Values<string> = arrayOf({
  oid: 25,
  size: (value) => Buffer.byteLength(value),
  write: (to, at, value) => to.write(value, at),
})

export const uuids: Values<string> = arrayOf({ oid: 2950, size: () => 16, write: writeUuid })

export const bools: Values<boolean> = arrayOf({
  oid: 16,
  size: () => 1,
  write: (to, at, value) => to.writeUInt8(value ? 1 : 0, at) - at,
})

export const smallints: Values<number> = arrayOf({
  oid: 21,
  size: () => 2,
  write: (to, at, value) => to.writeInt16BE(value, at) - at,
})

export const ints: Values<number> = arrayOf({
  oid: 23,
  size: () => 4,
  write: (to, at, value) => to.writeInt32BE(value, at) - at,
})

export const bytes: Values<Buffer> = arrayOf({
  oid: 17,
  size: (value) => value.length,
  write: (to, at, value) => value.copy(to, at),
})

/** Moments, `timestamptz`: microseconds since PostgreSQL's own beginning. */
export const times: Values<Date> = arrayOf({
  oid: 1184,
  size: () => 8,
  write: (to, at, value) => to.writeBigInt64BE(BigInt(value.getTime() - beginningMs) * 1000n, at) - at,
})

const beginningMs = Date.UTC(2000)

/** What each character code is worth as a digit of a hexadecimal number; 255 is none. */
const digits = new Uint8Array(128).fill(255)
for (let value = 0; value < 16; value += 1) {
  digits[value.toString(16).charCodeAt(0)] = value
  digits[value.toString(16).toUpperCase().charCodeAt(0)] = value
}

const hyphen = 45
const noDigit = 255

function writeUuid(to: Buffer, at: number, value: string): number {
  const digit = (index: number): number => digits[value.charCodeAt(index)] ?? noDigit
  let written = 0
  let index = 0
  while (written < 16) {
    if (value.charCodeAt(index) === hyphen) index += 1
    const high = digit(index)
    const low = digit(index + 1)
    if ((high | low) === noDigit) throw new TypeError('This is no UUID.')
    to[at + written] = (high << 4) | low
    written += 1
    index += 2
  }
  if (index !== value.length) throw new TypeError('This is no UUID.')
  return written
}
