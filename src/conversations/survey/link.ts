import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'

/** 128 bits: nobody guesses one. Only its hash is kept apart from the message that carries it. */
export const newSecret = (): string => randomBytes(16).toString('base64url')

export const hashOf = (secret: string): Buffer => createHash('sha256').update(`survey ${secret}`).digest()

export const surveyPath = (secret: string): string => `/asked/${secret}`

const anyLink = /\/asked\/([A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/g

/** The secrets in a text that may carry links of ours. */
export const secretsIn = (text: string): string[] => [...text.matchAll(anyLink)].map(([, secret = '']) => secret)

/** The text as one of us reads it: whoever answered is not to mark themselves. */
export const withoutSecrets = (text: string): string =>
  text
    .split(/(\s+)/)
    .map((word) => (secretsIn(word).length > 0 ? '[…]' : word))
    .join('')

/** The same in a query, of messages `m`: for where only the beginning of a text is read. */
export const readableText = sql<string>`
  case when m.asks_after then regexp_replace(m.text, '\\S*/asked/\\S*', '[…]', 'g') else m.text end`
