import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto'

/** Of a browser that wants to be told: its public key and the secret it shares with us, base64url. */
export interface Recipient {
  p256dh: string
  auth: string
}

/** Only a test gives its own: each message has a key pair and a salt that are used once. */
export interface Once {
  ecdh: ECDH
  salt: Buffer
}

/** As much as every push service takes in one message, less what is added to it. */
export const mostBytes = 3_000

/**
 * A message that only one browser can read, in one record of aes128gcm. https://www.rfc-editor.org/rfc/rfc8291,
 * https://www.rfc-editor.org/rfc/rfc8188
 */
export function encrypt(message: Uint8Array, { p256dh, auth }: Recipient, once: Once = fresh()): Buffer {
  const theirs = Buffer.from(p256dh, 'base64url')
  const ours = once.ecdh.getPublicKey()
  const shared = once.ecdh.computeSecret(theirs)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours])
  const secret = derived(shared, Buffer.from(auth, 'base64url'), info, 32)
  const key = derived(secret, once.salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derived(secret, once.salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  // 2: the last record, without padding.
  const body = Buffer.concat([cipher.update(message), cipher.update(Buffer.from([2])), cipher.final()])
  const recordSize = Buffer.from([0, 0, 16, 0])
  return Buffer.concat([once.salt, recordSize, Buffer.from([ours.length]), ours, body, cipher.getAuthTag()])
}

const derived = (from: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', from, salt, info, bytes))

function fresh(): Once {
  const ecdh = createECDH('prime256v1')
  ecdh.generateKeys()
  return { ecdh, salt: randomBytes(16) }
}

/** Whether one can write to them: a point of the curve, and a secret of sixteen bytes. */
export function isRecipient({ p256dh, auth }: Recipient): boolean {
  if (!/^[\w-]{87}$/.test(p256dh) || !/^[\w-]{22}$/.test(auth)) return false
  try {
    fresh().ecdh.computeSecret(Buffer.from(p256dh, 'base64url'))
    return true
  } catch {
    return false
  }
}
