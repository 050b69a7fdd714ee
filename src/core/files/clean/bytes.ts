export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Throws RangeError where there are not so many. */
export function part(bytes: Uint8Array, from: number, length: number): Uint8Array {
  if (from < 0 || length < 0 || from + length > bytes.length) throw new RangeError('The file ends too early.')
  return bytes.subarray(from, from + length)
}

export const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

export const joined = (pieces: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces))
