import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Cast, testUsers } from '../../../test/cast.ts'
import { scripted, someChannel } from '../../../test/channel.ts'
import { testDatabase } from '../../../test/database.ts'
import { type App, createApp } from '../../app.ts'
import { registry } from '../../connectors/index.ts'
import { readConfig } from '../../core/config.ts'
import { createLog } from '../../core/log.ts'
import { runImport } from './run.ts'

let app: App
let cast: Cast
let folder: string
let channelId: string
let drop: () => Promise<void>

before(async () => {
  const database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'imports-'))
  const config = readConfig({ TERTULIA_DATA: folder, DATABASE_URL: database.url })
  app = await createApp(config, { connectors: registry([scripted]), log: createLog('silent') })
  cast = await testUsers(app.core)
  channelId = (await someChannel(app.core.db)).id
  drop = database.drop
})
after(async () => {
  await app.stop()
  await app.close()
  await drop()
  await rm(folder, { recursive: true, force: true })
})

const csv = 'Fecha,Autor,Mensaje\n03/05/2024,Lucas,<b>Hola</b>\n31/02/2024,Lucas,=mal\n'

const send = (path: string, who: keyof Cast, init: RequestInit = {}) => {
  const { headers, ...rest } = init
  return app.request(`http://localhost${path}`, { ...rest, headers: { ...cast[who].headers, ...headers } })
}

function upload(who: keyof Cast, fields: Record<string, string | Blob>) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, value, 'mensajes.csv')
  return send('/imports', who, { method: 'POST', body: form })
}

const change = (id: string, fields: Record<string, string>) =>
  send(`/imports/${id}`, 'nico', {
    method: 'POST',
    body: new URLSearchParams({ _method: 'PATCH', ...fields }),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })

const mapped = { 'map.said_at': 'Fecha', 'map.author_name': 'Autor', 'map.text': 'Mensaje', header: '1' }
const files = () => readdir(join(folder, 'imports')).catch(() => [])

test('agents take in no files, and strangers are sent to sign in', async () => {
  for (const path of ['/imports', '/imports/new', `/imports/${channelId}`, `/imports/${channelId}/refused.csv`]) {
    assert.equal((await send(path, 'marta')).status, 403, path)
    assert.equal((await app.request(`http://localhost${path}`)).status, 303, path)
  }
  assert.equal((await upload('marta', { channel: channelId, file: new Blob([csv]) })).status, 403)
  assert.equal((await send(`/imports/${channelId}`, 'nico')).status, 404)
  assert.equal((await send('/imports/x', 'nico')).status, 404)
})

test('a file that cannot be read is refused on the page, and nothing of it is kept', async () => {
  const spreadsheet = await upload('nico', { channel: channelId, file: new Blob(['PK\u0003\u0004']) })
  assert.equal(spreadsheet.status, 422)
  assert.match(await spreadsheet.text(), /spreadsheet/)
  const nowhere = await upload('nico', { channel: '', file: new Blob([csv]) })
  assert.equal(nowhere.status, 422)
  assert.match(await nowhere.text(), /Choose the window/)
  assert.match(await (await upload('nico', { channel: channelId })).text(), /Choose a file/)
  assert.deepEqual(await files(), [])
})

test('sent, looked at, mapped, begun, read, and its refused lines taken home', async () => {
  const sent = await upload('nico', { channel: channelId, file: new Blob([csv]) })
  assert.equal(sent.status, 303)
  const path = sent.headers.get('location') ?? ''
  const id = path.split('/').at(-1) ?? ''
  const page = await (await send(path, 'nico')).text()
  assert.match(page, /&lt;b&gt;Hola/)
  assert.match(page, /Would be refused: The date “31\/02\/2024” cannot be read/)

  const bare = await change(id, { ...mapped, 'map.text': '', deed: 'start' })
  assert.equal(bare.status, 422)
  assert.match(await bare.text(), /which column holds the words/)
  assert.equal((await change(id, { ...mapped, time_zone: 'Marte', deed: 'start' })).status, 422)
  assert.equal((await change(id, { ...mapped, 'map.url': 'Nada' })).status, 422)
  assert.equal((await change(id, { ...mapped, visibility: 'public', deed: 'start' })).status, 303)
  assert.equal((await change(id, { ...mapped, deed: 'start' })).status, 409)
  assert.match(await (await send(path, 'nico')).text(), /<progress/)

  const signal = new AbortController().signal
  assert.equal(await runImport(app.board, id, { processId: crypto.randomUUID(), signal }), 'done')
  const done = await (await send(`/api/v1${path}`, 'nico')).json()
  assert.deepEqual([done.state, done.taken, done.refused], ['done', 1, 1])
  const refused = await send(`${path}/refused.csv`, 'nico')
  assert.match(refused.headers.get('content-disposition') ?? '', /mensajes-refused\.csv/)
  assert.match(
    await refused.text(),
    /^"Line".*\r\n3,"The date “31\/02\/2024” cannot be read\.","31\/02\/2024,Lucas,=mal"\r\n$/,
  )
  assert.match(await (await send('/imports', 'nico')).text(), /mensajes\.csv/)
  assert.deepEqual(await files(), [])
})

test('a program sends the file as it is; it is stopped, gone on with, and forgotten', async () => {
  const body = '{"id":"a","author":{"id":"l","name":"Lucas"},"text":"Hola"}\n'
  const sent = await send(`/api/v1/imports?channel=${channelId}&name=m.jsonl`, 'nico', { method: 'POST', body })
  assert.equal(sent.status, 201)
  const { id, state, map } = await sent.json()
  assert.deepEqual([state, map.author_id], ['draft', 'author.id'])
  const json = { 'content-type': 'application/json' }
  const begin = { method: 'PATCH', body: JSON.stringify({ deed: 'start' }), headers: json }
  assert.equal((await (await send(`/api/v1/imports/${id}`, 'nico', begin)).json()).state, 'running')
  assert.equal((await send(`/api/v1/imports/${id}`, 'nico', { method: 'DELETE' })).status, 409)
  const stopped = await send(`/api/v1/imports/${id}/stop`, 'nico', { method: 'PUT' })
  assert.equal((await stopped.json()).state, 'stopped')
  const signal = new AbortController().signal
  assert.equal(await runImport(app.board, id, { processId: crypto.randomUUID(), signal }), 'elsewhere')
  const goesOn = await send(`/api/v1/imports/${id}/stop`, 'nico', { method: 'DELETE' })
  assert.equal((await goesOn.json()).state, 'running')
  await send(`/api/v1/imports/${id}/stop`, 'nico', { method: 'PUT' })
  assert.equal((await files()).length, 1)
  assert.equal((await send(`/api/v1/imports/${id}`, 'nico', { method: 'DELETE' })).status, 200)
  assert.deepEqual(await files(), [])
})
