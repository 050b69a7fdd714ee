import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { scripted } from '../../../test/channel.ts'
import { someConversation } from '../../../test/talk.ts'
import { registry } from '../../connectors/index.ts'
import { newId } from '../../lib/ids.ts'
import { findCard } from '../link-preview/card.ts'
import { reply } from '../reply.ts'
import { createWorld, json, type World } from '../world.test-kit.ts'
import { approvalKit } from './approval.test-kit.ts'

// What leaves with an answer besides its words: pictures with what is said of them, and its link's card.

const speaks = scripted.speak
assert.ok(speaks)
const attach = () => ({ most: 2, kinds: { 'image/png': 300 }, maxPixels: 100, altMax: 400 })
const showing = { ...scripted, speak: { ...speaks, links: 'sent' as const, attach } }

let world: World
let kit: ReturnType<typeof approvalKit>
before(async () => {
  world = await createWorld(registry([showing]))
  kit = approvalKit(world)
  await kit.learning(world.cast.marta)
})
beforeEach(async () => {
  await kit.noRules()
})
after(() => world.drop())

/** A picture stands with the draft of a conversation. */
async function pictured(alt: string) {
  const { id } = await someConversation(world.db)
  const content = Buffer.from(newId())
  const sha256 = createHash('sha256').update(content).digest()
  const picture = newId()
  await world.db
    .insertInto('files')
    .values({ sha256, bytes: content.length, mime: 'image/png', place: 'database', content })
    .execute()
  await world.db
    .insertInto('attachments')
    .values({
      id: picture,
      conversation_id: id,
      reply_id: null,
      file: sha256,
      name: 'cup.png',
      alt,
      width: 2,
      height: 1,
      added_by: null,
      removed_at: null,
    })
    .execute()
  return { id, picture }
}
async function send(id: string, more: Partial<Parameters<typeof reply>[3]>) {
  const replyId = newId()
  const written = { id: replyId, text: 'Hola, Lucas.', ...more }
  await world.tx((tx) => reply(tx, world.connectors, id, written, world.cast.marta))
  return replyId
}
const nico = () => world.as(world.cast.nico)
const url = 'https://shop.example/beans'
const card = { url, title: 'Granos GRATIS', description: 'Con reembolso', picture: null }

test('a rule hears what is said of a picture and what a card says, as it hears the words', async () => {
  await kit.rule({ name: 'Money', trainees: false, words: ['reembolso'] })
  const first = await pictured('Te damos el reembolso mañana')
  assert.ok(await kit.waits(await send(first.id, { attachments: [{ id: first.picture }] })))
  const second = await pictured('Una taza')
  const without = await send(second.id, { attachments: [{ id: second.picture }] })
  assert.deepEqual(await kit.statesOf(without), ['waiting'])
  const third = await someConversation(world.db)
  assert.ok(await kit.waits(await send(third.id, { text: `Mira ${url}`, card })))
})

test('whoever approves reads them, in the page and by a program', async () => {
  await kit.rule()
  const alt = 'Una taza azul, rota'
  const { id, picture } = await pictured(alt)
  const replyId = await send(id, { attachments: [{ id: picture }] })
  const told = await (await nico()(`/replies/${replyId}/approval`, json('GET'))).json()
  assert.deepEqual([told.attachments[0].name, told.attachments[0].alt, told.card], ['cup.png', alt, null])
  const page = await (await nico()(`/conversations/${id}?decide=${replyId}`)).text()
  const pane = /<section class="goes-with".*?<\/section>/s.exec(page)?.[0]
  assert.ok(pane?.includes('cup.png') && pane.includes(`>${alt}</blockquote>`))
  const other = await someConversation(world.db)
  const linked = await send(other.id, { text: `Mira ${url}`, card })
  assert.equal((await (await nico()(`/replies/${linked}/approval`, json('GET'))).json()).card.title, card.title)
  const shown = await (await nico()(`/conversations/${other.id}?decide=${linked}`)).text()
  assert.ok(shown.includes('Granos GRATIS · Con reembolso'))
})

test('a link that whoever approves takes out leaves as no card; one that stays, does', async () => {
  await kit.rule()
  for (const [text, title] of [
    ['Hola, no hay regalos.', undefined],
    [`Hola, Lucas: ${url}`, card.title],
  ] as const) {
    const { id } = await someConversation(world.db)
    const replyId = await send(id, { text: `Mira ${url}`, card })
    assert.equal((await findCard(world.db, replyId))?.title, card.title)
    assert.equal((await nico()(`/replies/${replyId}/approval`, json('POST', { text }))).status, 200)
    assert.equal((await findCard(world.db, replyId))?.title, title, text)
  }
})
