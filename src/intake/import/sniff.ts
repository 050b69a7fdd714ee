import { isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { Refusal } from '../../core/errors.ts'
import { words } from '../../lib/words.ts'
import { decode } from './decode.ts'
import { fields, guessMapping } from './fields.ts'
import type { Format } from './plan.ts'
import { readEntries } from './read.ts'

const sampleBytes = 256 * 1024
const separators = [',', ';', '\t', '|'] as const

type Plain = Omit<Format, 'header'>

/** Finds out how a file is written, from its beginning. Refuses what is no text, with what to do instead. */
export async function sniff(file: FileHandle, name: string): Promise<Format> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0)
  const sample = buffer.subarray(0, bytesRead)
  if (bytesRead === 0) throw new Refusal(422, words('import.file-empty'))
  refuseOtherKinds(sample)
  const { charset, start } = charsetOf(sample)
  const text = decode(sample.subarray(start), charset)
  if (text.includes('\0')) throw new Refusal(422, words('import.file-not-text'))
  const newline = !text.includes('\n') && text.includes('\r') ? 'cr' : 'lf'
  const kind = kindOf(text, name)
  const plain: Plain = { kind, charset, start, newline, separator: separatorOf(text), columns: [] }
  return kind === 'jsonl' ? ofObjects(file, plain) : ofRows(file, plain)
}

// The first bytes of what people mistake for a CSV file. https://en.wikipedia.org/wiki/List_of_file_signatures
function refuseOtherKinds(sample: Buffer): void {
  const begins = (...bytes: number[]) => bytes.every((byte, at) => sample[at] === byte)
  if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0))
    throw new Refusal(422, words('import.file-spreadsheet'))
  if (begins(0x1f, 0x8b)) throw new Refusal(422, words('import.file-compressed'))
}

function charsetOf(sample: Buffer): Pick<Format, 'charset' | 'start'> {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return { charset: 'utf-8', start: 3 }
  if (sample[0] === 0xff && sample[1] === 0xfe) return { charset: 'utf-16le', start: 2 }
  if (sample[0] === 0xfe && sample[1] === 0xff) return { charset: 'utf-16be', start: 2 }
  // Latin text in UTF-16 has a zero beside nearly every letter.
  const zeros = [0, 0]
  for (const [at, byte] of sample.subarray(0, 4_096).entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const pairs = Math.min(sample.length, 4_096) / 2
  const [even = 0, odd = 0] = zeros
  if (odd > pairs * 0.6 && even < pairs * 0.1) return { charset: 'utf-16le', start: 0 }
  if (even > pairs * 0.6 && odd < pairs * 0.1) return { charset: 'utf-16be', start: 0 }
  return { charset: isUtf8(whole(sample)) ? 'utf-8' : 'windows-1252', start: 0 }
}

/** Without the letter that the end of the sample may have cut. */
function whole(sample: Buffer): Buffer {
  if (sample.length < sampleBytes) return sample
  for (let back = 1; back <= 3; back += 1) {
    const byte = sample[sample.length - back] ?? 0
    if (byte >= 0xc0) return sample.subarray(0, sample.length - back)
    if (byte < 0x80) break
  }
  return sample
}

function kindOf(text: string, name: string): Format['kind'] {
  const first = text.trimStart()[0]
  if (first === '{') return 'jsonl'
  if (first === '[') throw new Refusal(422, words('import.file-array'))
  return /\.(jsonl|ndjson)$/i.test(name) ? 'jsonl' : 'csv'
}

/** The one that stands most often in the first line; in the first lines, if that has none. */
function separatorOf(text: string): Format['separator'] {
  const lines = text.split(/\r\n?|\n/, 20).map((line) => line.replace(/"[^"]*"/g, ''))
  const count = (line: string, separator: string) => line.split(separator).length - 1
  const best = (of: readonly string[]) =>
    separators
      .map((separator) => ({ separator, times: of.reduce((sum, line) => sum + count(line, separator), 0) }))
      .reduce((most, one) => (one.times > most.times ? one : most))
  const [head = ''] = lines
  const ofHead = best([head])
  return ofHead.times > 0 ? ofHead.separator : best(lines).separator
}

async function ofRows(file: FileHandle, plain: Plain): Promise<Format> {
  const cells = await firstRow(file, { ...plain, header: false })
  if (!cells) throw new Refusal(422, words('import.file-no-columns'))
  const header = namesColumns(cells)
  return { ...plain, header, columns: columnsOf(cells, header) }
}

/** The names of the columns, each once; numbers where the first line does not name them. */
export const columnsOf = (cells: readonly string[], header: boolean): string[] => {
  const seen = new Map<string, number>()
  return cells.map((cell, at) => {
    const name = (header && cell.trim().slice(0, 200)) || String(at + 1)
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** The cells of the first row, whatever they are. */
export async function firstRow(file: FileHandle, format: Format): Promise<readonly string[] | undefined> {
  for await (const entry of readEntries(file, { ...format, header: false, columns: [] })) {
    if (entry.cells) return entry.cells
    break
  }
  return undefined
}

/** A name we know tells at once; else names are short, differ, and are neither numbers, dates nor addresses. */
function namesColumns(cells: readonly string[]): boolean {
  if (Object.keys(guessMapping(cells)).length > 0) return true
  const plain = cells.map((cell) => cell.trim()).filter(Boolean)
  const isName = (cell: string) => cell.length <= 40 && /\p{L}/u.test(cell) && !/^\d|[@:.!?]/.test(cell)
  return plain.length > 0 && new Set(plain).size === plain.length && plain.every(isName)
}

/** Objects name their values themselves: the names of the first hundred are what can be chosen from. */
async function ofObjects(file: FileHandle, plain: Plain): Promise<Format> {
  const columns = new Set<string>()
  let seen = 0
  for await (const { values } of readEntries(file, { ...plain, header: false })) {
    for (const name of values.keys()) if (columns.size < 500) columns.add(name)
    seen += 1
    if (seen >= 100) break
  }
  const known = fields.filter((field) => columns.has(field))
  return { ...plain, header: false, columns: [...new Set([...known, ...columns])] }
}
