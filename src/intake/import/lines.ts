import type { FileHandle } from 'node:fs/promises'
import type { Format } from './plan.ts'

/** One line of a file as its bytes stand there, without its end. */
export interface Line {
  /** From 1. */
  number: number
  /** Where it begins, and where the next one does. */
  at: number
  end: number
  bytes: Buffer
  /** Longer than we take; `bytes` is its beginning. */
  tooLong: boolean
}

/** Where reading goes on. */
export interface Place {
  position: number
  /** Lines read so far. */
  line: number
}

export const maxLineBytes = 2 * 1024 * 1024
const kept = 2_000
const chunkBytes = 256 * 1024

/** Reads line by line from a place on. Whatever is in the file, no more than one line of `maxLineBytes` is held. */
export async function* readLines(
  file: FileHandle,
  format: Pick<Format, 'charset' | 'newline'>,
  from: Place,
): AsyncGenerator<Line> {
  const find = finder(format)
  const line = { number: from.line + 1, at: from.position, pieces: [] as Buffer[], length: 0 }
  let position = from.position
  const finish = (end: number): Line => {
    const bytes = line.pieces.length === 1 ? line.pieces[0] : Buffer.concat(line.pieces)
    const done = { number: line.number, at: line.at, end, tooLong: line.length > maxLineBytes }
    Object.assign(line, { number: line.number + 1, at: end, pieces: [], length: 0 })
    return { ...done, bytes: withoutReturn(bytes ?? Buffer.alloc(0), format) }
  }
  const add = (piece: Buffer) => {
    line.length += piece.length
    if (line.length <= maxLineBytes) line.pieces.push(piece)
    else line.pieces = [Buffer.concat(line.pieces).subarray(0, kept)]
  }
  for (;;) {
    const chunk = Buffer.allocUnsafeSlow(chunkBytes)
    const bytesRead = await fill(file, chunk, position)
    if (bytesRead === 0) break
    const read = chunk.subarray(0, bytesRead)
    let begin = 0
    for (let at = find.next(read, 0); at >= 0; at = find.next(read, begin)) {
      add(read.subarray(begin, at))
      begin = at + find.width
      yield finish(position + begin)
    }
    if (begin < read.length) add(read.subarray(begin))
    position += bytesRead
  }
  if (line.length > 0) yield finish(position)
}

/** A read may give less than there is; chunks of an even length keep the two bytes of UTF-16 together. */
async function fill(file: FileHandle, chunk: Buffer, position: number): Promise<number> {
  let filled = 0
  while (filled < chunk.length) {
    const { bytesRead } = await file.read(chunk, filled, chunk.length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled
}

function finder({ charset, newline }: Pick<Format, 'charset' | 'newline'>) {
  const code = newline === 'cr' ? 0x0d : 0x0a
  if (charset === 'utf-8' || charset === 'windows-1252')
    return { width: 1, next: (bytes: Buffer, from: number) => bytes.indexOf(code, from) }
  const wanted = Buffer.from(charset === 'utf-16le' ? [code, 0] : [0, code])
  return {
    width: 2,
    next(bytes: Buffer, from: number) {
      let at = bytes.indexOf(wanted, from)
      while (at >= 0 && (at - from) % 2 === 1) at = bytes.indexOf(wanted, at + 1)
      return at
    },
  }
}

function withoutReturn(bytes: Buffer, { charset }: Pick<Format, 'charset'>): Buffer {
  const last = (back: number) => bytes[bytes.length - back]
  if (charset === 'utf-16le') return last(2) === 0x0d && last(1) === 0 ? bytes.subarray(0, -2) : bytes
  if (charset === 'utf-16be') return last(1) === 0x0d && last(2) === 0 ? bytes.subarray(0, -2) : bytes
  return last(1) === 0x0d ? bytes.subarray(0, -1) : bytes
}
