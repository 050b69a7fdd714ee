import { joined, latin, part, viewOf } from './bytes.ts'
import type { Cleaned } from './clean.ts'
import { exifOf, type Orientation, orientationIn } from './tiff.ts'

const endOfImage = 0xd9
const startOfScan = 0xda
const comment = 0xfe
const isApplication = (marker: number): boolean => marker >= 0xe0 && marker <= 0xef
const exifHead = Buffer.from('Exif\0\0', 'latin1')

/** ITU-T T.81, B.1.1: segment after segment, and after the start of a scan its data. What follows the end is left out. */
export function cleanJpeg(bytes: Uint8Array): Cleaned | undefined {
  const view = viewOf(bytes)
  if (view.getUint16(0) !== 0xffd8) return undefined
  const kept: Uint8Array[] = []
  let orientation: Orientation = 1
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    // Any number of these may stand before a marker.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === endOfImage) return { bytes: whole(kept, orientation), orientation }
    const length = view.getUint16(at + 2)
    if (length < 2) return undefined
    const segment = part(bytes, at, 2 + length)
    if (marker === 0xe1 && latin(segment.subarray(4, 10)) === 'Exif\0\0' && orientation === 1)
      orientation = orientationIn(segment.subarray(10))
    if (isNeeded(marker, segment)) kept.push(segment)
    at += 2 + length
    if (marker !== startOfScan) continue
    const end = endOfScan(bytes, at)
    kept.push(bytes.subarray(at, end))
    at = end
  }
}

/** The colours (JFIF, ICC, Adobe) are needed to draw it; no other application's words are. */
function isNeeded(marker: number, segment: Uint8Array): boolean {
  if (marker === comment) return false
  if (!isApplication(marker)) return true
  const named = latin(segment.subarray(4, 16))
  return (
    (marker === 0xe0 && named.startsWith('JFIF\0')) ||
    (marker === 0xe2 && named.startsWith('ICC_PROFILE\0')) ||
    (marker === 0xee && named.startsWith('Adobe'))
  )
}

/** Where the next marker is: 0xff that is followed by neither a zero (it is data) nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next !== undefined && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  throw new RangeError('The picture has no end.')
}

function whole(kept: readonly Uint8Array[], orientation: Orientation): Uint8Array {
  const start = Uint8Array.of(0xff, 0xd8)
  const end = Uint8Array.of(0xff, endOfImage)
  if (orientation === 1) return joined([start, ...kept, end])
  const exif = exifOf(orientation)
  const length = 2 + exifHead.length + exif.length
  const head = Uint8Array.of(0xff, 0xe1, length >> 8, length & 0xff)
  // JFIF stands first, where there is one.
  const first = kept[0]?.[1] === 0xe0 ? 1 : 0
  return joined([start, ...kept.slice(0, first), head, exifHead, exif, ...kept.slice(first), end])
}
