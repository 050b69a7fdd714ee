import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { after, test } from 'node:test'
import { failureOf, testContext } from '../contract.test-kit.ts'
import { discover } from './discover.ts'
import { wordpress } from './index.ts'

const servers: Server[] = []
after(() => {
  for (const server of servers) server.close()
})

type Page = { status?: number; headers?: Record<string, string>; body?: string }

/** A site of a few pages, by path and query; `HERE` in them is its address. */
async function siteOf(pages: Record<string, Page>): Promise<string> {
  const server = createServer((request, response) => {
    const here = `http://${request.headers.host}`
    const { status = 200, headers = {}, body = '' } = pages[request.url ?? ''] ?? { status: 404, body: 'Nothing' }
    const said = Object.entries(headers).map(([name, value]) => [name, value.replaceAll('HERE', here)])
    response.writeHead(status, Object.fromEntries(said)).end(body.replaceAll('HERE', here))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

const index = (home: string, more: object = {}) =>
  JSON.stringify({ name: 'Caf&eacute; &amp; co', home, namespaces: ['wp/v2'], authentication: [], ...more })

const found = (address: string) => {
  const context = testContext(wordpress, { site: address, username: 'marta', applicationPassword: 'abcd' })
  return discover(context, address)
}

test('refuses what is no WordPress, in words', async () => {
  const page = await siteOf({ '/': { body: '<title>A shop</title>' }, '/wp-json/': { body: '{"hello":true}' } })
  const keys: Record<string, string> = { [page]: 'wordpress.not-found', 'our blog': 'wordpress.not-found' }
  for (const [address, key] of Object.entries(keys)) {
    const failure = await failureOf(found(address))
    assert.deepEqual([failure?.kind, failure?.words.key], ['invalid', key], address)
  }
})

test('says when the API is there but closed, and when nobody answers', async () => {
  const closed = await siteOf({
    '/': { body: 'Hello' },
    '/wp-json/': { status: 401, body: '{"code":"rest_disabled","message":"No","data":{"status":401}}' },
  })
  assert.equal((await failureOf(found(closed)))?.words.key, 'wordpress.api-off')
  const silent = await siteOf({})
  await new Promise((resolve) => servers.at(-1)?.close(resolve))
  assert.equal((await failureOf(found(silent)))?.words.key, 'http.unreachable')
})

test('follows the header, then the markup, then the custom', async () => {
  const api = { '/api/': { body: index('HERE') } }
  const sites = {
    header: { '/a/post': { headers: { link: '</x>; rel="next", <HERE/api/>; rel="https://api.w.org/"' } }, ...api },
    markup: { '/a/post': { body: "<html><link href='/api/' rel='https://api.w.org/'>" }, ...api },
    custom: { '/a/post': { body: 'Hello' }, '/wp-json/': { body: index('HERE') } },
    folder: { '/a/post': { body: 'Hello' }, '/a/wp-json/': { body: index('HERE/a') } },
    plain: { '/a/post': { body: 'Hello' }, '/?rest_route=%2F': { body: index('HERE') } },
    dashboard: {
      '/a/post': { status: 302, headers: { location: '/wp-login.php?to=x' } },
      '/wp-login.php?to=x': {},
      '/wp-json/': { body: index('HERE') },
    },
    forbidden: { '/a/post': { status: 403, body: 'No visitors' }, '/wp-json/': { body: index('HERE') } },
  }
  const roots = { header: '/api/', markup: '/api/', folder: '/a/wp-json/', plain: '/?rest_route=%2F' }
  for (const [name, pages] of Object.entries(sites)) {
    const site = await siteOf(pages)
    const { api, home } = await found(`${site}/a/post`)
    assert.equal(api, site + (Object.entries(roots).find(([one]) => one === name)?.[1] ?? '/wp-json/'), name)
    assert.equal(home, name === 'folder' ? `${site}/a/` : `${site}/`, name)
  }
})

test('reads an index through noise, and fills in what it lacks', async () => {
  const noisy = `\uFEFF<b>Deprecated</b>: x in <b>y</b>${JSON.stringify({ namespaces: ['wp/v2'], name: 7, home: 'nowhere' })}`
  const site = await siteOf({ '/': { body: 'Hello' }, '/wp-json/': { body: noisy } })
  assert.deepEqual(await found(site), {
    api: `${site}/wp-json/`,
    home: `${site}/`,
    name: new URL(site).host,
    takesPasswords: false,
  })
  const named = await siteOf({
    '/': { body: 'Hello' },
    '/wp-json/': { body: index('HERE', { authentication: { 'application-passwords': {} } }) },
  })
  const { name, takesPasswords } = await found(named)
  assert.deepEqual([name, takesPasswords], ['Café & co', true])
})

test('keeps where a redirect led, so that no password goes through it', async () => {
  const site = await siteOf({
    '/': { body: 'Hello' },
    '/wp-json/': { status: 301, headers: { location: 'HERE/new/wp-json/' } },
    '/new/wp-json/': { body: index('HERE') },
  })
  assert.equal((await found(site)).api, `${site}/new/wp-json/`)
})

test('takes an address without https://', async () => {
  const site = await siteOf({ '/': { body: 'Hello' }, '/wp-json/': { body: index('HERE') } })
  assert.equal((await found(site.replace('http://', ''))).api, `${site}/wp-json/`)
})
