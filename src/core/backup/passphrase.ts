import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'

// N = 2^17, r = 8, p = 1: the OWASP password storage recommendation for scrypt.
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

/** Seals the installation's key under a passphrase, for the one who asks for it in the backup. */
export function sealKey(key: string, passphrase: string): { salt: string; sealed: string } {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32, cost), nonce)
  const body = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()])
  return { salt: salt.toString('base64'), sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64') }
}

/** The key, or undefined when the passphrase is another. */
export function openKey({ salt, sealed }: { salt: string; sealed: string }, passphrase: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  const secret = scryptSync(passphrase, Buffer.from(salt, 'base64'), 32, cost)
  const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
