import { crc32 } from 'node:zlib'
import { joined, latin, part, viewOf } from './bytes.ts'
import type { Cleaned } from './clean.ts'
import { exifOf, type Orientation, orientationIn } from './tiff.ts'

const signature = '\x89PNG\r\n\x1a\n'

/** What it takes to draw it, moving or not. https://www.w3.org/TR/png-3/#4Concepts.FormatTypes */
const needed = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '),
)

/** Chunk after chunk, to the last: words, times, EXIF and what follows the end are left out. */
export function cleanPng(bytes: Uint8Array): Cleaned | undefined {
  if (latin(part(bytes, 0, 8)) !== signature) return undefined
  const view = viewOf(bytes)
  const kept: Uint8Array[] = [part(bytes, 0, 8)]
  let orientation: Orientation = 1
  for (let at = 8; ; ) {
    const length = view.getUint32(at)
    const name = latin(part(bytes, at + 4, 4))
    const chunk = part(bytes, at, 12 + length)
    if (name === 'eXIf') orientation = orientationIn(chunk.subarray(8, 8 + length))
    if (needed.has(name)) kept.push(chunk)
    at += 12 + length
    if (name === 'IEND') return { bytes: whole(kept, orientation), orientation }
  }
}

/** Its EXIF stands behind the header. */
function whole(kept: readonly Uint8Array[], orientation: Orientation): Uint8Array {
  if (orientation === 1) return joined(kept)
  return joined([...kept.slice(0, 2), pngChunk('eXIf', exifOf(orientation)), ...kept.slice(2)])
}

/** A chunk with its length and its check. */
export function pngChunk(name: string, data: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
