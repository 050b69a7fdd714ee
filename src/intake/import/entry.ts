import { type Words, words } from '../../lib/words.ts'
import { type Line, maxLineBytes } from './lines.ts'

/** One thing that stands in a file: a row or an object, or why it is none. */
export interface Entry {
  /** Its first line, from 1. */
  line: number
  /** Its last line, and where the next entry begins. */
  lastLine: number
  end: number
  raw: string
  /** The cells of a row, in order. */
  cells?: readonly string[]
  /** The values of an object, by name. */
  values?: ReadonlyMap<string, string>
  wrong?: Words
}

export const refusedEntry = (line: Line, raw: string, wrong: Words): Entry => ({
  line: line.number,
  lastLine: line.number,
  end: line.end,
  raw,
  wrong,
})

export const tooLongEntry = (line: Line, decode: (bytes: Buffer) => string): Entry =>
  refusedEntry(
    line,
    decode(line.bytes.subarray(0, 500)),
    words('import.refused-line-long', { megabytes: maxLineBytes / 1024 ** 2 }),
  )
