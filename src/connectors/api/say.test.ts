import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import type { Spoken } from '../connector.ts'
import { testContext } from '../contract.test-kit.ts'
import { api } from './index.ts'
import { newSecret } from './signature.ts'

/** Sends it, and gives what the receiver was posted. */
async function posted(more: Partial<Spoken>): Promise<Record<string, unknown>> {
  const bodies: string[] = []
  const receiver = createServer((request, answer) => {
    let body = ''
    request.setEncoding('utf8').on('data', (piece) => {
      body += piece
    })
    request.on('end', () => {
      bodies.push(body)
      answer.end()
    })
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  const webhook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
  const context = testContext(api, { name: 'Counter', webhook, secret: newSecret() })
  const inReplyTo = {
    externalId: 'q',
    rootExternalId: undefined,
    visibility: 'direct' as const,
    author: { externalId: 'site/lucas', name: 'Lucas' },
    mentions: [],
    language: undefined,
    replyKey: undefined,
  }
  await api.speak?.send(context, { text: 'Like this', key: 'k', inReplyTo, decidedAt: new Date(0), ...more })
  receiver.close()
  return JSON.parse(bodies[0] ?? '')
}

test('a reply brings what goes with it: what it is, what is to be seen, and where it can be fetched', async () => {
  const picture = {
    key: 'a1',
    name: 'cup.png',
    mime: 'image/png',
    bytes: 10,
    alt: 'A cup',
    size: { width: 2, height: 1 },
    url: 'https://desk.example/shared/x',
    read: async () => new Uint8Array(10),
  }
  const { attachments } = await posted({ attachments: [picture, { ...picture, size: undefined, url: undefined }] })
  const told = { id: 'a1', name: 'cup.png', mime: 'image/png', bytes: 10, description: 'A cup' }
  assert.deepEqual(attachments, [
    { ...told, width: 2, height: 1, url: 'https://desk.example/shared/x' },
    { ...told, width: null, height: null, url: null },
  ])
})

test('a reply of words alone is what it always was', async () => {
  assert.deepEqual(Object.keys(await posted({})), ['type', 'id', 'text', 'decided_at', 'in_reply_to'])
})
