import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { testCore } from '../../test/cast.ts'
import { scripted } from '../../test/channel.ts'
import { testDatabase } from '../../test/database.ts'
import { heard, lucas, said, someConversation } from '../../test/talk.ts'
import type { Switchboard } from '../channels/index.ts'
import { createHttp, registry } from '../connectors/index.ts'
import { findMessage } from '../conversations/message.ts'
import { createWorld } from '../conversations/world.test-kit.ts'
import { installGuard } from '../lib/http/guard.ts'
import { privateNetworks } from '../lib/http/private-networks.ts'
import { fetchPictures } from './fetch-pictures.ts'
import { intakeJobs } from './jobs.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let database: Awaited<ReturnType<typeof testDatabase>>
let origin: string
const asked: string[] = []
const site = createServer((request, answer) => {
  const { pathname } = new URL(request.url ?? '/', 'http://x')
  asked.push(pathname)
  if (pathname.endsWith('.png')) return void answer.end(png)
  if (pathname === '/busy') return void answer.writeHead(503).end()
  if (pathname === '/large') return void answer.end(Buffer.concat([png, Buffer.alloc(6_000_000)]))
  if (pathname === '/markup') return void answer.end('<svg xmlns="http://www.w3.org/2000/svg"/>')
  answer.writeHead(404).end()
})
before(async () => {
  database = await testDatabase()
  site.listen(0, '127.0.0.1')
  await once(site, 'listening')
  const address = site.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
after(async () => {
  site.closeAllConnections()
  site.close()
  await database.drop()
})

function board(allowed = '127.0.0.1'): Switchboard {
  const dispatcher = installGuard(privateNetworks(allowed))
  return {
    core: testCore(database),
    connectors: registry([scripted]),
    http: (signal) =>
      createHttp({ dispatcher, userAgent: 'test', now: () => new Date(), ...(signal ? { signal } : {}) }),
  }
}

const fetchAll = (allowed?: string) => fetchPictures(board(allowed), new AbortController().signal)
const picture = (path: string, more = {}) => ({ kind: 'image' as const, url: `${origin}${path}`, ...more })
const kept = async (id = '') => (await findMessage(database.db, id)).media
const dueIn = async (id = '') => {
  const { rows } = await database.pool.query(
    'select fetch_at is null as never, fetch_at > now() as later, fetch_tries as tries from message_media where message_id = $1',
    [id],
  )
  return rows
}

test('an address of our own network is not fetched, and not asked for again', async () => {
  const { messageIds } = await someConversation(database.db, said('private', { media: [picture('/private.png')] }))
  assert.equal(await fetchAll(''), 0)
  assert.equal((await kept(messageIds[0]))[0]?.file, null)
  assert.ok(!asked.includes('/private.png'))
  assert.deepEqual(await dueIn(messageIds[0]), [{ never: true, later: null, tries: 1 }])
})

test('what is gone, too large or no picture is asked for once', async () => {
  for (const path of ['/gone', '/large', '/markup']) {
    const { messageIds } = await someConversation(database.db, said(path, { media: [picture(path)] }))
    await fetchAll()
    await fetchAll()
    assert.equal((await kept(messageIds[0]))[0]?.file, null, path)
    assert.equal(asked.filter((one) => one === path).length, 1, path)
  }
})

test('what does not answer is asked for again, later each time, and in the end no more', async () => {
  const { messageIds } = await someConversation(database.db, said('busy', { media: [picture('/busy')] }))
  await fetchAll()
  assert.deepEqual(await dueIn(messageIds[0]), [{ never: false, later: true, tries: 1 }])
  for (let at = 0; at < 8; at++) {
    await database.pool.query('update message_media set fetch_at = now() where fetch_at is not null and file is null')
    await fetchAll()
  }
  assert.deepEqual(await dueIn(messageIds[0]), [{ never: true, later: null, tries: 5 }])
  assert.equal(asked.filter((one) => one === '/busy').length, 5)
})

test('videos, files and the playlists of streams are never fetched', async () => {
  const media = [
    { kind: 'video' as const, url: `${origin}/film.png` },
    { kind: 'file' as const, url: `${origin}/paper.png` },
    picture('/list.png', { mime: 'application/vnd.apple.mpegurl' }),
    picture('/live.m3u8?x=.png'),
  ]
  await someConversation(database.db, said('film', { media }))
  await fetchAll()
  for (const path of ['/film.png', '/paper.png', '/list.png', '/live.m3u8']) assert.ok(!asked.includes(path), path)
})

test('a picture is fetched once, kept under what it contains, with its size, and its message told', async () => {
  const media = [picture('/cup.png', { alt: 'Una taza' })]
  const { messageIds, id } = await someConversation(database.db, said('cup', { media }))
  await Promise.all([fetchAll(), fetchAll()])
  const [one] = await kept(messageIds[0])
  assert.match(one?.file ?? '', /^\/files\/[0-9a-f]{64}$/)
  assert.deepEqual([one?.size, one?.mime, one?.alt], [{ width: 1, height: 1 }, 'image/png', 'Una taza'])
  assert.equal(asked.filter((path) => path === '/cup.png').length, 1)
  const events = await database.db
    .selectFrom('events')
    .select('message_id')
    .where('kind', '=', 'message.pictured')
    .where('conversation_id', '=', id)
    .execute()
  assert.deepEqual(events, [{ message_id: messageIds[0] }])
})

test('a face is fetched, and another one when it changes, even if the first could not be had', async () => {
  const author = (path: string) => ({ ...lucas, externalId: 'face', avatarUrl: `${origin}${path}` })
  const { messageIds, channel } = await someConversation(database.db, said('face-1', { author: author('/none') }))
  const face = async () => (await findMessage(database.db, messageIds[0] ?? '')).speaker.avatar
  await fetchAll()
  assert.equal(await face(), null)
  await heard(database.db, channel, said('face-2', { author: author('/lucas.png') }))
  await fetchAll()
  assert.match((await face()) ?? '', /^\/files\//)
})

test('pictures and faces stand in the pages at our own address; nothing is fetched by the browser elsewhere', async () => {
  const world = await createWorld()
  try {
    const media = [picture('/cup.png', { alt: 'Una taza' })]
    const author = { ...lucas, avatarUrl: `${origin}/lucas.png` }
    const { id } = await someConversation(world.db, said('page', { media, author }))
    const marta = world.as(world.cast.marta)
    const before = await (await marta(`/conversations/${id}`)).text()
    assert.doesNotMatch(before, /<img/)
    await fetchPictures({ ...board(), core: world.core }, new AbortController().signal)
    const page = await (await marta(`/conversations/${id}`)).text()
    assert.match(page, /<img src="\/files\/[0-9a-f]{64}" alt="Una taza" width="1" height="1" loading="lazy"/)
    assert.match(page, /<img class="avatar__picture" src="\/files\/[0-9a-f]{64}"/)
    assert.doesNotMatch(page, /src="http/)
  } finally {
    await world.drop()
  }
})

test('asked again while it runs, the job goes on afterwards instead of taking a second worker', async () => {
  let busy = 0
  let most = 0
  const around = board()
  const jobs = intakeJobs(
    {
      ...around,
      http: (signal) => {
        busy += 1
        most = Math.max(most, busy)
        const http = around.http(signal)
        const request: typeof http.request = (...asking) => http.request(...asking).finally(() => (busy -= 1))
        return { ...http, request }
      },
    },
    new AbortController().signal,
  )
  const job = async () => jobs['intake.fetch-pictures']?.({})
  await someConversation(database.db, said('slow-1', { media: [picture('/slow-1.png')] }))
  const first = job()
  const { messageIds } = await someConversation(database.db, said('slow-2', { media: [picture('/slow-2.png')] }))
  await job()
  await first
  assert.match((await kept(messageIds[0]))[0]?.file ?? '', /^\/files\//)
  assert.equal(most, 1)
})

test('what is taken in asks for its pictures in the same transaction', async () => {
  const { channel } = await someConversation(database.db, said('asks'))
  const { rows } = await database.pool.query(`select key from graphile_worker.jobs where key = $1`, [
    `intake.fetch-pictures:${channel.id}`,
  ])
  assert.equal(rows.length, 1)
})
