import { words } from '../../lib/words.ts'
import { type Entry, refusedEntry, tooLongEntry } from './entry.ts'
import type { Line } from './lines.ts'

/** Lines that one quoted text may run over before its quote counts as never closed. */
const most = { lines: 20_000, characters: 2_000_000 }

/**
 * The rows of a CSV file (RFC 4180, and what programs make of it). A quote that is wrong costs its own line only: reading
 * goes on at the next one, which is why this is not left to a parser that gives up or swallows the rest.
 */
export async function* csvEntries(
  lines: AsyncIterable<Line>,
  decode: (bytes: Buffer) => string,
  separator: string,
): AsyncGenerator<Entry> {
  const source = rewindable(lines)
  for (let line = await source.next(); line; line = await source.next()) {
    if (line.tooLong) {
      yield tooLongEntry(line, decode)
      continue
    }
    const text = decode(line.bytes)
    if (text.trim() === '') continue
    yield await readRow(line, text, source, decode, separator)
  }
}

async function readRow(
  first: Line,
  text: string,
  source: Rewindable,
  decode: (bytes: Buffer) => string,
  separator: string,
): Promise<Entry> {
  const row = new Row(separator)
  const raw = [text]
  const more: Line[] = []
  let length = text.length
  let state = row.feed(text)
  while (state === 'open' && length < most.characters && raw.length < most.lines) {
    const line = await source.next()
    if (!line) break
    more.push(line)
    if (line.tooLong) break
    const next = decode(line.bytes)
    raw.push(next)
    length += next.length
    state = row.feed(next)
  }
  if (state === 'whole') {
    const last = more.at(-1) ?? first
    return { line: first.number, end: last.end, lastLine: last.number, raw: raw.join('\n'), cells: row.cells }
  }
  source.rewind(more)
  return refusedEntry(
    first,
    text,
    words(state === 'open' || more.length > 0 ? 'import.refused-open-quote' : 'import.refused-quote'),
  )
}

/** Cuts one row into cells, line by line while a quoted text is open. */
class Row {
  readonly cells: string[] = []
  readonly #separator: string
  #open: string | undefined

  constructor(separator: string) {
    this.#separator = separator
  }

  feed(text: string): 'whole' | 'open' | 'wrong' {
    let at = 0
    if (this.#open !== undefined) this.#open += '\n'
    for (;;) {
      if (this.#open === undefined) {
        const quote = quoteAt(text, at)
        if (quote < 0) {
          const end = text.indexOf(this.#separator, at)
          this.cells.push(end < 0 ? text.slice(at) : text.slice(at, end))
          if (end < 0) return 'whole'
          at = end + 1
          continue
        }
        this.#open = ''
        at = quote + 1
      }
      const close = this.#closing(text, at)
      if (close < 0) return 'open'
      const end = skipSpaces(text, close + 1, this.#separator)
      if (end < text.length && text[end] !== this.#separator) return 'wrong'
      this.cells.push(this.#open)
      this.#open = undefined
      if (end >= text.length) return 'whole'
      at = end + 1
    }
  }

  /** Where the quoted text ends; a doubled quote is one of its characters. */
  #closing(text: string, from: number): number {
    let at = from
    for (;;) {
      const quote = text.indexOf('"', at)
      if (quote < 0) {
        this.#open += text.slice(at)
        return -1
      }
      this.#open += text.slice(at, quote)
      if (text[quote + 1] !== '"') return quote
      this.#open += '"'
      at = quote + 2
    }
  }
}

function quoteAt(text: string, from: number): number {
  let at = from
  while (text[at] === ' ') at += 1
  return text[at] === '"' ? at : -1
}

function skipSpaces(text: string, from: number, separator: string): number {
  let at = from
  while (text[at] === ' ' && text[at] !== separator) at += 1
  return at
}

interface Rewindable {
  next(): Promise<Line | undefined>
  rewind(lines: readonly Line[]): void
}

function rewindable(lines: AsyncIterable<Line>): Rewindable {
  const reading = lines[Symbol.asyncIterator]()
  let waiting: Line[] = []
  let at = 0
  return {
    async next() {
      const again = waiting[at]
      if (again) {
        at += 1
        return again
      }
      const { value, done } = await reading.next()
      return done ? undefined : value
    },
    rewind(again) {
      waiting = [...again, ...waiting.slice(at)]
      at = 0
    },
  }
}
