import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { assetUrl, serveAssets } from './assets.ts'

const app = new Hono().get('/assets/*', serveAssets())
const get = (path: string, encoding = '') => app.request(path, { headers: { 'accept-encoding': encoding } })
const bytes = async (answer: Response) => Buffer.from(await answer.arrayBuffer())

test('what is not there, or no longer has that address, is not found', async () => {
  for (const path of ['/assets/app.css', '/assets/app-0000000000.css', '/assets/../package.json', '/assets/%2e%2e/x'])
    assert.equal((await get(path)).status, 404, path)
  assert.throws(() => assetUrl('nothing.css'), /nothing\.css/)
})

test('everything is kept by the browser for a year, under an address of its content', async () => {
  for (const name of [
    'app.css',
    'desk.js',
    'quiet.js',
    'passkey.js',
    'favicon.svg',
    'floor.svg',
    'fraunces-latin.woff2',
  ]) {
    const answer = await get(assetUrl(name))
    assert.equal(answer.status, 200, name)
    assert.match(assetUrl(name), /^\/assets\/[\w-]+-[\w-]{10}\.\w+$/)
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable')
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  }
})

test('text is packed as the browser can unpack it, and fonts are not packed twice', async () => {
  const plain = await bytes(await get(assetUrl('app.css')))
  for (const [accept, coding, unpack] of [
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip;q=1.0, *;q=0.1', 'gzip', gunzipSync],
  ] as const) {
    const answer = await get(assetUrl('app.css'), accept)
    assert.equal(answer.headers.get('content-encoding'), coding)
    assert.equal(answer.headers.get('vary'), 'accept-encoding')
    assert.deepEqual(unpack(await bytes(answer)), plain)
  }
  const font = await get(assetUrl('fraunces-latin.woff2'), 'br, gzip')
  assert.equal(font.headers.get('content-encoding'), null)
  assert.equal(font.headers.get('content-type'), 'font/woff2')
})

test('the desk’s script stays within its 80 kB, and quiet pages need next to none', async () => {
  const size = async (name: string) => gzipSync(await bytes(await get(assetUrl(name))), { level: 9 }).length
  assert.ok((await size('desk.js')) <= 80_000)
  assert.ok((await size('quiet.js')) <= 3_000)
  assert.ok((await size('passkey.js')) <= 5_000)
})

test('the style sheet asks for nothing but what is there, and for nothing from elsewhere', async () => {
  const css = String(await bytes(await get(assetUrl('app.css'))))
  const asked = [...css.matchAll(/url\(([^)]+)\)/g)].map(([, url]) => url ?? '')
  assert.ok(asked.length >= 5)
  for (const url of asked) assert.equal((await get(url)).status, 200, url)
  assert.doesNotMatch(css, /https?:|asset:|@import/)
})
