import { words } from '../../lib/words.ts'
import { type Entry, refusedEntry, tooLongEntry } from './entry.ts'
import type { Line } from './lines.ts'

/** The objects of a JSON Lines file, one on each line. https://jsonlines.org */
export async function* jsonEntries(
  lines: AsyncIterable<Line>,
  decode: (bytes: Buffer) => string,
): AsyncGenerator<Entry> {
  for await (const line of lines) {
    if (line.tooLong) {
      yield tooLongEntry(line, decode)
      continue
    }
    const raw = decode(line.bytes)
    if (raw.trim() === '') continue
    const values = valuesOf(parse(raw))
    if (values) yield { line: line.number, lastLine: line.number, end: line.end, raw, values }
    else yield refusedEntry(line, raw, words('import.refused-not-json'))
  }
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

/** The values of an object by name; those of an object inside it by both names: `author.id`. */
function valuesOf(given: unknown): Map<string, string> | undefined {
  if (!isObject(given)) return undefined
  const values = new Map<string, string>()
  for (const [name, value] of Object.entries(given)) {
    if (isObject(value)) for (const [inner, one] of Object.entries(value)) put(values, `${name}.${inner}`, one)
    else put(values, name, value)
  }
  return values
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function put(values: Map<string, string>, name: string, value: unknown): void {
  if (typeof value === 'string') values.set(name, value)
  else if (typeof value === 'number' || typeof value === 'boolean') values.set(name, String(value))
}
