import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { scripted } from '../../../test/channel.ts'
import { someConversation } from '../../../test/talk.ts'
import { registry } from '../../connectors/index.ts'
import { pngChunk } from '../../core/files/clean/png.ts'
import { newId } from '../../lib/ids.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { findCard } from './card.ts'
import { tidyPreviews } from './preview.ts'

const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  pngChunk('IHDR', Buffer.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0)),
  pngChunk('tEXt', Buffer.from('Location\0Madrid')),
  pngChunk('IDAT', deflateSync(Buffer.of(0, 9))),
  pngChunk('IEND', Buffer.alloc(0)),
])
const page =
  '<title>Beans</title><meta property="og:description" content="Whole"><meta property="og:image" content="/b.png">'
const asked: string[] = []
const site = createServer((request, answer) => {
  asked.push(request.url ?? '')
  if (request.url === '/b.png') answer.writeHead(200, { 'content-type': 'image/png' }).end(png)
  else if (request.url === '/away') answer.writeHead(302, { location: 'http://10.0.0.1/secret' }).end()
  else if (request.url === '/huge') answer.writeHead(200, { 'content-type': 'text/html' }).end('x'.repeat(4_000_000))
  else if (request.url === '/file')
    answer.writeHead(200, { 'content-type': 'application/pdf' }).end('<title>No</title>')
  else answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
})
let origin = ''
let world: World
const { speak } = scripted
assert.ok(speak)
before(async () => {
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  world = await createWorld(registry([{ ...scripted, speak: { ...speak, links: 'sent' } }]))
})
after(async () => {
  site.close()
  await world.drop()
})

const marta = () => world.as(world.cast.marta)
const look = async (id: string, path: string) => {
  const answer = await marta()(
    `/conversations/${id}/link-preview?url=${encodeURIComponent(origin + path)}`,
    json('GET'),
  )
  assert.equal(answer.status, 200)
  return (await answer.json()) as { preview: { title: string; picture: string } | null; bare: boolean; shown: string }
}
const send = (id: string, fields: object) => marta()(`/conversations/${id}/replies`, json('POST', fields))

test('asks a page once for all of us, and keeps its picture without where it was taken', async () => {
  const { id } = await someConversation(world.db)
  const [first, second] = await Promise.all([look(id, '/beans'), look(id, '/beans')])
  assert.deepEqual([first.preview?.title, first.shown], ['Beans', 'sent'])
  assert.deepEqual(second.preview, first.preview)
  assert.deepEqual(asked, ['/beans', '/b.png'])
  const sha = Buffer.from(first.preview?.picture.slice(7) ?? '', 'hex')
  const file = await world.db.selectFrom('files').select('content').where('sha256', '=', sha).executeTakeFirst()
  assert.equal(file?.content?.includes('Madrid'), false)
  await tidyPreviews(world.db, new Date(Date.now() + 90_000_000))
  await look(id, '/beans')
  assert.equal(asked.filter((one) => one === '/beans').length, 2)
})

test('a page that leads to our own network, is enormous, or is no page, says nothing', async () => {
  const { id } = await someConversation(world.db)
  for (const path of ['/away', '/huge', '/file']) assert.equal((await look(id, path)).preview, null, path)
  const inside = `/conversations/${id}/link-preview?url=${encodeURIComponent('http://169.254.169.254/latest/meta-data')}`
  assert.equal(((await (await marta()(inside, json('GET'))).json()) as { preview: null }).preview, null)
  assert.equal((await marta()(`/conversations/${id}/link-preview?url=hola`, json('GET'))).status, 422)
  assert.equal((await world.as(world.cast.vera)(inside, json('GET'))).status, 403)
})

test('goes with a reply as it was, unless its author would rather not, or a picture goes', async () => {
  const { id } = await someConversation(world.db)
  const url = `${origin}/shop`
  const replyId = newId()
  await send(id, { id: replyId, text: `Mira ${url}`, card: url })
  assert.deepEqual(
    { ...(await findCard(world.db, replyId)), picture: null, bytes: 0 },
    { url, title: 'Beans', description: 'Whole', picture: null, mime: 'image/png', bytes: 0 },
  )
  const [elsewhere, without] = [newId(), newId()]
  await send(id, { id: elsewhere, text: 'No link in it', card: url })
  await send(id, { id: without, text: `Mira ${url}` })
  assert.equal(await findCard(world.db, elsewhere), undefined)
  assert.equal(await findCard(world.db, without), undefined)
})

test('leaves as it was seen, however long ago', async () => {
  const { id } = await someConversation(world.db)
  const [url, replyId] = [`${origin}/shop`, newId()]
  await look(id, '/shop')
  await world.db
    .updateTable('link_previews')
    .set({ fetched_at: new Date(Date.now() - 7_200_000) })
    .execute()
  const before = asked.length
  await send(id, { id: replyId, text: `Mira ${url}`, card: url })
  assert.equal((await findCard(world.db, replyId))?.title, 'Beans')
  assert.equal(asked.length, before)
})

test('asks so many pages for each of us, and then says when it will again', async () => {
  const { id } = await someConversation(world.db)
  const ask = (nth: number) =>
    world.as(world.cast.nico)(`/conversations/${id}/link-preview?url=http://10.0.0.1/${nth}`, json('GET'))
  for (let nth = 0; nth < 60; nth++) assert.equal((await ask(nth)).status, 200)
  assert.equal((await ask(60)).status, 429)
  assert.equal((await ask(1)).status, 200, 'what is known is not asked')
  const replyId = newId()
  const said = { id: replyId, text: `Mira ${origin}/unseen`, card: `${origin}/unseen` }
  const sent = await world.as(world.cast.nico)(`/conversations/${id}/replies`, json('POST', said))
  assert.equal(sent.status, 201, 'an answer does not wait for that')
  assert.equal(await findCard(world.db, replyId), undefined)
})

test('its author sends the link as it is, and takes that back', async () => {
  const { id } = await someConversation(world.db)
  const fragment = { 'x-fragment': 'link-preview', accept: 'text/html' }
  const deed = (method: string) => {
    const { headers, ...more } = form(method, { url: `${origin}/beans` })
    return marta()(`/conversations/${id}/link-preview`, { ...more, headers: { ...headers, ...fragment } })
  }
  const bare = await (await deed('DELETE')).text()
  assert.match(bare, /goes without what it leads to/)
  assert.doesNotMatch(bare, /name="card"/)
  assert.equal((await look(id, '/beans')).bare, true)
  assert.match(await (await deed('PUT')).text(), /name="card" value="http:\/\/127/)
})
