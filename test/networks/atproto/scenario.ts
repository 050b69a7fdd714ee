import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { failureOf, idsOf, messageOf } from '../../../src/connectors/contract.test-kit.ts'
import type { Atproto } from './network.ts'
import { speaking } from './scenario-speaking.ts'
import { facetOf, Window } from './window.ts'

/**
 * What a Bluesky window does, told once and tried on the network's own servers and on our small imitation of them,
 * which is thereby held to what they do.
 */
export function scenario(name: string, start: () => Promise<Atproto>): void {
  describe(`a Bluesky window on ${name}`, () => {
    let network: Atproto
    before(async () => {
      network = await start()
    })
    after(() => network?.stop())
    const it = { network: () => network, window: (settings = {}) => Window.open(network, settings) }
    connecting(it)
    hearing(it)
    threads(it)
    speaking(it)
    deletions(it)
  })
}

export interface It {
  network: () => Atproto
  window: (settings?: Record<string, unknown>) => Promise<Window>
}

function connecting({ network, window }: It): void {
  test('a wrong password and an unknown account are refused; nothing is kept', async () => {
    for (const wrong of [{ appPassword: 'abcd-abcd-abcd-abcd' }, { handle: 'nobody-here.test' }]) {
      const failure = await failureOf(window(wrong))
      assert.equal(failure?.kind, 'reconnect')
      assert.equal(failure.words.key, 'bluesky.wrong-password')
    }
  })

  test('signs in once and keeps the session', async () => {
    const { account, context } = await window()
    const { tertulia } = network().accounts
    assert.equal(account.externalId, tertulia.did)
    assert.equal(account.handle, 'tertulia.test')
    assert.deepEqual(account.ourIds, [tertulia.did])
    assert.equal(account.facts?.pds, network().pdsUrl)
    assert.deepEqual(context.kept, [])
  })

  test('a token that is no longer good is renewed; when that fails too, the password is used again', async () => {
    const one = await window()
    const good = { ...one.context.settings }
    one.context.settings = { ...good, accessJwt: forged(good.accessJwt) }
    await one.listen()
    assert.equal(one.context.kept.length, 1)
    const other = await window()
    other.context.settings = { ...other.context.settings, accessJwt: forged(good.accessJwt), refreshJwt: 'nonsense' }
    await other.listen()
    assert.equal(other.context.kept.length, 1)
  })
}

/** A token whose signature does not fit. */
const forged = (token: unknown): string => `${String(token).slice(0, -6)}AAAAAA`

function hearing({ network, window }: It): void {
  test('hears replies, mentions and quotes, once, and no likes', async () => {
    const { tertulia, lucas, ana } = network().accounts
    const post = await tertulia.say('Abrimos el sábado', { langs: ['es'] })
    const ear = await window()
    const reply = await lucas.reply(post, '¿A qué hora?', { langs: ['es'] })
    const mention = await ana.mention(tertulia, 'sois geniales')
    const quote = await lucas.quote(post, 'Atentos')
    await ana.like(post)
    const heard = await ear.listen()
    assert.deepEqual(idsOf(heard).sort(), [reply.uri, mention.uri, quote.uri].sort())
    const message = messageOf(heard, reply.uri)
    assert.equal(message.parentExternalId, post.uri)
    assert.equal(message.rootExternalId, post.uri)
    assert.equal(message.language, 'es')
    assert.equal(message.visibility, 'public')
    assert.deepEqual(message.body, { text: '¿A qué hora?' })
    assert.equal(message.author.externalId, lucas.did)
    assert.equal(message.author.handle, 'lucas.test')
    assert.equal(message.url, `https://bsky.app/profile/${lucas.did}/post/${reply.uri.split('/').at(-1)}`)
    assert.match(JSON.stringify(messageOf(heard, mention.uri).body), /@tertulia\.test<\/a> sois geniales/)
    assert.match(JSON.stringify(messageOf(heard, quote.uri).body), /<p>Atentos<\/p><blockquote.*Abrimos el sábado/)
    assert.deepEqual(await ear.listen(), [])
  })

  test('hears all of a burst, though many were said at the same moments and one is dated back', async () => {
    const { tertulia, lucas } = network().accounts
    const post = await tertulia.say('¿Quién viene?')
    const ear = await window()
    const moments = [0, 1, 2, 3].map((seconds) => new Date(Date.now() - seconds * 1000).toISOString())
    const said: string[] = []
    for (let nth = 0; nth < 60; nth++) {
      const createdAt = moments[Math.floor(nth / 15)]
      said.push((await lucas.reply(post, `Yo ${nth}`, { createdAt })).uri)
    }
    assert.deepEqual(idsOf(await ear.listen()).sort(), [...said].sort())
    const late = await lucas.reply(post, 'Y yo', {
      createdAt: new Date(Date.parse(moments[1] ?? '') + 500).toISOString(),
    })
    assert.deepEqual(idsOf(await ear.listen()), [late.uri])
  })

  test('hears replies of which the network forgets to tell, as it does when they come at once', async () => {
    const { tertulia, lucas } = network().accounts
    const ear = await window()
    const said: string[] = []
    for (let nth = 0; nth < 10; nth++) said.push((await lucas.reply(await tertulia.say(`${nth}`), `Y ${nth}`)).uri)
    const heard = new Set<string>()
    for (let rounds = 0; rounds < 8; rounds++) for (const id of idsOf(await ear.listen())) heard.add(id)
    assert.deepEqual(
      said.filter((uri) => !heard.has(uri)),
      [],
    )
  })

  test('hears what we say from the network’s own app, as ours', async () => {
    const { tertulia, lucas } = network().accounts
    const ear = await window()
    const question = await lucas.mention(tertulia, '¿tenéis pan?')
    const answer = await tertulia.reply(question, 'Claro')
    const message = messageOf(await ear.listen(), answer.uri)
    assert.ok(ear.account.ourIds.includes(message.author.externalId))
    assert.equal(message.concernsUs, false)
    assert.equal(message.parentExternalId, question.uri)
    assert.deepEqual(await ear.listen(), [])
  })

  test('hears who speaks of us, by the words chosen', async () => {
    const { tertulia, ana } = network().accounts
    const ear = await window({ search: 'panaderíaluna\nhornoluna' })
    const named = await ana.say('La panaderíaluna ha cambiado')
    const other = await ana.say('El hornoluna también')
    const own = await tertulia.say('Somos la panaderíaluna')
    const heard = [...(await ear.listen()), ...(await ear.listen()), ...(await ear.listen())]
    assert.deepEqual(idsOf(heard).sort(), [named.uri, other.uri, own.uri].sort())
    assert.equal(messageOf(heard, named.uri).concernsUs, true)
    assert.equal(messageOf(heard, own.uri).concernsUs, false)
  })

  test('pictures come with what their author says they show; links with where they lead', async () => {
    const { tertulia, lucas } = network().accounts
    const post = await tertulia.say('Enséñanosla')
    const ear = await window()
    const image = await lucas.upload(Buffer.from(png, 'base64'), 'image/png')
    const embed = { $type: 'app.bsky.embed.images', images: [{ image, alt: 'Una barra quemada' }] }
    const shown = await lucas.reply(post, 'Mirad', { embed })
    const card = { uri: 'https://example.org/pan', title: 'El <pan>', description: 'De ayer' }
    const linked = await lucas.reply(post, '', { embed: { $type: 'app.bsky.embed.external', external: card } })
    const heard = await ear.listen()
    const [media] = messageOf(heard, shown.uri).media
    assert.equal(media?.kind, 'image')
    assert.equal(media.alt, 'Una barra quemada')
    assert.ok(URL.canParse(media.url))
    assert.deepEqual(messageOf(heard, linked.uri).body, {
      html: '<p><a href="https://example.org/pan">El &lt;pan&gt;</a><br>De ayer</p>',
    })
  })

  test('the past is read back to the day asked for', async () => {
    const { tertulia, lucas } = network().accounts
    const post = await tertulia.say('Hace tiempo')
    await network().processAll()
    const recent = await lucas.reply(post, 'Hace un rato')
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
    const old = await lucas.reply(post, 'Hace un mes', { createdAt: daysAgo(30).toISOString() })
    const ear = await window()
    const week = idsOf(await ear.past(daysAgo(7)))
    assert.ok(week.includes(recent.uri) && week.includes(post.uri) && !week.includes(old.uri))
    assert.equal(new Set(week).size, week.length)
    const month = await ear.past(daysAgo(31))
    assert.ok(Math.abs(messageOf(month, old.uri).saidAt.getTime() - daysAgo(30).getTime()) < 60_000)
  })
}

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

function threads({ network, window }: It): void {
  test('a thread is made whole around a message, up and down', async () => {
    const { tertulia, lucas, ana } = network().accounts
    const root = await ana.say('¿Alguien conoce una panadería?')
    const second = await lucas.reply(root, 'Una hay')
    const ear = await window()
    const third = await ana.mention(tertulia, '¿sois vosotros?')
    const inThread = await ana.reply(second, '@tertulia.test será', { facets: facetOf(tertulia.did) })
    const below = await lucas.reply(inThread, 'Esa')
    await ear.listen()
    const around = await ear.around(inThread.uri)
    assert.deepEqual(idsOf(around).sort(), [root.uri, second.uri, inThread.uri, below.uri].sort())
    assert.equal(messageOf(around, root.uri).concernsUs, false)
    assert.equal(messageOf(around, inThread.uri).concernsUs, true)
    assert.equal(messageOf(around, second.uri).rootExternalId, root.uri)
    assert.deepEqual(idsOf(await ear.around(third.uri)), [third.uri])
  })

  test('a deleted post is a gap, and around nothing there is nothing', async () => {
    const { tertulia, lucas, ana } = network().accounts
    const root = await tertulia.say('Una pregunta')
    const middle = await lucas.reply(root, 'Lo retiro')
    const last = await ana.reply(middle, '¿El qué?')
    const ear = await window()
    await lucas.remove(middle.uri)
    const left = idsOf(await ear.around(last.uri))
    assert.ok(left.includes(last.uri) && !left.includes(middle.uri))
    assert.deepEqual(await ear.around(middle.uri), [])
  })
}

function deletions({ network, window }: It): void {
  test('a post that was deleted is told of; one whose author blocked us is not mistaken for it', async () => {
    const { tertulia, lucas, ana } = network().accounts
    const ear = await window()
    const [stays, goes] = [await ana.mention(tertulia, 'me enfado'), await lucas.mention(tertulia, 'lo borro')]
    const own = await tertulia.say('Esto también lo borro')
    await ear.listen()
    await lucas.remove(goes.uri)
    await tertulia.remove(own.uri)
    await ana.block(tertulia)
    const told = await ear.listen()
    assert.deepEqual(
      told
        .filter(({ kind }) => kind === 'deletion')
        .map((one) => 'externalId' in one && one.externalId)
        .sort(),
      [goes.uri, own.uri].sort(),
    )
    assert.ok(!idsOf(told).includes(stays.uri))
    assert.deepEqual(await ear.listen(), [])
  })
}
