import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { scripted, scriptedAccount } from '../../../test/channel.ts'
import { someConversation } from '../../../test/talk.ts'
import type { Attachable } from '../../connectors/index.ts'
import { registry } from '../../connectors/index.ts'
import { pngChunk } from '../../core/files/clean/png.ts'
import { newId } from '../../lib/ids.ts'
import { words } from '../../lib/words.ts'
import { deliveriesOf } from '../deliveries.ts'
import { createWorld, form, json, type World } from '../world.test-kit.ts'
import { attachedVersions, attachmentsOfDraft, attachmentsOfReplies } from './attachment.ts'
import { detach, tidyAttachments } from './change.ts'
import { takingOf, whyNot } from './limits.ts'
import { fileOfLink, sharedLink } from './shared-link.ts'

const attachable: Attachable = { most: 2, kinds: { 'image/png': 300, 'image/jpeg': 300 }, maxPixels: 100, altMax: 40 }
const speaks = scripted.speak
assert.ok(speaks)
const showing = { ...scripted, speak: { ...speaks, attach: () => attachable } }

let world: World
before(async () => {
  world = await createWorld(registry([showing]))
})
after(() => world.drop())

function png(width = 2, height = 1, more: Buffer[] = []): Buffer {
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width)
  size.writeUInt32BE(height, 4)
  const header = pngChunk('IHDR', Buffer.concat([size, Buffer.of(8, 0, 0, 0, 0)]))
  const data = pngChunk('IDAT', Buffer.from(newId()))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    header,
    ...more,
    data,
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

const multipart = (
  files: [string, Uint8Array][],
  fields: Record<string, string | string[]> = {},
  accept = 'application/json',
) => {
  const body = new FormData()
  for (const [name, bytes] of files)
    body.append('files[]', new Blob([Uint8Array.from(bytes)], { type: 'text/html' }), name)
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
  return { method: 'POST', body, headers: { accept } }
}

const marta = () => world.as(world.cast.marta)
const upload = (id: string, files: [string, Uint8Array][], fields?: Record<string, string | string[]>) =>
  marta()(`/conversations/${id}/attachments`, multipart(files, fields))
async function attached(id: string, ...files: Uint8Array[]): Promise<string[]> {
  const answer = await upload(
    id,
    files.map((bytes, nth) => [`cup ${nth}.png`, bytes]),
  )
  assert.equal(answer.status, 201)
  const { attachments } = (await answer.json()) as { attachments: { id: string }[] }
  return attachments.map((one) => one.id)
}
const names = async (id: string) => (await attachmentsOfDraft(world.db, id)).map((one) => one.name)
const send = (id: string, more: object) =>
  marta()(`/conversations/${id}/replies`, json('POST', { text: 'Like this', ...more }))

test('only who may answer attaches', async () => {
  const { id } = await someConversation(world.db)
  for (const [viewer, status] of [
    [undefined, 401],
    [world.cast.vera, 403],
    [world.cast.marta, 201],
  ] as const) {
    const answer = await world.as(viewer)(`/conversations/${id}/attachments`, multipart([['a.png', png()]]))
    assert.equal(answer.status, status)
  }
})

test('what is kept is what it contains, without where it was taken, whatever it is called', async () => {
  const { id } = await someConversation(world.db)
  const where = pngChunk('tEXt', Buffer.from('Location\0Madrid'))
  const answer = await upload(id, [['C:\\photos\\cup.html', png(2, 1, [Buffer.from(where)])]], { alt: ' A cup ' })
  const { attachments } = (await answer.json()) as { attachments: { file: string }[] }
  const { file, ...told } = attachments[0] ?? { file: '' }
  assert.deepEqual(
    { ...told, id: '', at: '', bytes: 0 },
    {
      id: '',
      name: 'cup.html',
      alt: 'A cup',
      mime: 'image/png',
      bytes: 0,
      width: 2,
      height: 1,
      by: { id: world.cast.marta.id, name: 'Marta' },
      at: '',
    },
  )
  const [kept] = await world.db
    .selectFrom('files')
    .select('content')
    .where('sha256', '=', Buffer.from(file.slice(7), 'hex'))
    .execute()
  assert.equal(kept?.content?.includes('Madrid'), false)
})

test('what the network does not take is refused with what to do, and the rest of it is attached', async () => {
  const { id } = await someConversation(world.db)
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const cases: [string, Uint8Array, RegExp][] = [
    ['drawing.png', svg, /does not take drawing.png: it takes PNG, JPEG/],
    ['large.png', png(2, 1, [Buffer.from(pngChunk('sPLT', Buffer.alloc(400)))]), /Make it smaller/],
    ['wide.png', png(11, 10), /more points/],
    ['cut.png', png().subarray(0, 60), /seems to be broken/],
  ]
  for (const [name, bytes, why] of cases) {
    const answer = await upload(id, [[name, bytes]])
    assert.equal(answer.status, 422, name)
    assert.match(((await answer.json()) as { detail: string }).detail, why)
  }
  const both = await upload(id, [
    ['good.png', png()],
    ['drawing.png', svg],
  ])
  assert.equal(both.status, 201)
  assert.equal(((await both.json()) as { refused: string[] }).refused.length, 1)
  assert.deepEqual(await names(id), ['good.png'])
  const many = await upload(id, [
    ['b.png', png()],
    ['c.png', png()],
  ])
  assert.match(((await many.json()) as { detail: string }).detail, /2 images with one answer/)
})

test('a reply takes what it names, with the last word on what is to be seen, and the draft keeps the rest', async () => {
  const { id } = await someConversation(world.db)
  const [first = '', second = ''] = await attached(id, png(), png())
  const replyId = newId()
  const body = { id: replyId, attachments: [{ id: first, alt: 'A cracked cup' }] }
  assert.equal((await send(id, body)).status, 201)
  const again = await send(id, body)
  assert.equal(again.status, 201, 'sent twice it is the same reply')
  const { deliveries } = (await again.json()) as { deliveries: { attachments: { id: string; alt: string }[] }[] }
  assert.deepEqual(
    deliveries[0]?.attachments.map(({ id, alt }) => [id, alt]),
    [[first, 'A cracked cup']],
  )
  assert.deepEqual(
    (await attachmentsOfDraft(world.db, id)).map((one) => one.id),
    [second],
  )
  const gone = await send(id, { attachments: [first] })
  assert.equal(gone.status, 422)
  assert.equal((await send(id, { attachments: [{ id: second, alt: 'x'.repeat(41) }] })).status, 422)
  assert.equal((await marta()(`/attachments/${first}`, json('PUT', { alt: 'other' }))).status, 409)
})

test('a thread has them with its first message; taken back, they stand with the draft again', async () => {
  const { id } = await someConversation(world.db)
  const [one = ''] = await attached(id, png())
  const replyId = newId()
  await send(id, { id: replyId, parts: ['First', 'Second'], attachments: [one], leaves_at: '2099-01-01T10:00:00Z' })
  await send(id, { id: replyId, parts: ['First', 'Second'], attachments: [one], wait: true })
  const parts = await deliveriesOf(world.db, replyId)
  assert.deepEqual(
    parts.map(({ attachments }) => attachments.length),
    [1, 0],
  )
  assert.equal((await marta()(`/replies/${replyId}`, json('DELETE'))).status, 200)
  assert.deepEqual(
    (await attachmentsOfDraft(world.db, id)).map((it) => it.id),
    [one],
  )
})

test('what was taken away can be put back for a day, and then is gone', async () => {
  const { id } = await someConversation(world.db)
  const [one = ''] = await attached(id, png())
  await marta()(`/attachments/${one}`, json('DELETE'))
  assert.deepEqual(await names(id), [])
  assert.equal((await marta()(`/attachments/${one}/place`, json('PUT'))).status, 200)
  assert.deepEqual(await names(id), ['cup 0.png'])
  await marta()(`/conversations/${id}/draft`, json('DELETE'))
  assert.deepEqual(await names(id), [])
  await tidyAttachments(world.db, new Date(Date.now() + 23 * 3_600_000))
  assert.equal((await marta()(`/attachments/${one}/place`, json('PUT'))).status, 200)
  await marta()(`/attachments/${one}`, json('DELETE'))
  await tidyAttachments(world.db, new Date(Date.now() + 25 * 3_600_000))
  assert.equal((await marta()(`/attachments/${one}/place`, json('PUT'))).status, 404)
})

test('without script: a file that was chosen goes with the text, after a reminder of who cannot see it', async () => {
  const { id } = await someConversation(world.db)
  const page = await marta()(
    `/conversations/${id}/replies`,
    multipart([['cup.png', png()]], { text: 'Like this' }, 'text/html'),
  )
  const html = await page.text()
  assert.equal(page.status, 422)
  assert.match(html, /An image has no description/)
  assert.match(html, /name="without_alt" value="send"/)
  assert.match(html, /<textarea class="attachment__alt"[^>]*aria-invalid="true"/)
  assert.match(html, />Like this<\/textarea>/)
  const [one] = await attachmentsOfDraft(world.db, id)
  const said = { text: 'Like this', 'attachments[]': [one?.id ?? ''], 'alts[]': ['A cracked cup'] }
  const sent = await marta()(`/conversations/${id}/replies`, multipart([], said, 'text/html'))
  assert.equal(sent.status, 303)
  assert.deepEqual(await names(id), [])
})

test('sent without a description by whoever means it, and closed as it was to be', async () => {
  const { id } = await someConversation(world.db)
  const [one = ''] = await attached(id, png())
  const fields = { text: 'Like this', 'attachments[]': one, 'alts[]': '' }
  const asked = await marta()(`/conversations/${id}/replies`, form('POST', { ...fields, close: '1' }))
  assert.match(await asked.text(), /name="without_alt" value="close"/)
  const sent = await marta()(`/conversations/${id}/replies`, form('POST', { ...fields, without_alt: 'close' }))
  assert.equal(sent.status, 303)
  const { state } = await world.db
    .selectFrom('conversations')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  assert.equal(state, 'closed')
})

test('without script: a button of the composer keeps what is written', async () => {
  const { id } = await someConversation(world.db)
  const [one = ''] = await attached(id, png())
  const fields = { text: 'Half an ans', 'attachments[]': one, 'alts[]': 'A cup' }
  const answer = await marta()(`/conversations/${id}/attachments`, multipart([['b.png', png()]], fields, 'text/html'))
  assert.equal(answer.status, 303)
  const page = await (await marta()(`/conversations/${id}`, { headers: { accept: 'text/html' } })).text()
  assert.match(page, />Half an ans<\/textarea>/)
  assert.match(page, />A cup<\/textarea>/)
  assert.match(page, new RegExp(`formaction="/attachments/${one}\\?_method=delete"`), 'a large file may come along')
  const inForm = page.slice(page.indexOf('composer__form'))
  assert.match(/<button[^>]*>/.exec(inForm)?.[0] ?? '', /data-default/, 'Enter in a field takes nothing away')
  assert.deepEqual(await names(id), ['cup 0.png', 'b.png'])
})

test('of who takes a picture away and who sends it at once, one does and the other is told', async () => {
  const { id } = await someConversation(world.db)
  const [one = ''] = await attached(id, png())
  const taking = await world.db.startTransaction().execute()
  await detach(taking, one)
  let isOver = false
  const sending = send(id, { attachments: [one] }).finally(() => {
    isOver = true
  })
  while (!isOver) {
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(world.db)
    if (rows.length > 0) break
  }
  await taking.commit().execute()
  assert.equal((await sending).status, 422)
  await marta()(`/attachments/${one}/place`, json('PUT'))
  assert.deepEqual(await names(id), ['cup 0.png'], 'it did not leave')
})

test('what is said of a picture once more is no change for those who see it', async () => {
  const { id } = await someConversation(world.db)
  const [one = ''] = await attached(id, png())
  const versions = []
  for (const alt of ['A cup', ' A cup ', 'A cracked cup']) {
    assert.equal((await marta()(`/attachments/${one}`, json('PUT', { alt }))).status, 200)
    versions.push((await attachedVersions(world.db, [id])).get(id))
  }
  assert.equal(versions[1], versions[0])
  assert.notEqual(versions[2], versions[1])
})

test('without script: a form that comes twice leaves no second copy of its file with the draft', async () => {
  const { id } = await someConversation(world.db)
  const [replyId, files] = [newId(), [['cup.png', png()]] satisfies [string, Uint8Array][]]
  const fields = { id: replyId, text: 'Like this', without_alt: 'send' }
  for (let nth = 0; nth < 2; nth++) {
    const answer = await marta()(`/conversations/${id}/replies`, multipart(files, fields, 'text/html'))
    assert.equal(answer.status, 303)
  }
  assert.equal((await attachmentsOfReplies(world.db, [replyId])).get(replyId)?.length, 1)
  assert.deepEqual(await names(id), [])
})

test('of conversations that are merged they stand with the one, and part again when that is undone', async () => {
  const [from, into] = [(await someConversation(world.db)).id, (await someConversation(world.db)).id]
  const [kept = '', sent = ''] = await attached(from, png(), png())
  const [own = ''] = await attached(into, png())
  const ids = async (id: string) => (await attachmentsOfDraft(world.db, id)).map((one) => one.id)
  const answer = await marta()(`/conversations/${from}/merge`, json('POST', { other: into, stays: 'other' }))
  const { id: done } = (await answer.json()) as { id: string }
  assert.deepEqual([await ids(from), await ids(into)], [[], [kept, sent, own]])
  assert.equal((await send(into, { attachments: [sent] })).status, 201)
  assert.equal((await marta()(`/rearrangements/${done}`, json('DELETE'))).status, 200)
  assert.deepEqual([await ids(from), await ids(into)], [[kept], [own]])
})

test('says why where a window takes nothing', () => {
  const channel = { network: 'scripted', account: scriptedAccount('us') }
  const picture = { name: 'cup.png', mime: 'image/png', bytes: 100, size: null }
  const { attach: _, ...wordsOnly } = speaks
  const none = takingOf(registry([{ ...scripted, speak: wordsOnly }]), channel)
  assert.equal(whyNot(picture, none)?.key, 'conversations.attach-none')
  const cannot = { ...scripted, speak: { ...speaks, attach: () => ({ cannot: words('mastodon.may-not-attach') }) } }
  assert.equal(whyNot(picture, takingOf(registry([cannot]), channel))?.key, 'mastodon.may-not-attach')
  assert.equal(whyNot({ ...picture, mime: 'image/apng' }, takingOf(world.connectors, channel)), undefined)
})

/** Another letter in its middle: the last ones hold bits that say nothing. */
function flipped(sealed: string): string {
  const at = sealed.length >> 1
  return `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
}

test('an address that we sealed leads to its file for a week, and no other does', async () => {
  const { cipher } = world.core
  const now = new Date()
  const sha = Buffer.alloc(32, 7)
  const url = sharedLink(cipher, 'https://desk.example', sha, now)
  const sealed = url.replace('https://desk.example/shared/', '')
  assert.equal(fileOfLink(cipher, sealed, now), sha.toString('hex'))
  assert.equal(fileOfLink(cipher, sealed, new Date(now.getTime() + 8 * 86_400_000)), undefined)
  assert.equal(fileOfLink(cipher, flipped(sealed), now), undefined)
  assert.equal(fileOfLink(cipher, 'x'.repeat(1000), now), undefined)
  const { id } = await someConversation(world.db)
  const [one = ''] = await attached(id, png())
  const [kept] = (await attachmentsOfDraft(world.db, id)).filter((it) => it.id === one)
  const link = sharedLink(cipher, '', kept?.sha256 ?? sha, world.core.clock.now())
  const anybody = await world.as(undefined)(link)
  assert.deepEqual([anybody.status, anybody.headers.get('content-type')], [200, 'image/png'])
  assert.equal((await world.as(undefined)('/shared/nonsense')).status, 404)
})
