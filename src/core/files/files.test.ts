import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { Hono } from 'hono'
import { testCore } from '../../../test/cast.ts'
import { testDatabase } from '../../../test/database.ts'
import { newId } from '../../lib/ids.ts'
import { Refusal } from '../errors.ts'
import type { Env } from '../web.ts'
import { bringFile } from './bring.ts'
import { keepFile } from './keep.ts'
import { measure } from './measure.ts'
import { fileRoutes, fileUrl } from './routes.ts'
import { removeUnusedFiles } from './tidy.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let app: Hono<Env>
let mayRead = true
before(async () => {
  database = await testDatabase()
  app = new Hono<Env>()
  app.onError((error) => new Response(null, { status: error instanceof Refusal ? error.status : 500 }))
  app.route(
    '/',
    fileRoutes(testCore(database), async (_c, next) => {
      if (!mayRead) throw new Refusal(401, { key: 'core.forbidden' })
      return next()
    }),
  )
})
after(() => database.drop())

async function keep(bytes: Uint8Array, options?: { maxBytes: number }) {
  const brought = await bringFile(testCore(database), bytes, options)
  await keepFile(database.db, brought)
  return brought
}

const base64 = (text: string) => Buffer.from(text, 'base64')
/** The smallest of their kind, one pixel each. */
const png = base64('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')
const gif = base64('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7')

test('nobody without leave, nothing that is no name, nothing that is not here', async () => {
  const { sha256 } = await keep(png)
  mayRead = false
  assert.equal((await app.request(fileUrl(sha256))).status, 401)
  mayRead = true
  for (const name of ['x', '..%2f..%2fetc', 'A'.repeat(64), '0'.repeat(64)])
    assert.equal((await app.request(`/files/${name}`)).status, 404, name)
})

test('what is larger than allowed is refused and not kept', async () => {
  const large = Buffer.alloc(1001, 7)
  await assert.rejects(keep(large, { maxBytes: 1000 }), (error) => error instanceof Refusal && error.status === 413)
  const sha256 = createHash('sha256').update(large).digest()
  assert.equal(await database.db.selectFrom('files').where('sha256', '=', sha256).executeTakeFirst(), undefined)
})

test('a picture is served in place under what it contains, for ever, and can do nothing', async () => {
  const kept = await keep(png)
  assert.equal(kept.mime, 'image/png')
  const { headers, status } = await app.request(fileUrl(kept.sha256))
  assert.equal(status, 200)
  assert.equal(headers.get('content-type'), 'image/png')
  assert.equal(headers.get('content-disposition'), 'inline')
  assert.equal(headers.get('content-length'), String(png.length))
  assert.equal(headers.get('x-content-type-options'), 'nosniff')
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/)
  assert.match(headers.get('cache-control') ?? '', /immutable/)
  const again = await app.request(fileUrl(kept.sha256), { headers: { 'if-none-match': headers.get('etag') ?? '' } })
  assert.equal(again.status, 304)
})

test('markup is never shown in place, whatever it calls itself', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  for (const text of [svg, `<?xml version="1.0"?>${svg}`, '<!doctype html><script>alert(1)</script>', 'plain words']) {
    const { sha256 } = await keep(Buffer.from(text))
    const { headers } = await app.request(fileUrl(sha256))
    assert.equal(headers.get('content-type'), 'application/octet-stream', text)
    assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="[0-9a-f]{12}"$/)
  }
})

test('the same file twice is kept once', async () => {
  await Promise.all([keep(gif), keep(gif), keep(gif)])
  const sha256 = createHash('sha256').update(gif).digest()
  const rows = await database.db.selectFrom('files').selectAll().where('sha256', '=', sha256).execute()
  assert.deepEqual(
    rows.map(({ mime, bytes, width, height }) => ({ mime, bytes, width, height })),
    [{ mime: 'image/gif', bytes: gif.length, width: 1, height: 1 }],
  )
})

test('the size of a picture is read from its head; a head that ends early has none', () => {
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108012c0190030122000211010311', 'hex')
  assert.deepEqual(measure(jpeg, 'image/jpeg'), { width: 400, height: 300 })
  const webp = Buffer.concat([Buffer.from('RIFF    WEBPVP8X'), Buffer.from('0a000000000000008f01002b0100', 'hex')])
  assert.deepEqual(measure(webp, 'image/webp'), { width: 400, height: 300 })
  const lossless = Buffer.concat([Buffer.from('RIFF    WEBPVP8L    /'), Buffer.from([0x8f, 0xc1, 0x4a, 0x00])])
  assert.deepEqual(measure(lossless, 'image/webp'), { width: 400, height: 300 })
  const avif = Buffer.concat([Buffer.from('....ftypavif....ispe'), Buffer.from('000000000000019000000' + '12c', 'hex')])
  assert.deepEqual(measure(avif, 'image/avif'), { width: 400, height: 300 })
  assert.deepEqual(measure(png, 'image/png'), { width: 1, height: 1 })
  for (const mime of ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'text/plain'])
    for (const bytes of [Buffer.alloc(0), Buffer.from('ffd8ffff', 'hex'), Buffer.alloc(9)])
      assert.equal(measure(bytes, mime), undefined, `${mime} ${bytes.length}`)
})

test('files that nothing refers to are removed after a day; one that somebody has stays', async () => {
  const [lost, face, fresh] = await Promise.all(['lost', 'face', 'fresh'].map((it) => keep(Buffer.from(it))))
  assert.ok(lost && face && fresh)
  const person = newId()
  await database.db.insertInto('people').values({ id: person, name: 'Lucas' }).execute()
  await database.pool.query(
    `insert into identities (id, person_id, network, external_id, name, avatar_file) values ($1, $2, 'scripted', '1', 'Lucas', $3)`,
    [newId(), person, face.sha256],
  )
  const dayAgo = new Date(Date.now() - 25 * 3_600_000)
  await database.db.updateTable('files').set({ stored_at: dayAgo }).where('sha256', '<>', fresh.sha256).execute()
  assert.ok((await removeUnusedFiles(database.db, new Date())) >= 1)
  const left = await database.db.selectFrom('files').select('sha256').execute()
  assert.deepEqual(
    left.map((row) => row.sha256.toString('hex')).sort(),
    [face, fresh].map(({ sha256 }) => sha256.toString('hex')).sort(),
  )
})
