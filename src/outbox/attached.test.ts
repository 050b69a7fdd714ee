import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted } from '../../test/channel.ts'
import { someConversation } from '../../test/talk.ts'
import type { Switchboard } from '../channels/index.ts'
import { ConnectorFailure, registry, type Spoken } from '../connectors/index.ts'
import { createWorld, json, type World } from '../conversations/world.test-kit.ts'
import { pngChunk } from '../core/files/clean/png.ts'
import { newId } from '../lib/ids.ts'
import { words } from '../lib/words.ts'
import { speak } from './speak.ts'

const accepted: { spoken: Spoken; bytes: number[] }[] = []
let failures: ConnectorFailure[] = []
const speech = scripted.speak
assert.ok(speech)
const network = {
  ...scripted,
  speak: {
    ...speech,
    links: 'sent' as const,
    async send(context: Parameters<typeof speech.send>[0], spoken: Spoken) {
      const read = await Promise.all((spoken.attachments ?? []).map((one) => one.read()))
      const [failure] = failures.splice(0, 1)
      if (failure) throw failure
      accepted.push({ spoken, bytes: read.map((one) => one.length) })
      return speech.send(context, spoken)
    },
  },
}

let world: World
let board: Switchboard
before(async () => {
  world = await createWorld(registry([network]))
  const { core } = world
  const clock = { now: () => new Date(Date.now() + 3_600_000) }
  board = {
    core: { ...core, clock },
    connectors: world.connectors,
    http: () => ({ fetch: globalThis.fetch, request: () => Promise.reject(new Error('unused')) }),
  }
  await world.db.updateTable('organisation').set({ public_url: 'https://desk.example' }).execute()
})
after(() => world.drop())

const png = () =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', Buffer.of(0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0)),
    pngChunk('IDAT', Buffer.from(newId())),
    pngChunk('IEND', Buffer.alloc(0)),
  ])

async function attached(id: string, alt: string): Promise<string> {
  const body = new FormData()
  body.set('file', new Blob([png()]), 'cup.png')
  body.set('alt', alt)
  const path = `/conversations/${id}/attachments`
  const answer = await world.as(world.cast.marta)(path, {
    method: 'POST',
    body,
    headers: { accept: 'application/json' },
  })
  return ((await answer.json()) as { attachments: { id: string }[] }).attachments[0]?.id ?? ''
}
const send = (id: string, fields: object) =>
  world.as(world.cast.marta)(`/conversations/${id}/replies`, json('POST', { text: 'Like this', ...fields }))
const say = (channelId: string) => speak(board, newId(), channelId, new AbortController().signal)

test('goes with the first message of a reply, with what is to be seen, and stands in the thread once', async () => {
  const { id, channel } = await someConversation(world.db)
  const one = await attached(id, 'A cracked cup')
  failures = [new ConnectorFailure('temporary', words('http.unreachable', { host: 'x' }), { outcomeUnknown: true })]
  assert.equal((await send(id, { parts: ['First', 'Second'], attachments: [one] })).status, 201)
  await say(channel.id)
  await world.db
    .updateTable('deliveries')
    .set({ next_at: new Date(0) })
    .where('state', '<>', 'sent')
    .execute()
  await say(channel.id)
  const [first, second] = accepted.splice(0)
  assert.deepEqual(
    first?.spoken.attachments?.map(({ key, name, mime, alt, size }) => ({ key, name, mime, alt, size })),
    [{ key: one, name: 'cup.png', mime: 'image/png', alt: 'A cracked cup', size: { width: 3, height: 2 } }],
  )
  assert.equal(first?.bytes[0], first?.spoken.attachments?.[0]?.bytes)
  assert.match(first?.spoken.attachments?.[0]?.url ?? '', /^https:\/\/desk\.example\/shared\/[\w-]+$/)
  assert.equal(second?.spoken.attachments, undefined)
  const media = await world.db
    .selectFrom('message_media')
    .innerJoin('messages', 'messages.id', 'message_media.message_id')
    .select(['messages.text', 'message_media.alt', 'message_media.kind', 'message_media.file'])
    .where('messages.conversation_id', '=', id)
    .execute()
  assert.deepEqual(
    media.map(({ file, ...more }) => ({ ...more, file: file !== null })),
    [{ text: 'First', alt: 'A cracked cup', kind: 'image', file: true }],
  )
})

test('while its bytes cannot be reached nothing is said without it', async () => {
  const { id, channel } = await someConversation(world.db)
  const one = await attached(id, 'A cup')
  const replyId = newId()
  await send(id, { id: replyId, attachments: [one] })
  const { sha256 } = await world.db
    .selectFrom('attachments')
    .innerJoin('files', 'files.sha256', 'attachments.file')
    .select('sha256')
    .where('attachments.id', '=', one)
    .executeTakeFirstOrThrow()
  await world.db.updateTable('files').set({ place: 'bucket', content: null }).where('sha256', '=', sha256).execute()
  await say(channel.id)
  const state = async () =>
    world.db.selectFrom('deliveries').select(['state', 'attempts']).where('reply_id', '=', replyId).executeTakeFirst()
  assert.deepEqual(await state(), { state: 'waiting', attempts: 1 })
  assert.equal(accepted.length, 0)
})

test('what its link leads to goes with a reply where the network shows what we send', async () => {
  const { id, channel } = await someConversation(world.db)
  const replyId = newId()
  await send(id, { id: replyId, text: 'See https://shop.example/a' })
  await world.db
    .insertInto('reply_cards')
    .values({ reply_id: replyId, url: 'https://shop.example/a', title: 'Beans', description: '', picture: null })
    .execute()
  await say(channel.id)
  const [said] = accepted.splice(0)
  assert.deepEqual(said?.spoken.card, {
    url: 'https://shop.example/a',
    title: 'Beans',
    description: '',
    picture: undefined,
  })
})
