import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { eventsIn, type StreamEvent } from './events.ts'

async function read(pieces: Uint8Array[]): Promise<{ events: StreamEvent[]; signs: number }> {
  let signs = 0
  const events: StreamEvent[] = []
  for await (const event of eventsIn(bodyOf(pieces), () => signs++)) events.push(event)
  return { events, signs }
}

const bodyOf = (pieces: Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
      controller.close()
    },
  })

const bytes = (text: string) => new TextEncoder().encode(text)

test('refuses an event without end', async () => {
  await assert.rejects(read([bytes(`data: ${'x'.repeat(2_000_001)}`)]), /without end/)
})

test('reads events, takes heartbeats as a sign of life, and drops what was not finished', async () => {
  const { events, signs } = await read([
    bytes(':)\n'),
    bytes(':thump\n'),
    bytes('event: delete\ndata: 7\n\nevent: upd'),
  ])
  assert.deepEqual(events, [{ event: 'delete', data: '7' }])
  assert.equal(signs, 3)
})

test('joins lines of data and knows an event without a name', async () => {
  const { events } = await read([bytes('data: one\ndata:two\n\n\n\ndata: three\r\n\r\n')])
  assert.deepEqual(events, [
    { event: 'message', data: 'one\ntwo' },
    { event: 'message', data: 'three' },
  ])
})

test('reads the same however the bytes are cut', async () => {
  const whole = bytes(
    ':)\nevent: update\ndata: {"content":"¿Qué tal? ☕ 日本"}\n\n:thump\nevent: delete\r\ndata: 12\r\n\r\n',
  )
  const { events } = await read([whole])
  assert.equal(events.length, 2)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(whole.length)), async (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), whole.length]
      const pieces = at.slice(1).map((end, index) => whole.slice(at[index], end))
      assert.deepEqual((await read(pieces)).events, events)
    }),
  )
})
