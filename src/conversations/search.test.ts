import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { heard, lucas, minute, rosa, said, someConversation } from '../../test/talk.ts'
import { close } from './close.ts'
import { readCursor } from './cursor.ts'
import { search, walked } from './search.ts'
import { createWorld, json, type World } from './world.test-kit.ts'

let world: World
before(async () => {
  world = await createWorld()
})
after(() => world.drop())

const look = async (text: string, more: Partial<Parameters<typeof search>[1]> = {}) =>
  search(world.db, {
    text,
    timeZone: 'Europe/Madrid',
    viewerId: world.cast.marta.id,
    ...more,
  })

const found = async (text: string) => (await look(text)).rows.map((row) => row.id)

test('words are found stemmed in both languages, with and without accents, in texts and titles', async () => {
  const { id } = await someConversation(
    world.db,
    said('1', {
      body: { text: 'Los pingüinos llegaron corriendo; the penguins were swimming' },
      subject: 'Exposición polar',
    }),
  )
  for (const text of [
    'pingüino',
    'PINGUINOS',
    'pingüinó',
    'correr pingüino',
    'swim penguin',
    'exposicion',
    '"pingüinos llegaron"',
    'pingü*',
    'polar -zebra',
  ])
    assert.deepEqual(await found(text), [id], text)
  for (const text of ['pingüino elefante', '"llegaron pingüinos"', 'pingüino -polar', 'güinos*'])
    assert.deepEqual(await found(text), [], text)
})

test('the latest message that matches is shown, with its words marked', async () => {
  const { id, messageIds } = await someConversation(
    world.db,
    said('1', { body: { text: 'Un telescopio viejo' } }),
    said('2', {
      parentExternalId: '1',
      saidAt: minute(2),
      body: { text: `${'bla '.repeat(40)}los TELESCOPIOS <b>nuevos</b> y otro telescópio más` },
    }),
    said('3', { parentExternalId: '1', saidAt: minute(3), body: { text: 'Nada que ver' } }),
  )
  const page = await look('telescopio')
  const match = page.found.get(id)
  assert.equal(match?.messageId, messageIds[1])
  assert.deepEqual(
    match?.pieces.filter((_, at) => at % 2 === 1),
    ['TELESCOPIOS', 'telescópio'],
  )
  assert.ok(match?.pieces[0]?.startsWith('…bla'))
  const html = await (await world.as(world.cast.marta)('/conversations?q=telescopio')).text()
  assert.ok(html.includes('<mark>TELESCOPIOS</mark> &lt;b&gt;nuevos'))
})

test('filters narrow: by whom, where, in which state, and when', async () => {
  const { id, channel } = await someConversation(
    world.db,
    said('1', {
      author: { ...lucas, externalId: 'x1', name: 'Ágata Peñalver', handle: '@agata@example.org' },
      body: { text: 'violonchelo' },
      saidAt: new Date('2026-03-01T23:30:00Z'),
    }),
  )
  const other = await someConversation(
    world.db,
    said('1', { author: rosa, body: { text: 'violonchelo' }, saidAt: new Date('2026-04-01T10:00:00Z') }),
  )
  await world.tx((tx) => close(tx, other.id, world.cast.marta))
  await world.db.updateTable('channels').set({ name: 'Blog de la casa' }).where('id', '=', channel.id).execute()
  const cases: [string, string[]][] = [
    ['violonchelo', [other.id, id]],
    ['violonchelo from:agata', [id]],
    ['from:"ágata peñ" violonchelo', [id]],
    ['from:@AGATA@example', [id]],
    ['violonchelo channel:casa', [id]],
    ['violonchelo state:closed', [other.id]],
    ['violonchelo state:waiting', [id]],
    ['violonchelo estado:abierta', [id]],
    // Half past midnight of the second of March in Madrid.
    ['violonchelo before:2026-03-02', []],
    ['violonchelo before:2026-03-03', [id]],
    ['violonchelo after:2026-03-02', [other.id, id]],
    ['violonchelo after:2026-04', [other.id]],
    ['violonchelo state:closed state:open', []],
  ]
  for (const [text, ids] of cases) assert.deepEqual(await found(text), ids, text)
})

test('what names nobody or is no day is said; the rest is searched all the same', async () => {
  const { id } = await someConversation(world.db, said('1', { body: { text: 'ornitorrinco' } }))
  const complaints = async (text: string) => {
    const { rows, complaint } = await look(text)
    return [rows.map((row) => row.id), complaint?.key]
  }
  assert.deepEqual(await complaints('ornitorrinco from:nadie_se_llama_asi'), [[], 'conversations.search-from'])
  assert.deepEqual(await complaints('ornitorrinco channel:ninguna'), [[], 'conversations.search-channel'])
  assert.deepEqual(await complaints('ornitorrinco state:dormida'), [[id], 'conversations.search-state'])
  assert.deepEqual(await complaints('ornitorrinco before:ayer'), [[id], 'conversations.search-date'])
  assert.deepEqual(await complaints('from:%'), [[], 'conversations.search-from'])
  const html = await (await world.as(world.cast.marta, 'es')('/conversations?q=ornitorrinco+before:ayer')).text()
  assert.ok(html.includes('«ayer» no es un día.'))
})

test('pages of a search go on where the last one ended, and say nothing twice', async () => {
  const ids: string[] = []
  for (let at = 0; at < 7; at++) {
    const { id, channel } = await someConversation(
      world.db,
      said('1', { body: { text: 'xilófono' }, saidAt: minute(at % 3) }),
    )
    await heard(
      world.db,
      channel,
      said('2', { parentExternalId: '1', body: { text: 'otro xilófono' }, saidAt: minute(at % 3) }),
    )
    ids.push(id)
  }
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await look('xilofono', { limit: 3, after: readCursor(cursor) })
    seen.push(...page.rows.map((row) => row.id))
    cursor = page.after
  } while (cursor)
  assert.deepEqual(seen.toSorted(), ids.toSorted())
})

test('common words, walked from the newest on, give what the index gives', async () => {
  const { id, channel } = await someConversation(world.db, said('0', { body: { text: 'el marimbero toca' } }))
  await heard(
    world.db,
    channel,
    ...Array.from({ length: 700 }, (_, at) =>
      said(`n${at}`, {
        body: { text: at % 50 === 0 ? 'marimbero' : 'otra cosa' },
        saidAt: new Date(minute(5).getTime() + at * 1000),
      }),
    ),
  )
  const byIndex = await look('marimbero', { limit: 100 })
  assert.equal(byIndex.rows.length, 15)
  await world.db
    .updateTable('conversations')
    .set({ state: 'closed' })
    .where('channel_id', '=', channel.id)
    .where('id', '=', id)
    .execute()
  const hits = await walked(world.db, 'marimbero', 100)
  assert.deepEqual(
    hits,
    byIndex.rows.map((row) => row.id),
  )
})

test('before a day, what had ended by then comes first, then what went on; page by page, by either way', async () => {
  const day = new Date('2026-02-10T00:00:00Z')
  const at = (days: number) => new Date(day.getTime() + days * 86_400_000)
  const talk = async (...days: number[]) =>
    (
      await someConversation(
        world.db,
        ...days.map((when, index) =>
          said(`${index}`, {
            ...(index > 0 ? { parentExternalId: '0' } : {}),
            saidAt: at(when),
            body: { text: index === 0 ? 'contrabajo' : 'sí' },
          }),
        ),
      )
    ).id
  const wentOn = await talk(-5, 4)
  const old = await talk(-9)
  const recent = await talk(-1)
  const longAgoAndNow = await talk(-8, 9)
  await talk(3)
  const expected = [recent, old, longAgoAndNow, wentOn]
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await look('contrabajo before:2026-02-10', { limit: 1, timeZone: 'UTC', after: readCursor(cursor) })
    seen.push(...page.rows.map((row) => row.id))
    cursor = page.after
  } while (cursor)
  assert.deepEqual(seen, expected)
  assert.deepEqual(await walked(world.db, 'contrabajo before:2026-02-10', 10), expected)
})

test('nothing that is written breaks the search', async () => {
  const nasty = [
    "'",
    "';drop table messages;--",
    'a & | ! ( ) :* <->',
    '\\',
    '"\'"',
    "o'clock*",
    '-"',
    '\u0000',
    'ñ'.repeat(500),
    '&&&',
    "''''",
    'from:\\',
    'from:%%',
    '((',
    'x:*',
    '<1>',
    '-a -b',
    '🦜',
  ]
  for (const text of nasty) await look(text)
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => void (await look(text))),
    { numRuns: 60 },
  )
})

test('a program gets the message that matches with each conversation', async () => {
  const { id, messageIds } = await someConversation(world.db, said('1', { body: { text: 'Un acordeón rojo' } }))
  const body = await (await world.as(world.cast.marta)('/conversations?q=acordeon', json('GET'))).json()
  assert.deepEqual(
    [body.conversations[0].id, body.conversations[0].match],
    [id, { message_id: messageIds[0], excerpt: 'Un acordeón rojo' }],
  )
})
