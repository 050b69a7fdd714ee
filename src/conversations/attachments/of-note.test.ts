import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { scripted } from '../../../test/channel.ts'
import { someConversation } from '../../../test/talk.ts'
import { registry } from '../../connectors/index.ts'
import { pngChunk } from '../../core/files/clean/png.ts'
import { removeUnusedFiles } from '../../core/files/tidy.ts'
import { newId } from '../../lib/ids.ts'
import { unite } from '../unite.ts'
import { createWorld, json, type World } from '../world.test-kit.ts'
import { attachmentsOfDraft, attachmentsOfReplies } from './attachment.ts'
import { mostWithNote, tidyOfNotes } from './of-note.ts'

// Pictures and files of a note: for the team, and never for anybody else.

let world: World
before(async () => {
  world = await createWorld(registry([scripted]))
})
after(() => world.drop())

const as = (who: 'marta' | 'nico' | 'olga' | 'vera') => world.as(world.cast[who])

/** One that differs from every other, and says where it was taken. */
function png(): Buffer {
  const header = pngChunk('IHDR', Buffer.of(0, 0, 0, 2, 0, 0, 0, 1, 8, 0, 0, 0, 0))
  const where = pngChunk('tEXt', Buffer.from('Location\0Madrid'))
  const data = pngChunk('IDAT', Buffer.from(newId()))
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), header, where, data, pngChunk('IEND', Buffer.alloc(0))])
}

interface Told {
  id: string
  name: string
  alt: string
  mime: string
  file: string
}

const formOf = (files: [string, Uint8Array][], fields: Record<string, string | string[]> = {}) => {
  const body = new FormData()
  for (const [name, bytes] of files) body.append('files[]', new Blob([Uint8Array.from(bytes)]), name)
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
  return body
}
const bring = async (id: string, files: [string, Uint8Array][], who: 'marta' | 'nico' = 'marta') => {
  const init = { method: 'POST', body: formOf(files), headers: { accept: 'application/json' } }
  const answer = await (await as(who))(`/conversations/${id}/note-attachments`, init)
  assert.equal(answer.status, 201, await answer.clone().text())
  return ((await answer.json()) as { attachments: Told[] }).attachments
}
const write = async (id: string, more: object, who: 'marta' | 'nico' = 'marta') =>
  (await as(who))(`/conversations/${id}/notes`, json('POST', { text: 'Mirad esto', ...more }))
async function noted(id: string, ...files: [string, Uint8Array][]): Promise<{ id: string; attachments: Told[] }> {
  const attachments = (await bring(id, files)).map((one) => one.id)
  const answer = await write(id, { attachments })
  assert.equal(answer.status, 201, await answer.clone().text())
  return (await answer.json()) as { id: string; attachments: Told[] }
}
const notesIn = async (id: string) => {
  const answer = await (await as('nico'))(`/conversations/${id}`, json('GET'))
  return ((await answer.json()) as { notes: { text: string; attachments: Told[] }[] }).notes
}
const namesIn = async (id: string) => (await notesIn(id)).flatMap((note) => note.attachments.map(({ name }) => name))
/** What is kept of a file; undefined where it is gone. */
const contentOf = async (file: string | undefined) => {
  const sha256 = Buffer.from((file ?? '').slice('/files/'.length), 'hex')
  const row = await world.db.selectFrom('files').select('content').where('sha256', '=', sha256).executeTakeFirst()
  return row?.content
}

test('a picture and any other file stand with a note, for colleagues and nobody else', async () => {
  const { id } = await someConversation(world.db)
  const words = Buffer.from('<script>alert(1)</script>')
  const { attachments } = await noted(id, ['C:\\photos\\cup.png', png()], ['order.html', words])
  assert.deepEqual(
    attachments.map(({ name, mime }) => [name, mime]),
    [
      ['cup.png', 'image/png'],
      ['order.html', 'application/octet-stream'],
    ],
  )
  assert.deepEqual(await namesIn(id), ['cup.png', 'order.html'])
  const page = await (await as('nico'))(`/conversations/${id}`, { headers: { accept: 'text/html' } })
  const html = await page.text()
  for (const { file } of attachments) assert.ok(html.includes(file), file)
  const [cup, order] = attachments
  assert.equal((await contentOf(cup?.file))?.includes('Madrid'), false, 'where it was taken is cut out')
  assert.deepEqual(await contentOf(order?.file), words)
})

test('only whoever may write notes brings files, and nobody sees or takes what a colleague has not written yet', async () => {
  const { id } = await someConversation(world.db)
  const init = { method: 'POST', body: formOf([['a.png', png()]]), headers: { accept: 'application/json' } }
  assert.equal((await world.as(undefined)(`/conversations/${id}/note-attachments`, init)).status, 401)
  assert.equal((await (await as('vera'))(`/conversations/${id}/note-attachments`, init)).status, 403)
  const [mine] = await bring(id, [['mine.png', png()]])
  const his = await as('nico')
  const { attachments } = (await (await his(`/conversations/${id}/note-attachments`, json('GET'))).json()) as {
    attachments: Told[]
  }
  assert.deepEqual(attachments, [])
  for (const [method, path] of [
    ['DELETE', ''],
    ['PUT', '/place'],
  ] as const)
    assert.equal((await his(`/note-attachments/${mine?.id}${path}`, json(method))).status, 404)
  assert.equal((await his(`/note-attachments/${mine?.id}`, json('PUT', { alt: 'x' }))).status, 404)
  const stolen = await write(id, { attachments: [mine?.id] }, 'nico')
  assert.equal(stolen.status, 422)
  assert.deepEqual(await notesIn(id), [], 'with nothing kept')
})

test('described, taken away and put back before it is written; the same note twice has them once', async () => {
  const { id } = await someConversation(world.db)
  const [one, two] = await bring(id, [
    ['one.png', png()],
    ['two.png', png()],
  ])
  const me = await as('marta')
  await me(`/note-attachments/${one?.id}`, json('PUT', { alt: ' Una taza ' }))
  await me(`/note-attachments/${two?.id}`, json('DELETE'))
  assert.equal((await write(id, { attachments: [two?.id] })).status, 422, 'it was taken away')
  await me(`/note-attachments/${two?.id}/place`, json('PUT'))
  const note = { id: newId(), attachments: [one?.id, { id: two?.id, alt: 'El plato' }] }
  for (let time = 0; time < 2; time++) assert.equal((await write(id, note)).status, 201)
  const [written, ...more] = await notesIn(id)
  assert.deepEqual(more, [])
  assert.deepEqual(
    written?.attachments.map(({ name, alt }) => [name, alt]),
    [
      ['one.png', 'Una taza'],
      ['two.png', 'El plato'],
    ],
  )
  assert.equal((await me(`/note-attachments/${one?.id}`, json('DELETE'))).status, 404, 'it is the note’s')
})

test('more than a note takes is refused, and so is what is too large', async () => {
  const { id } = await someConversation(world.db)
  const files = Array.from({ length: mostWithNote }, (_, at): [string, Uint8Array] => [`${at}.png`, png()])
  await bring(id, files)
  const one = { method: 'POST', body: formOf([['more.png', png()]]), headers: { accept: 'application/json' } }
  const refused = await (await as('marta'))(`/conversations/${id}/note-attachments`, one)
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /A note takes up to 10/)
  const large = { ...one, body: formOf([['large.bin', Buffer.alloc(20_000_001)]]) }
  const answer = await (await as('nico'))(`/conversations/${id}/note-attachments`, large)
  assert.ok([413, 422].includes(answer.status))
})

test('it leaves with no answer', async () => {
  const { id } = await someConversation(world.db)
  const [waiting] = await bring(id, [['waiting.png', png()]])
  const { attachments } = await noted(id, ['kept.png', png()])
  assert.deepEqual(await attachmentsOfDraft(world.db, id), [])
  for (const one of [waiting?.id, attachments[0]?.id]) {
    const body = json('POST', { text: 'Así queda', attachments: [one] })
    const answer = await (await as('marta'))(`/conversations/${id}/replies`, body)
    assert.equal(answer.status, 422, 'a reply knows none of a note')
  }
  const replyId = newId()
  await (await as('marta'))(`/conversations/${id}/replies`, json('POST', { id: replyId, text: 'Así queda' }))
  assert.deepEqual([...(await attachmentsOfReplies(world.db, [replyId]))], [])
})

test('it goes with its note: taken away and back, merged and undone, and where two threads were one', async () => {
  const [one, other] = [await someConversation(world.db), await someConversation(world.db)]
  const note = await noted(one.id, ['cup.png', png()])
  const me = await as('marta')
  await me(`/notes/${note.id}`, json('DELETE'))
  assert.deepEqual(await namesIn(one.id), [])
  await me(`/notes/${note.id}`, json('PUT'))
  assert.deepEqual(await namesIn(one.id), ['cup.png'])
  const merged = await me(`/conversations/${one.id}/merge`, json('POST', { other: other.id, stays: 'other' }))
  assert.ok(merged.ok, await merged.clone().text())
  assert.deepEqual(await namesIn(other.id), ['cup.png'])
  const { id } = await world.db
    .selectFrom('rearrangements')
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const undone = await me(`/rearrangements/${id}`, json('DELETE'))
  assert.ok(undone.ok, await undone.clone().text())
  assert.deepEqual([await namesIn(one.id), await namesIn(other.id)], [['cup.png'], []])
  const [staged] = await bring(one.id, [['begun.png', png()]])
  await world.tx((tx) => unite(tx, other.id, [one.id], true))
  assert.deepEqual(await namesIn(other.id), ['cup.png'])
  assert.equal((await write(other.id, { attachments: [staged?.id] })).status, 201)
})

test('a day after its note was taken away it is gone, with its file; what no note was written to after a week', async () => {
  const { id } = await someConversation(world.db)
  const [note, kept] = [await noted(id, ['gone.png', png()]), await noted(id, ['kept.png', png()])]
  await bring(id, [['never.png', png()]])
  await (await as('marta'))(`/notes/${note.id}`, json('DELETE'))
  const left = async () => {
    const rows = await world.db
      .selectFrom('note_attachments')
      .select('name')
      .where('name', 'in', ['gone.png', 'kept.png', 'never.png'])
      .orderBy('id')
      .execute()
    return rows.map(({ name }) => name)
  }
  const before = await left()
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)
  await tidyOfNotes(world.db, inHours(23))
  assert.deepEqual(await left(), before)
  await tidyOfNotes(world.db, inHours(25))
  assert.equal((await left()).filter((name) => name === 'gone.png').length, 0)
  await tidyOfNotes(world.db, inHours(8 * 24))
  assert.deepEqual(new Set(await left()), new Set(['kept.png']))
  await sql`update files set stored_at = now() - interval '9 days'`.execute(world.db)
  await removeUnusedFiles(world.db, new Date())
  assert.equal(await contentOf(note.attachments[0]?.file), undefined)
  assert.notEqual(await contentOf(kept.attachments[0]?.file), undefined)
})

test('without script a file comes along with the note; refused, both are there again', async () => {
  const { id } = await someConversation(world.db)
  const send = async (text: string, files: [string, Uint8Array][], fields: Record<string, string | string[]> = {}) => {
    const init = { method: 'POST', body: formOf(files, { text, ...fields }), headers: { accept: 'text/html' } }
    return (await as('marta'))(`/conversations/${id}/notes`, init)
  }
  const refused = await send('   ', [['cup.png', png()]])
  assert.equal(refused.status, 422)
  const html = await refused.text()
  assert.match(html, /cup\.png/)
  const waiting = /name="attachments\[\]" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const without = {
    method: 'POST',
    body: formOf([], { text: 'Lo que escribí', _method: 'delete' }),
    headers: { accept: 'text/html' },
  }
  const taken = await (await as('marta'))(`/note-attachments/${waiting}`, { ...without, method: 'DELETE' })
  assert.match(await taken.text(), />Lo que escribí<\/textarea>/)
  await (await as('marta'))(`/note-attachments/${waiting}/place`, json('PUT'))
  const kept = await send('Mirad', [['plate.png', png()]], { 'attachments[]': [waiting], 'alts[]': ['Una taza'] })
  assert.equal(kept.status, 303)
  const [written] = await notesIn(id)
  assert.deepEqual(
    written?.attachments.map(({ name, alt }) => [name, alt]),
    [
      ['cup.png', 'Una taza'],
      ['plate.png', ''],
    ],
  )
})

test('without script a form that comes twice brings its files once, and a refused one loses nothing said of a picture', async () => {
  const { id } = await someConversation(world.db)
  const send = async (fields: Record<string, string | string[]>, files: [string, Uint8Array][] = []) => {
    const init = { method: 'POST', body: formOf(files, fields), headers: { accept: 'text/html' } }
    return (await as('marta'))(`/conversations/${id}/notes`, init)
  }
  const [one, other] = await bring(id, [
    ['one.png', png()],
    ['other.png', png()],
  ])
  const standing = { 'attachments[]': [one?.id ?? '', other?.id ?? ''], 'alts[]': ['Una taza', 'Un plato'] }
  const refused = await send({ text: ' ', ...standing })
  assert.equal(refused.status, 422)
  const again = await refused.text()
  for (const alt of standing['alts[]']) assert.match(again, new RegExp(`>${alt}</textarea>`))
  const init = { method: 'DELETE', body: formOf([], { ...standing, 'alts[]': ['', 'Dos platos'] }) }
  const taken = await (await as('marta'))(`/note-attachments/${one?.id}`, { ...init, headers: { accept: 'text/html' } })
  assert.match(await taken.text(), />Dos platos<\/textarea>/)
  const twice = { id: newId(), text: 'Mirad', 'attachments[]': [other?.id ?? ''] }
  for (let time = 0; time < 2; time++) assert.equal((await send(twice, [['cup.png', png()]])).status, 303)
  assert.deepEqual(await namesIn(id), ['other.png', 'cup.png'])
})
