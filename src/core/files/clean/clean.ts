import { cleanGif } from './gif.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanPng } from './png.ts'
import type { Orientation } from './tiff.ts'
import { cleanWebp } from './webp.ts'

/** A picture without what its maker did not mean to tell. */
export interface Cleaned {
  bytes: Uint8Array
  orientation: Orientation
}

/** Which kinds of picture can be made clean. */
export const cleanable: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/webp',
  'image/gif',
])

/**
 * The picture without where and when it was taken, by whom, with what, and whatever else hangs on to it: only what is
 * needed to draw it is copied. How it was held stays, else it would lie on its side. Nothing is drawn anew. Undefined when
 * it is broken, or is of a kind that cannot be made clean.
 */
export function clean(bytes: Uint8Array, mime: string): Cleaned | undefined {
  try {
    return cleaners[mime]?.(bytes)
  } catch (error) {
    // It ends in the middle of something.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const cleaners: Record<string, (bytes: Uint8Array) => Cleaned | undefined> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/apng': cleanPng,
  'image/webp': cleanWebp,
  'image/gif': cleanGif,
}
