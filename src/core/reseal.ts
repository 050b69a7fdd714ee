import { type Cipher, WrongKey } from './cipher.ts'

/** Seals with one key what another had sealed; undefined for what neither of them can open any more. */
export function reseal(from: Cipher, to: Cipher, sealed: Uint8Array, belongsTo: string): Buffer | undefined {
  try {
    return to.seal(from.open(sealed, belongsTo), belongsTo)
  } catch (error) {
    if (error instanceof WrongKey) return undefined
    throw error
  }
}
