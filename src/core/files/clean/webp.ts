import { joined, latin, part, viewOf } from './bytes.ts'
import type { Cleaned } from './clean.ts'
import { exifOf, type Orientation, orientationIn } from './tiff.ts'

const needed = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** Flags of VP8X that promise EXIF and XMP. */
const [exifFlag, xmpFlag] = [0x08, 0x04]

/** https://developers.google.com/speed/webp/docs/riff_container : chunk after chunk within the length that its head says. */
export function cleanWebp(bytes: Uint8Array): Cleaned | undefined {
  if (latin(part(bytes, 0, 4)) !== 'RIFF' || latin(part(bytes, 8, 4)) !== 'WEBP') return undefined
  const view = viewOf(bytes)
  const end = Math.min(bytes.length, 8 + view.getUint32(4, true))
  const kept: Uint8Array[] = []
  let orientation: Orientation = 1
  for (let at = 12; at + 8 <= end; ) {
    const name = latin(part(bytes, at, 4))
    const length = view.getUint32(at + 4, true)
    const data = part(bytes, at + 8, length)
    if (name === 'EXIF') orientation = orientationIn(withoutHead(data))
    if (needed.has(name)) kept.push(webpChunk(name, data))
    at += 8 + length + (length % 2)
  }
  if (kept.length === 0) return undefined
  return { bytes: whole(kept, orientation), orientation }
}

/** Some writers put the head of JPEG's segment before it. */
const withoutHead = (exif: Uint8Array): Uint8Array =>
  latin(exif.subarray(0, 6)) === 'Exif\0\0' ? exif.subarray(6) : exif

function whole(kept: readonly Uint8Array[], told: Orientation): Uint8Array {
  const isExtended = latin(kept[0]?.subarray(0, 4) ?? new Uint8Array()) === 'VP8X'
  // Only the extended kind can say how it was held.
  const orientation = isExtended ? told : 1
  const chunks = kept.map((chunk, index) => (isExtended && index === 0 ? flagged(chunk, orientation !== 1) : chunk))
  const body = joined([...chunks, ...(orientation === 1 ? [] : [webpChunk('EXIF', exifOf(orientation))])])
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(4 + body.length, 4)
  return joined([head, body])
}

function flagged(chunk: Uint8Array, hasExif: boolean): Uint8Array {
  const copy = Uint8Array.from(chunk)
  copy[8] = ((copy[8] ?? 0) & ~(exifFlag | xmpFlag)) | (hasExif ? exifFlag : 0)
  return copy
}

/** A chunk with its length, and a byte more where that is odd. */
export function webpChunk(name: string, data: Uint8Array): Uint8Array {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}
