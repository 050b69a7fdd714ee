import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted, someChannel } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { lucas, said } from '../../test/talk.ts'
import type { Heard, HeardMessage } from '../connectors/index.ts'
import { take } from './take.ts'

// What no database takes must not stop a window: the rest of the batch comes in, and what was refused is shown.

let database: Awaited<ReturnType<typeof testDatabase>>
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

/** Some thousands of bytes that nothing can make smaller. */
const incompressible = (characters: number) =>
  Array.from({ length: characters }, (_, at) => String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000))).join('')

const message = (externalId: string, more: Partial<HeardMessage>): Heard[] => [said(externalId, more)]
const poisons: Record<string, Heard[]> = {
  'a parent with NUL': message('x', { parentExternalId: 'a\0b' }),
  'a root with NUL': message('x', { rootExternalId: 'a\0b' }),
  'a parent of endless length': message('x', { parentExternalId: incompressible(1_990) }),
  'an id of few characters and many bytes': message(incompressible(1_990), {}),
  'ids that differ in lone surrogates only': [said('\ud800'), said('\ud801')],
  'an author with a long id': message('x', { author: { ...lucas, externalId: incompressible(1_990) } }),
  'an author of nothing but control characters': message('x', { author: { ...lucas, externalId: '\0\u0001' } }),
  'an edit of no date': message('x', { editedAt: new Date('nonsense') }),
  'a date before all calendars': message('x', { saidAt: new Date(-8.64e15) }),
  'an edit before all calendars': message('x', { editedAt: new Date(-8.64e15) }),
  'a key with NUL': message('x', { replyKey: { cid: 'a\0b' } }),
  'a language with NUL': message('x', { language: 'e\0n' }),
  'a deletion with NUL': [{ kind: 'deletion', externalId: 'a\0b' }],
  'a deletion of endless length': [{ kind: 'deletion', externalId: incompressible(5_000) }],
  'a refusal with NUL': [
    { kind: 'refused', externalId: 'a\0', reason: { key: 'api.refused', params: { reason: '\0' } }, excerpt: '\0' },
  ],
}

for (const [what, heard] of Object.entries(poisons))
  test(`${what} stops nobody else`, async () => {
    const { db } = database
    const channel = await someChannel(db)
    const how = { moves: 'newest', now: new Date() } as const
    // Twice: what was half understood must not trip the second reading.
    for (const cursor of [{ place: 'a\0b' }, 2])
      await take(db, scripted, channel, { heard: [...heard, said('fine')], cursor, more: false }, how)
    const fine = await db
      .selectFrom('messages')
      .select('id')
      .where('channel_id', '=', channel.id)
      .where('external_id', '=', 'fine')
      .execute()
    assert.equal(fine.length, 1)
  })

test('an edit that names a time to come is one edit, however often it is heard', async () => {
  const { db } = database
  const channel = await someChannel(db)
  const later = new Date(Date.now() + 86_400_000)
  const how = { moves: 'newest', now: new Date() } as const
  await take(db, scripted, channel, { heard: [said('1')], cursor: 1, more: false }, how)
  for (const seconds of [1, 2, 3])
    await take(
      db,
      scripted,
      channel,
      { heard: [said('1', { editedAt: later, body: { text: 'otra vez' } })], cursor: 1, more: false },
      { ...how, now: new Date(Date.now() + seconds * 1_000) },
    )
  const revisions = await db
    .selectFrom('message_revisions')
    .innerJoin('messages', 'messages.id', 'message_id')
    .select('message_id')
    .where('channel_id', '=', channel.id)
    .execute()
  assert.equal(revisions.length, 1)
})
