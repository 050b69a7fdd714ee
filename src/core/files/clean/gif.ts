import { joined, latin, part, viewOf } from './bytes.ts'
import type { Cleaned } from './clean.ts'

const [image, extension, trailer] = [0x2c, 0x21, 0x3b]
const [application, graphicControl, plainText] = [0xff, 0xf9, 0x01]

/** https://www.w3.org/Graphics/GIF/spec-gif89a.txt : block after block. Comments and applications' words are left out. */
export function cleanGif(bytes: Uint8Array): Cleaned | undefined {
  if (!/^GIF8[79]a$/.test(latin(part(bytes, 0, 6)))) return undefined
  const view = viewOf(bytes)
  const start = 13 + tableLength(view.getUint8(10))
  const kept = [part(bytes, 0, start)]
  for (let at = start; ; ) {
    const kind = view.getUint8(at)
    if (kind === trailer) return { bytes: joined([...kept, Uint8Array.of(trailer)]), orientation: 1 }
    if (kind !== image && kind !== extension) return undefined
    const data = kind === image ? at + 11 + tableLength(view.getUint8(at + 9)) : at + 2
    const end = endOfBlocks(view, data)
    if (kind === image || isNeeded(bytes, at)) kept.push(part(bytes, at, end - at))
    at = end
  }
}

const tableLength = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

/** How long frames stand and how often it begins anew is needed; and what is drawn as text. */
function isNeeded(bytes: Uint8Array, at: number): boolean {
  const label = bytes[at + 1]
  if (label === graphicControl || label === plainText) return true
  return label === application && ['NETSCAPE2.0', 'ANIMEXTS1.0'].includes(latin(bytes.subarray(at + 3, at + 14)))
}

/** Behind blocks that each say how long they are; one of none is the last. */
function endOfBlocks(view: DataView, from: number): number {
  let at = from
  for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length
  return at + 1
}
