import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Json } from '../lib/json.ts'

/** Seals what must not be read from a stolen database: AES-256-GCM, bound to what it belongs to. */
export interface Cipher {
  /** `belongsTo` must be the same when it is opened: `channel:<id>`. */
  seal(value: Json, belongsTo: string): Buffer
  open(sealed: Uint8Array, belongsTo: string): Json
  /** The first bytes of everything sealed with this key; tells which rows still need a rotation. */
  keyId: Buffer
}

export class WrongKey extends Error {
  override readonly name = 'WrongKey'
}

const version = 1
const headBytes = 1 + 4 + 12 + 16

/** Layout: version (1 byte), key id (4), nonce (12), tag (16), ciphertext. */
export function createCipher(hexKey: string): Cipher {
  const key = Buffer.from(hexKey, 'hex')
  if (key.length !== 32) throw new Error('The key must be 32 bytes, written as 64 hexadecimal digits.')
  const keyId = createHash('sha256').update('tertulia key id').update(key).digest().subarray(0, 4)
  return {
    keyId,
    seal(value, belongsTo) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(belongsTo))
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.from([version]), keyId, nonce, cipher.getAuthTag(), body])
    },
    open(sealed, belongsTo) {
      const bytes = Buffer.from(sealed)
      if (bytes.length < headBytes || bytes[0] !== version) throw new Error('This is not something Tertulia sealed.')
      if (!bytes.subarray(1, 5).equals(keyId)) throw new WrongKey('Sealed with another key.')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(5, 17))
      decipher.setAAD(Buffer.from(belongsTo)).setAuthTag(bytes.subarray(17, headBytes))
      const text = Buffer.concat([decipher.update(bytes.subarray(headBytes)), decipher.final()]).toString('utf8')
      return JSON.parse(text)
    },
  }
}
