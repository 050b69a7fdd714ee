import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { measure } from '../measure.ts'
import { sniff } from '../sniff.ts'
import { clean } from './clean.ts'
import { pngChunk } from './png.ts'
import { exifOf, orientationIn } from './tiff.ts'
import { webpChunk } from './webp.ts'

const secret = 'GPS 40.4168 N 3.7038 W, by Lucas'
const latin = (text: string) => Buffer.from(text, 'latin1')
const tells = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').includes(secret)

/** How it was held, and where: as cameras write it, in either order of bytes. */
function exif(orientation: number, little = false): Buffer {
  const bytes = Buffer.alloc(38)
  const [u16, u32] = little
    ? [bytes.writeUInt16LE.bind(bytes), bytes.writeUInt32LE.bind(bytes)]
    : [bytes.writeUInt16BE.bind(bytes), bytes.writeUInt32BE.bind(bytes)]
  bytes.write(little ? 'II' : 'MM', 'latin1')
  u16(42, 2)
  u32(8, 4)
  u16(2, 8)
  for (const [at, tag, kind, value] of [
    [10, 0x0112, 3, orientation],
    [22, 0x8825, 4, 38],
  ] as const) {
    u16(tag, at)
    u16(kind, at + 2)
    u32(1, at + 4)
    if (kind === 3) u16(value, at + 8)
    else u32(value, at + 8)
  }
  return Buffer.concat([bytes, latin(secret)])
}

const segment = (marker: number, data: Buffer) =>
  Buffer.concat([Buffer.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255), data])
const frame = segment(0xc0, Buffer.of(8, 0, 2, 0, 3, 1, 1, 0x11, 0))
const scan = Buffer.concat([segment(0xda, Buffer.of(1, 1, 0, 0, 63, 0)), Buffer.of(1, 0xff, 0, 2, 0xff, 0xd0, 3)])
const soi = Buffer.of(0xff, 0xd8)
const eoi = Buffer.of(0xff, 0xd9)
const jfif = segment(0xe0, Buffer.concat([latin('JFIF\0'), Buffer.of(1, 1, 0, 0, 1, 0, 1, 0, 0)]))
const icc = segment(0xe2, latin('ICC_PROFILE\0\x01\x01colours'))

const jpeg = (orientation: number, more: Buffer[] = []) =>
  Buffer.concat([soi, jfif, segment(0xe1, Buffer.concat([latin('Exif\0\0'), exif(orientation)])), ...more, frame, scan])

test('a JPEG keeps its colours and its data and tells nothing more', async () => {
  const words = [
    segment(0xe1, latin(`http://ns.adobe.com/xap/1.0/\0${secret}`)),
    segment(0xed, latin(`Photoshop 3.0\0${secret}`)),
    segment(0xe2, latin(`MPF\0${secret}`)),
    segment(0xe0, latin(`JFXX\0${secret}`)),
    segment(0xfe, latin(secret)),
    icc,
  ]
  const taken = Buffer.concat([jpeg(1, words), segment(0xfe, latin(secret)), scan, eoi, latin(`a film: ${secret}`)])
  assert.ok(tells(taken))
  const cleaned = clean(taken, 'image/jpeg')
  assert.ok(cleaned)
  assert.equal(tells(cleaned.bytes), false)
  assert.deepEqual(Buffer.from(cleaned.bytes), Buffer.concat([soi, jfif, icc, frame, scan, scan, eoi]))
  assert.deepEqual(measure(cleaned.bytes, 'image/jpeg'), { width: 3, height: 2 })
  assert.equal(await sniff(cleaned.bytes), 'image/jpeg')
})

test('a photograph taken with the telephone on its side still stands upright', () => {
  const cleaned = clean(Buffer.concat([jpeg(6), eoi]), 'image/jpeg')
  assert.equal(cleaned?.orientation, 6)
  assert.equal(tells(cleaned?.bytes ?? soi), false)
  // And again: what is clean stays as it is.
  assert.deepEqual(clean(cleaned?.bytes ?? soi, 'image/jpeg'), cleaned)
})

test('how it was held is read in either order of bytes, and nonsense is upright', () => {
  assert.equal(orientationIn(exif(8, true)), 8)
  assert.equal(orientationIn(exif(3)), 3)
  assert.equal(orientationIn(exif(9)), 1)
  assert.equal(orientationIn(exifOf(5)), 5)
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => orientationIn(bytes) >= 1))
})

const header = pngChunk('IHDR', Buffer.of(0, 0, 0, 2, 0, 0, 0, 1, 8, 0, 0, 0, 0))
const pngHead = Buffer.from('89504e470d0a1a0a', 'hex')
const data = pngChunk('IDAT', Buffer.of(1, 2, 3))
const end = pngChunk('IEND', Buffer.alloc(0))

test('a PNG keeps what it takes to draw it', async () => {
  const words = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'prVt'].map((name) => pngChunk(name, latin(`k\0${secret}`)))
  const gamma = pngChunk('gAMA', Buffer.of(0, 0, 177, 143))
  const taken = Buffer.concat([pngHead, header, gamma, ...words, pngChunk('eXIf', exif(1)), data, end, latin(secret)])
  const cleaned = clean(taken, 'image/png')
  assert.deepEqual(Buffer.from(cleaned?.bytes ?? []), Buffer.concat([pngHead, header, gamma, data, end]))
  assert.equal(await sniff(cleaned?.bytes ?? data), 'image/png')
  const held = clean(Buffer.concat([pngHead, header, pngChunk('eXIf', exif(8)), data, end]), 'image/png')
  assert.equal(held?.orientation, 8)
  assert.deepEqual(
    Buffer.from(held?.bytes ?? []),
    Buffer.concat([pngHead, header, pngChunk('eXIf', exifOf(8)), data, end]),
  )
})

const riff = (...chunks: Buffer[]) => {
  const body = Buffer.concat([latin('WEBP'), ...chunks])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}
const chunk = (name: string, of: Buffer) => Buffer.from(webpChunk(name, of))
const extended = (flags: number) => chunk('VP8X', Buffer.of(flags, 0, 0, 0, 1, 0, 0, 1, 0, 0))
const drawn = chunk('VP8L', Buffer.of(0x2f, 1, 0x40, 0, 0))

test('a WebP loses EXIF and XMP, and no longer promises them', async () => {
  const taken = riff(
    extended(0x2c),
    chunk('ICCP', latin('abc')),
    drawn,
    chunk('EXIF', exif(1)),
    chunk('XMP ', latin(secret)),
  )
  const cleaned = clean(Buffer.concat([taken, latin(secret)]), 'image/webp')
  assert.deepEqual(Buffer.from(cleaned?.bytes ?? []), riff(extended(0x20), chunk('ICCP', latin('abc')), drawn))
  assert.equal(await sniff(cleaned?.bytes ?? drawn), 'image/webp')
  const held = clean(
    riff(extended(0x08), drawn, chunk('EXIF', Buffer.concat([latin('Exif\0\0'), exif(6)]))),
    'image/webp',
  )
  assert.deepEqual(Buffer.from(held?.bytes ?? []), riff(extended(0x08), drawn, chunk('EXIF', Buffer.from(exifOf(6)))))
})

test('a GIF goes on moving, without its comments', async () => {
  const screen = Buffer.concat([latin('GIF89a'), Buffer.of(1, 0, 1, 0, 0x80, 0, 0), Buffer.alloc(6)])
  const blocks = (text: string) => Buffer.concat([Buffer.of(text.length), latin(text), Buffer.of(0)])
  const loop = Buffer.concat([Buffer.of(0x21, 0xff, 11), latin('NETSCAPE2.0'), Buffer.of(3, 1, 0, 0, 0)])
  const xmp = Buffer.concat([Buffer.of(0x21, 0xff, 11), latin('XMP DataXMP'), blocks(secret)])
  const comment = Buffer.concat([Buffer.of(0x21, 0xfe), blocks(secret)])
  const control = Buffer.of(0x21, 0xf9, 4, 0, 10, 0, 0, 0)
  const image = Buffer.of(0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0)
  const taken = Buffer.concat([
    screen,
    loop,
    comment,
    xmp,
    control,
    image,
    control,
    image,
    Buffer.of(0x3b),
    latin(secret),
  ])
  const cleaned = clean(taken, 'image/gif')
  assert.deepEqual(
    Buffer.from(cleaned?.bytes ?? []),
    Buffer.concat([screen, loop, control, image, control, image, Buffer.of(0x3b)]),
  )
  assert.equal(await sniff(cleaned?.bytes ?? image), 'image/gif')
})

test('what is broken, cut short or something else is not taken for clean', () => {
  const whole: [string, Buffer][] = [
    ['image/jpeg', Buffer.concat([jpeg(6), eoi])],
    ['image/png', Buffer.concat([pngHead, header, data, end])],
  ]
  for (const [mime, bytes] of whole)
    for (let length = 0; length < bytes.length - 1; length++)
      assert.equal(clean(bytes.subarray(0, length), mime), undefined, `${mime} of ${length} bytes`)
  assert.equal(clean(latin('<svg/>'), 'image/svg+xml'), undefined)
  for (const mime of ['image/jpeg', 'image/png', 'image/webp', 'image/gif'])
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => (clean(bytes, mime)?.bytes.length ?? 0) < 400),
      { numRuns: 50 },
    )
})
