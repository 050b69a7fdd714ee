export interface Size {
  width: number
  height: number
}

/** How large a picture is, from its head alone; undefined when it does not say, or says nonsense. */
export function measure(bytes: Uint8Array, mime: string): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const size = readers[mime]?.(view)
    return size && size.width > 0 && size.height > 0 && size.width < 65_536 && size.height < 65_536 ? size : undefined
  } catch (error) {
    // A head that ends too early.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

type Read = (view: DataView) => Size | undefined

// https://www.w3.org/TR/png-3/#11IHDR
const png: Read = (view) => ({ width: view.getUint32(16), height: view.getUint32(20) })

// https://www.w3.org/Graphics/GIF/spec-gif89a.txt, section 18
const gif: Read = (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) })

// ITU-T T.81, B.2.2: segment after segment until a frame header (SOF0 to SOF15 without DHT, JPG and DAC).
const jpeg: Read = (view) => {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
  }
  return undefined
}

// https://developers.google.com/speed/webp/docs/riff_container
const webp: Read = (view) => {
  const kind = view.getUint8(15)
  if (kind === 0x58) return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) }
  if (kind === 0x4c) {
    const bits = view.getUint32(21, true)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
  }
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
}

const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)

// ISO/IEC 23008-12, 6.5.3: the property `ispe` stands within the first kilobytes.
const avif: Read = (view) => {
  const head = Buffer.from(view.buffer, view.byteOffset, Math.min(view.byteLength, 4096))
  const at = head.indexOf('ispe', 0, 'latin1')
  return at < 0 ? undefined : { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
}

const readers: Record<string, Read> = {
  'image/png': png,
  'image/apng': png,
  'image/gif': gif,
  'image/jpeg': jpeg,
  'image/webp': webp,
  'image/avif': avif,
}
