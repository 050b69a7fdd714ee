import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { said, someConversation } from '../../../test/talk.ts'
import { newId } from '../../lib/ids.ts'
import { findConversation } from '../conversation.ts'
import { findReplyTarget } from '../reply-target.ts'
import { createWorld, type World } from '../world.test-kit.ts'
import { examples } from './examples.test-kit.ts'
import { findOffer } from './offer.ts'
import { saveReply } from './write.ts'

// What is suggested, measured on messages that the texts of the saved replies were not written for word by word.

let world: World
let asked: { conversationId: string; messageId: string; wanted: string; turn: number }[]
let ids: Map<string, string>

before(async () => {
  world = await createWorld()
  ids = new Map()
  for (const { name, es, en } of examples) {
    const written = { name, teamId: null, texts: { es, en } }
    ids.set(name, await world.tx((tx) => saveReply(tx, written, world.cast.nico)))
  }
  const all = examples.flatMap(({ name, asked }) => asked.map((text, turn) => ({ name, text, turn })))
  const messages = all.map(({ text }, at) => said(`m${at}`, { body: { text } }))
  const { messageIds } = await someConversation(world.db, ...messages)
  const rows = await world.db
    .selectFrom('messages')
    .select(['id', 'conversation_id', 'external_id'])
    .where('id', 'in', messageIds)
    .execute()
  const found = new Map(rows.map((row) => [row.external_id, row]))
  asked = all.map(({ name, turn }, at) => {
    const row = found.get(`m${at}`)
    return { conversationId: row?.conversation_id ?? '', messageId: row?.id ?? '', wanted: name, turn }
  })
})
after(() => world.drop())

/** In how many of those it is the first, and among the best three. */
async function measure(which: typeof asked): Promise<{ first: number; best: number; n: number; missed: string[] }> {
  const viewer = world.cast.marta
  let [first, best] = [0, 0]
  const missed: string[] = []
  for (const { conversationId, wanted } of which) {
    const conversation = await findConversation(world.db, conversationId)
    const target = await findReplyTarget(world.db, conversationId)
    const offered = await findOffer(world.core, world.connectors, { conversation, viewer, target })
    const suggested = offered.filter(({ isSuggested }) => isSuggested).map(({ savedReply }) => savedReply.name)
    assert.ok(suggested.length <= 3)
    if (suggested[0] === wanted) first += 1
    if (suggested.includes(wanted)) best += 1
    else missed.push(wanted)
  }
  return { first: first / which.length, best: best / which.length, n: which.length, missed }
}

async function answer(which: typeof asked): Promise<void> {
  for (const { conversationId, messageId, wanted } of which) {
    const reply = newId()
    await world.db
      .insertInto('replies')
      .values({ id: reply, conversation_id: conversationId, in_reply_to: messageId, written_by: null, text: wanted })
      .execute()
    const use = {
      reply_id: reply,
      saved_reply_id: ids.get(wanted) ?? '',
      conversation_id: conversationId,
      used_by: null,
    }
    await world.db
      .insertInto('saved_reply_uses')
      .values({ ...use, language: 'es' })
      .execute()
  }
}

const shown = ({ first, best, n }: Awaited<ReturnType<typeof measure>>): string =>
  `first ${(first * 100).toFixed(0)} %, among three ${(best * 100).toFixed(0)} % of ${n}`

// One in six by chance.
test('by its own words alone the right one is mostly among the three', async (context) => {
  const figures = await measure(asked)
  context.diagnostic(shown(figures))
  assert.ok(figures.best >= 0.75, shown(figures))
})

test('what was answered before harms none of it', async (context) => {
  const later = asked.filter(({ turn }) => turn % 2 === 1)
  const cold = await measure(later)
  await answer(asked.filter(({ turn }) => turn % 2 === 0))
  const figures = await measure(later)
  context.diagnostic(`before: ${shown(cold)}; after three answers each: ${shown(figures)}`)
  assert.ok(figures.best >= cold.best, shown(figures))
})

test('and finds what the words of a text cannot: it answered the like before', async () => {
  const written = { name: 'Sí', teamId: null, texts: { es: 'Claro que sí, cuando quieras.' } }
  ids.set('Sí', await world.tx((tx) => saveReply(tx, written, world.cast.nico)))
  const dogs = ['¿Se puede entrar con perro?', '¿Dejáis pasar perros a la terraza?', 'Voy con mi perro, ¿hay problema?']
  const parked = [...dogs, 'el perro puede entrar en la tienda?', '¿admiten perros pequeños?', '¿y con mi perrita?']
  const { messageIds } = await someConversation(
    world.db,
    ...parked.map((text, at) => said(`p${at}`, { body: { text } })),
  )
  const rows = await world.db
    .selectFrom('messages')
    .select(['id', 'conversation_id'])
    .where('id', 'in', messageIds)
    .execute()
  const cases = messageIds.map((messageId) => {
    const conversationId = rows.find(({ id }) => id === messageId)?.conversation_id ?? ''
    return { conversationId, messageId, wanted: 'Sí', turn: 0 }
  })
  assert.equal((await measure(cases.slice(0, 1))).first, 0)
  await answer(cases.slice(1))
  assert.equal((await measure(cases.slice(0, 1))).first, 1)
})
