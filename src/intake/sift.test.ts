import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scripted, someChannel } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { minute, said, type TestChannel } from '../../test/talk.ts'
import { findDetails } from '../channels/index.ts'
import type { Heard, HeardMessage } from '../connectors/index.ts'
import { untrustedHtml } from '../lib/html.ts'
import { newId } from '../lib/ids.ts'
import type { Listened, Matching } from '../listening/index.ts'
import type { Sieve } from './sift.ts'
import { take } from './take.ts'

const world = { database: undefined as unknown as Awaited<ReturnType<typeof testDatabase>> }
const queryId = newId()
before(async () => {
  world.database = await testDatabase()
  const query = { id: queryId, name: 'Café', group_id: null, text: 'café', changed: 1, created_by: null }
  await world.database.db.insertInto('queries').values(query).execute()
})
after(() => world.database.drop())

const overheard = (externalId: string, more: Partial<HeardMessage> = {}): Heard =>
  said(externalId, { overheard: true, concernsUs: false, ...more })

/** Finds every message with `café`, and remembers what it was shown. */
function watching(): { matching: Matching; shown: Listened[] } {
  const shown: Listened[] = []
  return {
    shown,
    matching: {
      async match(_db, messages) {
        shown.push(...messages)
        return messages.map(({ text }) => (text.includes('café') ? [queryId] : []))
      },
      needs: async () => 'words',
      async stop() {},
    },
  }
}

const taking = (channel: TestChannel, heard: Heard[], by: Sieve = watching()) =>
  take(
    world.database.db,
    scripted,
    channel,
    { heard, cursor: 1, more: false },
    { moves: 'newest', now: minute(50), ...by },
  )

const textsOf = async (channel: TestChannel) => {
  const { db } = world.database
  const rows = await db.selectFrom('messages').select('text').where('channel_id', '=', channel.id).execute()
  return rows.map(({ text }) => text).sort()
}

test('of what is overheard only what a query wants is kept, and all of it is counted', async () => {
  const channel = await someChannel(world.database.db)
  const talk = Array.from({ length: 9 }, (_, nth) => overheard(`${nth}`))
  await taking(channel, [said('to us'), overheard('wanted', { body: { text: 'un café, por favor' } }), ...talk])
  assert.deepEqual(await textsOf(channel), ['Hola to us', 'un café, por favor'])
  await taking(channel, [overheard('late')])
  const { overheard: lately } = await findDetails(world.database.db, channel.id)
  assert.deepEqual(lately, { heard: 0, kept: 0 }, 'that was months ago')
  const counted = await world.database.db
    .selectFrom('channel_overheard')
    .select(['heard', 'kept'])
    .where('channel_id', '=', channel.id)
    .execute()
  assert.deepEqual(counted, [{ heard: 11, kept: 1 }])
})

test('without a query to watch nothing that is only overheard is kept, and nothing that waits for us is lost', async () => {
  const channel = await someChannel(world.database.db)
  await taking(channel, [overheard('1', { body: { text: 'café' } }), said('2')], {})
  assert.deepEqual(await textsOf(channel), ['Hola 2'])
})

test('what was kept is followed: changed, though it no longer matches, and deleted', async () => {
  const channel = await someChannel(world.database.db)
  await taking(channel, [overheard('1', { body: { text: 'café solo' } }), overheard('2', { body: { text: 'café' } })])
  await taking(channel, [
    overheard('1', { body: { text: 'té' }, editedAt: minute(20) }),
    { kind: 'deletion', externalId: '2', overheard: true },
    { kind: 'deletion', externalId: 'never here', overheard: true },
  ])
  assert.deepEqual(await textsOf(channel), ['', 'té'])
  const { db } = world.database
  const markers = await db.selectFrom('message_tombstones').selectAll().where('channel_id', '=', channel.id).execute()
  assert.deepEqual(markers, [], 'what was never here leaves no marker')
})

test('what is kept waits for nobody, until the same is heard as said to us: one message', async () => {
  const channel = await someChannel(world.database.db)
  await taking(channel, [overheard('1', { body: { text: 'café' } })])
  const waiting = async () => {
    const { db } = world.database
    const rows = await db
      .selectFrom('conversations')
      .select('waiting_since')
      .where('channel_id', '=', channel.id)
      .execute()
    return rows.map(({ waiting_since }) => waiting_since !== null)
  }
  assert.deepEqual(await waiting(), [false])
  await taking(channel, [said('1', { body: { text: 'café' } })])
  assert.deepEqual(await waiting(), [true])
  assert.equal((await textsOf(channel)).length, 1)
})

test('what is kept is asked for in full first', async () => {
  const channel = await someChannel(world.database.db)
  const asked: string[][] = []
  await taking(channel, [overheard('1', { body: { text: 'café' } }), overheard('gone', { body: { text: 'café' } })], {
    ...watching(),
    inFull: async (messages) => {
      asked.push(messages.map(({ externalId }) => externalId))
      return messages
        .slice(0, 1)
        .map((message) => ({ ...message, author: { ...message.author, name: 'Lucas Prieto' } }))
    },
  })
  assert.deepEqual(asked, [['1', 'gone']])
  assert.deepEqual(await textsOf(channel), ['café'])
})

test('queries see the words, the people, the links and the pictures of what is overheard', async () => {
  const channel = await someChannel(world.database.db)
  const eyes = watching()
  const html = untrustedHtml('<p>Mira <a href="https://example.org/a?b=1&amp;c=2">esto</a> &amp; ríe</p>')
  await taking(
    channel,
    [
      overheard('1', {
        body: { html },
        language: 'es',
        parentExternalId: '0',
        mentions: ['@rosa@example.org'],
        media: [{ kind: 'image', url: 'https://example.org/taza.png' }],
      }),
    ],
    eyes,
  )
  assert.deepEqual(eyes.shown, [
    {
      text: 'Mira esto & ríe',
      author: { name: 'Lucas Prieto', handle: '@lucas@example.org' },
      to: ['@rosa@example.org'],
      links: ['https://example.org/a?b=1&c=2'],
      network: 'scripted',
      channel: channel.id,
      language: 'es',
      isReply: true,
      isMine: false,
      hasImage: true,
      hasVideo: false,
    },
  ])
})
