/** How a picture was held, as EXIF numbers it: 1 is upright, 5 to 8 lie on a side. https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf, 4.6.4 */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

const orientationTag = 0x0112
/** More entries than any camera writes; a head that says more is not read on. */
const mostEntries = 500

/** What an EXIF block (from its `II` or `MM` on) says of it; 1 where it does not say, or says nonsense. */
export function orientationIn(exif: Uint8Array): Orientation {
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength)
  try {
    const little = view.getUint16(0) === 0x4949
    const at = view.getUint32(4, little)
    const entries = Math.min(view.getUint16(at, little), mostEntries)
    for (let index = 0; index < entries; index++) {
      const entry = at + 2 + index * 12
      if (view.getUint16(entry, little) === orientationTag) return asOrientation(view.getUint16(entry + 8, little))
    }
  } catch (error) {
    // It ends too early.
    if (!(error instanceof RangeError)) throw error
  }
  return 1
}

const known: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8]
const asOrientation = (told: number): Orientation => known.find((one) => one === told) ?? 1

/** An EXIF block that says how the picture was held and nothing else. */
export function exifOf(orientation: Orientation): Uint8Array {
  const bytes = new Uint8Array(26)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x4d4d002a)
  view.setUint32(4, 8)
  view.setUint16(8, 1)
  view.setUint16(10, orientationTag)
  view.setUint16(12, 3)
  view.setUint32(14, 1)
  view.setUint16(18, orientation)
  return bytes
}
