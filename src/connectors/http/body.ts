import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import { words } from '../../lib/words.ts'
import { ConnectorFailure } from '../failure.ts'

/** Reads and unpacks a body of at most so many bytes, both as it comes and as it is unpacked. */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  { encoding, maxBytes, host }: { encoding: string; maxBytes: number; host: string },
): Promise<Uint8Array> {
  const tooLarge = () =>
    new ConnectorFailure('invalid', words('http.too-large', { host, limit: Math.max(1, Math.round(maxBytes / 1e6)) }))
  let bytes = await collect(body, maxBytes, tooLarge)
  for (const unpack of unpackers(encoding, host)) {
    try {
      bytes = await unpack(bytes, maxBytes)
    } catch (error) {
      if (error instanceof RangeError) throw tooLarge()
      throw badEncoding(host, error)
    }
  }
  return bytes
}

async function collect(body: AsyncIterable<Uint8Array>, maxBytes: number, tooLarge: () => Error): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    if (size > maxBytes) throw tooLarge()
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

type Unpack = (bytes: Uint8Array, maxOutputLength: number) => Promise<Uint8Array>

/** In the reverse order of Content-Encoding; more than three layers is nobody's honest work. */
function unpackers(encoding: string, host: string): Unpack[] {
  const layers = encoding
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim())
  const packed = layers.filter((layer) => layer !== '' && layer !== 'identity').reverse()
  if (packed.length > 3) throw badEncoding(host)
  return packed.map((layer) => {
    const unpack = known[layer]
    if (!unpack) throw badEncoding(host)
    return (bytes, max) => (bytes.length === 0 ? Promise.resolve(bytes) : unpack(bytes, max))
  })
}

// A body that ends early is read as far as it goes: some servers cut the last bytes.
const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants
const gunzip: Unpack = (bytes, maxOutputLength) =>
  promisify<Uint8Array, zlib.ZlibOptions, Uint8Array>(zlib.gunzip)(bytes, {
    maxOutputLength,
    finishFlush: Z_SYNC_FLUSH,
  })
const known: Record<string, Unpack> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  // "deflate" means zlib by its standard and raw deflate by custom; zlib's first byte tells which.
  deflate: (bytes, maxOutputLength) =>
    promisify<Uint8Array, zlib.ZlibOptions, Uint8Array>(
      ((bytes[0] ?? 0) & 0x0f) === 8 ? zlib.inflate : zlib.inflateRaw,
    )(bytes, { maxOutputLength, finishFlush: Z_SYNC_FLUSH }),
  br: (bytes, maxOutputLength) =>
    promisify<Uint8Array, zlib.BrotliOptions, Uint8Array>(zlib.brotliDecompress)(bytes, {
      maxOutputLength,
      finishFlush: BROTLI_OPERATION_FLUSH,
    }),
}

const badEncoding = (host: string, cause?: unknown): ConnectorFailure =>
  new ConnectorFailure('temporary', words('http.bad-encoding', { host }), { cause })
