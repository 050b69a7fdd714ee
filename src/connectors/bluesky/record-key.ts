import { createHash } from 'node:crypto'
import { idTime } from '../../lib/ids.ts'

/**
 * The record key of what we say: the same at every try, so that it cannot stand twice. Posts must have a TID
 * (https://atproto.com/specs/tid): 53 bits of microseconds and 10 that tell writers apart, in an alphabet that sorts.
 * Our keys are UUIDs v7 and lend it their second; the rest is a hash, wide enough that no two replies of one account
 * ever meet. A key that carries no time gets one of 2023.
 */
export function recordKey(key: string): string {
  const hash = createHash('sha256').update(key).digest()
  const entropy = hash.readBigUInt64BE(0)
  const micros = uuidV7.test(key) ? BigInt(idTime(key).getTime()) * 1000n + (entropy % secondMicros) : timeless(entropy)
  const clock = BigInt(hash.readUInt16BE(8) % 1024)
  return encode((micros << 10n) | clock)
}

const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

const secondMicros = 1_000_000n
const yearMicros = 365n * 86_400_000_000n
const timeless = (entropy: bigint): bigint => BigInt(Date.UTC(2023, 0, 1)) * 1000n + (entropy % yearMicros)

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'

function encode(value: bigint): string {
  let text = ''
  for (let shift = 60n; shift >= 0n; shift -= 5n) text += alphabet[Number((value >> shift) & 31n)]
  return text
}
