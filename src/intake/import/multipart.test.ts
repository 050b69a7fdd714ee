import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { boundaryOf, readParts } from './multipart.ts'

async function* inPieces(body: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0
  for (let turn = 0; at < body.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    yield body.subarray(at, at + size)
    at += size
  }
}

async function partsOf(body: Buffer, boundary: string, sizes: readonly number[] = [64]) {
  const parts: { name: string; filename: string | undefined; content: string }[] = []
  for await (const { name, filename, content } of readParts(inPieces(body, sizes), boundary)) {
    const pieces: Buffer[] = []
    for await (const piece of content) pieces.push(piece)
    parts.push({ name, filename, content: Buffer.concat(pieces).toString('latin1') })
  }
  return parts
}

test('a form that was cut short, or is none, is refused', async () => {
  const whole = Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nhello\r\n--x--\r\n')
  for (const length of [0, 5, 30, 50, whole.length - 8])
    await assert.rejects(partsOf(whole.subarray(0, length), 'x'), { name: 'Refusal' }, String(length))
  await assert.rejects(partsOf(Buffer.from('--x\r\nA: '.padEnd(100_000, 'b')), 'x'), { name: 'Refusal' })
  assert.equal(boundaryOf('text/csv'), undefined)
  assert.equal(boundaryOf('multipart/form-data'), undefined)
})

test('what a browser writes is read, in pieces of whatever size', async () => {
  const contents = fc.array(fc.string({ unit: fc.constantFrom('a', '\r', '\n', '-', 'x', '\0') }), { maxLength: 4 })
  const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(contents, sizes, async (texts, pieces) => {
      const form = new FormData()
      for (const [at, text] of texts.entries()) form.append(`f${at}`, new Blob([text]), `fichero "${at}".csv`)
      const response = new Response(form)
      const boundary = boundaryOf(response.headers.get('content-type') ?? '')
      const body = Buffer.from(await response.arrayBuffer())
      const parts = await partsOf(body, boundary ?? '', pieces)
      assert.deepEqual(
        parts,
        texts.map((content, at) => ({ name: `f${at}`, filename: `fichero "${at}".csv`, content })),
      )
    }),
    { numRuns: 60 },
  )
})
