/** Ids as Mastodon makes them: 48 bits of milliseconds, 16 bits that tell two of the same millisecond apart. */
export function snowflakes(): (at: Date) => string {
  let sequence = 0
  return (at) => {
    sequence = (sequence + 1) & 0xffff
    return String((BigInt(at.getTime()) << 16n) | BigInt(sequence))
  }
}

/** Ids are decimal numbers as text. Ones that are not numbers sort first, as nothing. */
export const idOrder = (a: string, b: string): number => {
  const difference = asNumber(a) - asNumber(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

const asNumber = (id: string): bigint => (/^\d{1,20}$/.test(id) ? BigInt(id) : 0n)
