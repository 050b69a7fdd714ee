import type { FileHandle } from 'node:fs/promises'
import { words } from '../../lib/words.ts'
import { csvEntries } from './csv.ts'
import { decode } from './decode.ts'
import type { Entry } from './entry.ts'
import { jsonEntries } from './jsonl.ts'
import { type Place, readLines } from './lines.ts'
import type { Format } from './plan.ts'

/** An entry whose values are known by the names of their columns. */
export type Read = Entry & { values: ReadonlyMap<string, string> }

/** Everything in a file from a place on, without the line that names the columns. */
export async function* readEntries(file: FileHandle, format: Format, from?: Place): AsyncGenerator<Read> {
  const place = from && from.position > 0 ? from : { position: format.start, line: 0 }
  const isFirst = place.position === format.start
  const text = (bytes: Buffer) => decode(bytes, format.charset)
  const lines = readLines(file, format, place)
  if (format.kind === 'jsonl') {
    for await (const entry of jsonEntries(lines, text)) yield { ...entry, values: entry.values ?? nothing }
    return
  }
  let skip = format.header && isFirst
  for await (const entry of csvEntries(lines, text, format.separator)) {
    if (!skip) yield named(entry, format.columns)
    skip = false
  }
}

const nothing: ReadonlyMap<string, string> = new Map()

function named(entry: Entry, columns: readonly string[]): Read {
  if (entry.wrong || !entry.cells) return { ...entry, values: nothing }
  const { cells } = entry
  const surplus = cells.slice(columns.length).some((cell) => cell.trim() !== '')
  if (cells.length < columns.length || surplus) {
    const wrong = words('import.refused-columns', { count: cells.length, expected: columns.length })
    return { ...entry, values: nothing, wrong }
  }
  return { ...entry, values: new Map(columns.map((column, at) => [column, cells[at] ?? ''])) }
}
