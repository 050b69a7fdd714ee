import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failureOf, messageOf } from '../../../src/connectors/contract.test-kit.ts'
import { newId } from '../../../src/lib/ids.ts'
import type { It } from './scenario.ts'
import { facetOf, speak, spokenTo, type Window } from './window.ts'

export function speaking({ network, window }: It): void {
  test('a reply stands in its thread, its names, links and hashtags alive, and the customer is told', async () => {
    const { tertulia, lucas, ana } = network().accounts
    const root = await ana.say('Hilo')
    const ear = await window()
    const asked = await lucas.reply(root, '@tertulia.test ¿y?', { facets: facetOf(tertulia.did), langs: ['es'] })
    const text = '👩‍🍳 ¡Hola, @lucas.test! Mira https://example.org/año #Pan y @nadie.invalid'
    const said = await speak.send(ear.context, spokenTo(await ear.hear(asked.uri), text))
    const standing = (await tertulia.said()).find(({ uri }) => uri === said.externalId)?.value
    assert.ok(standing, 'it stands')
    assert.equal(standing.text, text)
    assert.deepEqual(standing.langs, ['es'])
    assert.deepEqual(standing.reply, { root, parent: { uri: asked.uri, cid: asked.cid } })
    assert.deepEqual(covered(text, standing.facets), ['@lucas.test', 'https://example.org/año', '#Pan'])
    await network().processAll()
    const told = await lucas.call('app.bsky.notification.listNotifications', {})
    assert.ok(JSON.stringify(told).includes(said.externalId), 'lucas is notified')
    const answered = await ear.listen()
    assert.deepEqual(messageOf(answered, said.externalId).replyKey, said.replyKey)
  })

  test('the same reply sent again and again, at once too, stands once and is found', async () => {
    const { tertulia, lucas } = network().accounts
    const ear = await window()
    const message = await ear.hear((await lucas.mention(tertulia, '¿hola?')).uri)
    const spoken = spokenTo(message, `Una sola vez ${newId()}`, newId())
    assert.equal(await speak.find?.(ear.context, spoken), 'absent')
    const both = await Promise.all([speak.send(ear.context, spoken), speak.send(ear.context, spoken)])
    const later = { ...spoken, decidedAt: new Date(Date.now() + 60_000) }
    both.push(await speak.send(ear.context, later))
    assert.equal(new Set(both.map(({ externalId }) => externalId)).size, 1)
    assert.deepEqual(await speak.find?.(ear.context, later), both[0])
    assert.equal((await tertulia.said()).filter(({ value }) => value.text === spoken.text).length, 1)
  })

  test('pictures stand under a reply with what is to be seen in them, else what its link leads to', async () => {
    const { tertulia, lucas } = network().accounts
    const ear = await window()
    const message = await ear.hear((await lucas.mention(tertulia, '¿rota?')).uri)
    const bytes = Buffer.from(tinyPng, 'base64')
    const picture = {
      key: 'a1',
      name: 'cup.png',
      mime: 'image/png',
      bytes: bytes.length,
      alt: 'Una taza',
      size: { width: 1, height: 1 },
      url: undefined,
      read: async () => bytes,
    }
    const card = { url: 'https://example.org/', title: 'Taza', description: 'Azul', picture }
    const embedOf = async (more: Partial<Parameters<typeof speak.send>[1]>) => {
      const said = await speak.send(ear.context, {
        ...spokenTo(message, `Así https://example.org/ ${newId()}`),
        ...more,
      })
      return Object((await tertulia.said()).find(({ uri }) => uri === said.externalId)?.value.embed)
    }
    const both = await embedOf({ attachments: [picture], card })
    assert.equal(both.$type, 'app.bsky.embed.images')
    assert.deepEqual([both.images[0].alt, both.images[0].aspectRatio], ['Una taza', { width: 1, height: 1 }])
    assert.equal(both.images[0].image.mimeType, 'image/png')
    const linked = await embedOf({ card })
    assert.equal(linked.$type, 'app.bsky.embed.external')
    assert.deepEqual(
      [linked.external.uri, linked.external.title, linked.external.thumb.size],
      ['https://example.org/', 'Taza', bytes.length],
    )
  })

  test('what is too long, closed or gone is not answered, and the author is told why', async () => {
    const { tertulia, lucas } = network().accounts
    const ear = await window()
    const [gone, closed] = [await lucas.mention(tertulia, 'me voy'), await lucas.mention(tertulia, 'no contestéis')]
    await lucas.closeReplies(closed)
    const heard = await ear.listen()
    const longest = '👨‍👩‍👧‍👦'.repeat(120)
    assert.equal((await refusalOf(ear, gone.uri, 'x'.repeat(301))).words.key, 'bluesky.too-long')
    assert.equal((await refusalOf(ear, gone.uri, `${longest}👨‍👩‍👧‍👦`)).words.key, 'bluesky.too-long')
    await speak.send(ear.context, spokenTo(messageOf(heard, gone.uri), longest))
    await lucas.remove(gone.uri)
    await network().processAll()
    assert.equal((await refusalOf(ear, gone.uri)).kind, 'gone')
    assert.equal((await refusalOf(ear, closed.uri)).words.key, 'bluesky.replies-closed')

    async function refusalOf(from: Window, uri: string, text = 'Hola') {
      const failure = await failureOf(speak.send(from.context, spokenTo(messageOf(heard, uri), text)))
      assert.ok(failure, 'it was not sent')
      return failure
    }
  })
}

/** One pixel. */
const tinyPng = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** The stretches of the text that its facets cover. */
function covered(text: string, facets: unknown): string[] {
  assert.ok(Array.isArray(facets))
  const bytes = Buffer.from(text)
  return facets.map(({ index }) => bytes.toString('utf8', index.byteStart, index.byteEnd))
}
