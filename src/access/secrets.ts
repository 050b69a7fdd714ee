import { createHash, randomBytes } from 'node:crypto'

/** A secret for a link or a token: 256 random bits, as text that fits a URL. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** How a secret is kept. It has no need of salt or slowness: nobody guesses 256 bits. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()
