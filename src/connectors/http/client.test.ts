import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import type net from 'node:net'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { guardedDispatcher } from '../../lib/http/dispatcher.ts'
import { privateNetworks } from '../../lib/http/private-networks.ts'
import { failureOf } from '../contract.test-kit.ts'
import { createHttp } from './client.ts'

const now = new Date('2026-03-01T12:00:00Z')
const dispatcher = guardedDispatcher(privateNetworks('127.0.0.1'), { connectMs: 500, headersMs: 1000, bodyMs: 1000 })
const client = createHttp({ dispatcher, userAgent: 'Tertulia/test', now: () => now })
const { request } = client

/** One server with a misdeed at each path. */
type Deed = (request: IncomingMessage, response: ServerResponse) => void
const deeds: Record<string, Deed> = {
  '/hello': (_request, response) => response.setHeader('content-type', 'text/plain; charset=utf-8').end('¡hola!'),
  '/latin': (_request, response) =>
    response.setHeader('content-type', 'text/plain; charset=iso-8859-1').end(Buffer.from('año', 'latin1')),
  '/echo': async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    response.end(JSON.stringify({ method: request.method, headers: request.headers, body }))
  },
  '/endless': (_request, response) => {
    const piece = Buffer.alloc(65_536, 'x')
    const more = () => {
      while (!response.destroyed && response.write(piece));
    }
    response.on('drain', more)
    more()
  },
  '/bomb': (_request, response) => response.setHeader('content-encoding', 'gzip').end(bomb),
  '/bomb-in-bomb': (_request, response) => response.setHeader('content-encoding', 'gzip, gzip').end(gzipSync(bomb)),
  '/four-layers': (_request, response) => response.setHeader('content-encoding', 'gzip,gzip,gzip,gzip').end(bomb),
  '/gzip': (_request, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('packed')),
  '/gzip-cut': (_request, response) =>
    response.setHeader('content-encoding', 'gzip').end(gzipSync('packed').subarray(0, -6)),
  '/br': (_request, response) => response.setHeader('content-encoding', 'br').end(brotliCompressSync('packed')),
  '/deflate': (_request, response) => response.setHeader('content-encoding', 'deflate').end(deflateSync('packed')),
  '/deflate-raw': (_request, response) =>
    response.setHeader('content-encoding', 'deflate').end(deflateRawSync('packed')),
  '/not-gzip': (_request, response) => response.setHeader('content-encoding', 'gzip').end('plain all the same'),
  '/odd-encoding': (_request, response) => response.setHeader('content-encoding', 'rot13').end('cnpxrq'),
  '/round': (request, response) => redirect(response, 302, `/round?${Number(request.url?.split('?')[1] ?? 0) + 1}`),
  '/five/1': (_request, response) => redirect(response, 301, '/five/2'),
  '/five/2': (_request, response) => redirect(response, 308, '/five/3'),
  '/five/3': (_request, response) => redirect(response, 302, '/five/4'),
  '/five/4': (_request, response) => redirect(response, 301, '/five/5'),
  '/five/5': (_request, response) => redirect(response, 301, '/hello'),
  '/temporary': (_request, response) => redirect(response, 307, '/hello'),
  '/to-metadata': (_request, response) => redirect(response, 301, 'http://169.254.169.254/latest/meta-data/'),
  '/to-mapped': (_request, response) => redirect(response, 301, 'http://[::ffff:169.254.169.254]/'),
  '/to-private': (_request, response) => redirect(response, 301, 'http://10.0.0.1/'),
  '/to-file': (_request, response) => redirect(response, 301, 'file:///etc/passwd'),
  '/to-nowhere': (_request, response) => redirect(response, 301, 'http://['),
  '/to-other': (_request, response) => redirect(response, 302, `${other}/echo`),
  '/to-other-307': (_request, response) => redirect(response, 307, `${other}/echo`),
  '/see-other': (_request, response) => redirect(response, 303, '/echo'),
  '/again-307': (_request, response) => redirect(response, 307, '/echo'),
  '/silent': () => {},
  '/drip': (_request, response) => {
    response.write('.')
    const drip = setInterval(() => response.write('.'), 100)
    response.on('close', () => clearInterval(drip))
  },
  '/stall': (_request, response) => void response.write('half'),
  '/broken-off': (_request, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('short')
    setTimeout(() => response.destroy(), 20)
  },
  '/hang-up': (request) => void request.socket.destroy(),
  '/garbage': (request) => void request.socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
  '/not-json': (_request, response) => response.setHeader('content-type', 'application/json').end('<html>'),
}
const redirect = (response: ServerResponse, status: number, location: string) =>
  response.writeHead(status, { location }).end('moved')
const bomb = gzipSync(Buffer.alloc(50_000_000))

const arrivals: string[] = []
const server = http.createServer((request, response) => {
  arrivals.push(`${request.method} ${request.url}`)
  const path = request.url?.split('?')[0] ?? ''
  const status = /^\/status\/(\d+)$/.exec(path)?.[1]
  if (status) return void response.writeHead(Number(status), statusHeaders).end(statusBody)
  deeds[path]?.(request, response)
})
let statusHeaders: Record<string, string> = {}
let statusBody = ''
const second = http.createServer((request, response) => deeds['/echo']?.(request, response))
const selfSigned = https.createServer({ key: pem('key'), cert: pem('certificate') }, (_request, response) =>
  response.end('trust me'),
)
let base: string
let other: string
let tls: string

function pem(name: string): string {
  return readFileSync(new URL(`./self-signed.${name}.test.pem`, import.meta.url), 'utf8')
}

const listening = (one: net.Server): Promise<number> =>
  new Promise((done) => one.listen(0, '127.0.0.1', () => done((one.address() as AddressInfo).port)))

before(async () => {
  base = `http://127.0.0.1:${await listening(server)}`
  other = `http://127.0.0.1:${await listening(second)}`
  tls = `https://127.0.0.1:${await listening(selfSigned)}`
})
after(() => {
  for (const one of [server, second, selfSigned]) one.close().closeAllConnections()
})

/** What comes of a request, in one word: the failure's kind and key, or `answered`. */
async function outcome(path: string, options: Parameters<typeof request>[1] = {}): Promise<string> {
  const failure = await failureOf(request(path.startsWith('/') ? base + path : path, options))
  return failure ? `${failure.kind} ${failure.words.key}` : 'answered'
}

const refusals: Record<string, [string, string]> = {
  'an endless body': ['/endless', 'invalid http.too-large'],
  'a compression bomb': ['/bomb', 'invalid http.too-large'],
  'a bomb inside a bomb': ['/bomb-in-bomb', 'invalid http.too-large'],
  'too many layers': ['/four-layers', 'temporary http.bad-encoding'],
  'what calls itself gzip and is not': ['/not-gzip', 'temporary http.bad-encoding'],
  'an unknown encoding': ['/odd-encoding', 'temporary http.bad-encoding'],
  'endless redirects': ['/round', 'invalid http.too-many-redirects'],
  'a redirect to a metadata service': ['/to-metadata', 'invalid http.private-address'],
  'a redirect to a mapped address': ['/to-mapped', 'invalid http.private-address'],
  'a redirect to a private address': ['/to-private', 'invalid http.private-address'],
  'a redirect to a file': ['/to-file', 'invalid http.not-an-address'],
  'a redirect to nonsense': ['/to-nowhere', 'invalid http.not-an-address'],
  'no answer': ['/silent', 'temporary http.timeout'],
  'a body that stalls': ['/stall', 'temporary http.timeout'],
  'a body that breaks off': ['/broken-off', 'temporary http.interrupted'],
  'a connection that is hung up': ['/hang-up', 'temporary http.interrupted'],
  'what is not HTTP': ['/garbage', 'temporary http.bad-answer'],
  'a private address': ['http://10.0.0.1/', 'invalid http.private-address'],
  'the port of another service': ['http://127.0.0.1:25/', 'invalid http.port'],
  'an address without a host': ['http://', 'invalid http.not-an-address'],
  'another protocol': ['ftp://example.org/feed', 'invalid http.not-an-address'],
  'an unknown host': ['http://nowhere.invalid/', 'temporary http.unknown-host'],
  'a host that does not answer': ['http://127.0.0.1:1024/', 'temporary http.unreachable'],
}

for (const [what, [path, expected]] of Object.entries(refusals))
  test(`names and bounds ${what}`, { timeout: 10_000 }, async () => {
    assert.equal(await outcome(path), expected)
  })

test('names a name for a private address', async () => {
  const strict = guardedDispatcher(privateNetworks(undefined))
  const { request } = createHttp({ dispatcher: strict, userAgent: 't', now: () => now })
  const failure = await failureOf(request(base.replace('127.0.0.1', 'localhost')))
  assert.deepEqual(failure?.words, { key: 'http.private-address', params: { host: 'localhost' } })
})

test('gives up on a slow drip in good time', async () => {
  const began = Date.now()
  assert.equal(await outcome('/drip', { timeoutMs: 600 }), 'temporary http.timeout')
  assert.ok(Date.now() - began < 2000)
})

test('does not read on after the limit', async () => {
  assert.equal(await outcome('/hello', { maxBytes: 3 }), 'invalid http.too-large')
  assert.equal(await outcome('/hello', { maxBytes: 7 }), 'answered')
})

test('trusts no certificate that nobody vouches for', async () => {
  const failure = await failureOf(request(tls))
  assert.equal(failure?.words.key, 'http.tls')
  assert.match(String(failure?.words.params?.detail), /self-signed/)
  assert.equal(await outcome(base.replace('http:', 'https:')), 'temporary http.tls', 'no TLS at all')
})

test('says which statuses mean what', async () => {
  const meanings: Record<number, string> = {
    400: 'invalid http.rejected',
    401: 'reconnect http.reconnect',
    403: 'reconnect http.reconnect',
    404: 'gone http.gone',
    408: 'temporary http.timeout',
    410: 'gone http.gone',
    422: 'invalid http.rejected',
    429: 'rate-limited http.rate-limited',
    500: 'temporary http.server-error',
    503: 'temporary http.server-error',
    304: 'invalid http.rejected',
  }
  for (const [status, meaning] of Object.entries(meanings))
    assert.equal(await outcome(`/status/${status}`), meaning, status)
  assert.equal(await outcome('/status/304', { accept: [304] }), 'answered')
  assert.equal(await outcome('/status/404', { accept: [404] }), 'answered')
})

test('waits as long as it is asked to, up to a day', async () => {
  const until = async (retryAfter: string, status = 429): Promise<string | undefined> => {
    statusHeaders = { 'retry-after': retryAfter }
    const failure = await failureOf(request(`${base}/status/${status}`)).finally(() => {
      statusHeaders = {}
    })
    assert.equal(failure?.kind, 'rate-limited')
    return failure?.until?.toISOString()
  }
  assert.equal(await until('120'), '2026-03-01T12:02:00.000Z')
  assert.equal(await until('120', 503), '2026-03-01T12:02:00.000Z')
  assert.equal(await until('Sun, 01 Mar 2026 13:00:00 GMT'), '2026-03-01T13:00:00.000Z')
  assert.equal(await until('999999999'), '2026-03-02T12:00:00.000Z')
  assert.equal(await until('-5'), '2026-03-01T12:00:01.000Z')
  assert.equal(await until('soon'), '2026-03-01T12:01:00.000Z')
})

test('hands on what the network says of a refusal', async () => {
  const detail = async (body: string, type: string) => {
    statusBody = body
    statusHeaders = { 'content-type': type }
    const failure = await failureOf(request(`${base}/status/422`)).finally(() => {
      statusBody = ''
      statusHeaders = {}
    })
    return failure?.words.params?.detail
  }
  assert.equal(await detail('{"error":"Text is too long"}', 'application/json'), 'Text is too long')
  assert.equal(await detail('{"code":"x","message":"No such comment"}', 'application/json'), 'No such comment')
  assert.equal(await detail('{', 'application/json'), 'HTTP 422')
  assert.equal(await detail('<title>Slow\ndown</title><body>…', 'text/html'), 'Slow down')
  assert.equal(await detail('x'.repeat(500), 'text/plain'), 'x'.repeat(200))
})

test('knows when what was asked may have been done', async () => {
  const unknown = async (path: string, method: string) =>
    (await failureOf(request(path.startsWith('/') ? base + path : path, { method, timeoutMs: 500 })))?.outcomeUnknown
  for (const path of ['/hang-up', '/silent', '/status/500', '/garbage', '/broken-off']) {
    assert.equal(await unknown(path, 'POST'), true, path)
    assert.equal(await unknown(path, 'GET'), false, path)
  }
  for (const sure of ['http://127.0.0.1:1024/', 'http://nowhere.invalid/', tls, '/status/429', '/status/422'])
    assert.equal(await unknown(sure, 'POST'), false, sure)
})

test('stops when it is told to', async () => {
  const controller = new AbortController()
  const stoppable = createHttp({ dispatcher, userAgent: 't', now: () => now, signal: controller.signal })
  setTimeout(() => controller.abort(), 50)
  const [asked, fetched] = await Promise.all([
    failureOf(stoppable.request(`${base}/silent`)),
    failureOf(stoppable.fetch(`${base}/silent`)),
  ])
  assert.equal(asked?.words.key, 'http.stopped')
  assert.equal(fetched?.words.key, 'http.stopped')
})

test('reads what is packed in any of the usual ways', async () => {
  for (const path of ['/gzip', '/gzip-cut', '/br', '/deflate', '/deflate-raw'])
    assert.equal((await request(base + path)).text(), 'packed', path)
})

test('reads text in its charset, and JSON or says that it is none', async () => {
  assert.equal((await request(`${base}/hello`)).text(), '¡hola!')
  assert.equal((await request(`${base}/latin`)).text(), 'año')
  const { json } = await request(`${base}/not-json`)
  assert.throws(json, { kind: 'invalid' })
})

test('follows redirects, and says where a thing has moved for good', async () => {
  const answer = await request(`${base}/five/1`)
  assert.equal(answer.text(), '¡hola!')
  assert.equal(answer.url, `${base}/hello`)
  assert.equal(answer.movedTo, `${base}/five/3`)
  assert.equal((await request(`${base}/temporary`)).movedTo, undefined)
  assert.equal((await request(`${base}/five/4`)).movedTo, `${base}/hello`)
})

type Echo = { method: string; headers: Record<string, string>; body: string }
const echo = async (path: string, options: Parameters<typeof request>[1]): Promise<Echo> =>
  (await request(base + path, options)).json() as Echo

test('says to another host nothing that was meant for the first', async () => {
  const headers = { authorization: 'Bearer secret', cookie: 'a=b', 'x-api-key': 'secret', accept: 'text/html' }
  const { headers: seen } = await echo('/to-other', { headers })
  assert.deepEqual([seen.authorization, seen.cookie, seen['x-api-key']], [undefined, undefined, undefined])
  assert.equal(seen.accept, 'text/html')
  assert.equal((await echo('/see-other', { headers })).headers.authorization, 'Bearer secret')
  const posted = { method: 'POST', body: 'secret' }
  assert.equal(await outcome('/to-other-307', posted), 'invalid http.moved')
})

test('keeps or changes the method as HTTP has it', async () => {
  const posted = { method: 'POST', body: 'words' }
  assert.deepEqual([(await echo('/see-other', posted)).method, (await echo('/see-other', posted)).body], ['GET', ''])
  assert.deepEqual(
    [(await echo('/again-307', posted)).method, (await echo('/again-307', posted)).body],
    ['POST', 'words'],
  )
})

test('introduces itself, and takes a name and password from the address', async () => {
  const { headers } = await echo('/echo', {})
  assert.equal(headers['user-agent'], 'Tertulia/test')
  const { headers: named } = (await request(`${base.replace('://', '://ana:s%40l@')}/echo`)).json() as Echo
  assert.equal(named.authorization, `Basic ${Buffer.from('ana:s@l').toString('base64')}`)
})

test('guards and bounds the fetch that libraries are given', async () => {
  const key = async (url: string) => (await failureOf(client.fetch(url).then((answer) => answer.text())))?.words.key
  assert.equal(await key('http://169.254.169.254/'), 'http.private-address')
  assert.equal(await key(`${base}/to-metadata`), 'http.private-address')
  assert.equal(await key(`${base}/endless`), 'http.too-large')
  assert.equal(await key(`${base}/bomb`), 'http.too-large')
  assert.equal(await key(`${base}/hang-up`), 'http.interrupted')
  assert.equal(await key(`${base}/broken-off`), 'http.interrupted', 'in the middle of a body, too')
  assert.equal(await key(`${base}/stall`), 'http.timeout')
  const answer = await client.fetch(new Request(`${base}/hello`))
  assert.ok(answer instanceof Response)
  assert.equal(answer.url, `${base}/hello`)
  assert.equal(await answer.text(), '¡hola!')
  assert.equal((await client.fetch(`${base}/status/404`)).status, 404, 'refusals are the library’s to read')
  const sent = await client.fetch(`${base}/echo`, { method: 'POST', body: 'words', headers: { authorization: 'x' } })
  assert.equal((await sent.json()).body, 'words')
})
