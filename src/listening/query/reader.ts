import type { Words } from '../../lib/words.ts'
import type { FieldName } from './fields.ts'
import type { Known } from './known.ts'
import type { Lexeme } from './lex.ts'
import type { Mend, Remark } from './remark.ts'

/** Where one stands in the pieces of a query, and what was noticed on the way. */
export interface Reader {
  text: string
  lexemes: readonly Lexeme[]
  /** The next piece. */
  at: number
  depth: number
  /** Words and conditions so far. */
  terms: number
  known: Known
  /** The field of the bracket one is in: `from:(ana OR eva)`. */
  field: FieldName | undefined
  mistakes: Remark[]
  warnings: Remark[]
}

/** Notes a mistake; the piece is then as if it were not there. */
export function refuse(reader: Reader, from: number, to: number, words: Words, mends: readonly Mend[] = []): undefined {
  if (reader.mistakes.length < mostRemarks) reader.mistakes.push({ from, to, words, mends })
}

export function warn(reader: Reader, from: number, to: number, words: Words, mends: readonly Mend[] = []): void {
  if (reader.warnings.length < mostRemarks) reader.warnings.push({ from, to, words, mends })
}

export const peek = ({ lexemes, at }: Reader): Lexeme | undefined => lexemes[at]

export function take(reader: Reader): Lexeme | undefined {
  const lexeme = reader.lexemes[reader.at]
  reader.at += 1
  return lexeme
}

const mostRemarks = 50
