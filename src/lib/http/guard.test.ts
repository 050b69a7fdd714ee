import assert from 'node:assert/strict'
import dns from 'node:dns'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import tls from 'node:tls'
import { createRestAPIClient, createStreamingAPIClient } from 'masto'
import nodemailer from 'nodemailer'
import pg from 'pg'
import { EventSource, request, Agent as UndiciAgent, WebSocket as UndiciWebSocket, fetch as undiciFetch } from 'undici'
import WebSocket from 'ws'
import { asOperator, installGuard, operatorFetch, operatorSocket } from './guard.ts'
import { privateNetworks } from './private-networks.ts'

/** A private place that counts who comes in, and answers HTTP to whoever does. */
const arrivals: string[] = []
const server = http.createServer((request, response) => response.end(`hello ${request.url}`))
server.on('upgrade', (_request, socket) => socket.destroy())
for (const event of ['connection', 'request', 'upgrade']) server.on(event, () => arrivals.push(event))
let port: number
before(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
  installGuard(privateNetworks(undefined))
})
after(() => server.close().closeAllConnections())

const event = (emitter: NodeJS.EventEmitter, good: string): Promise<unknown> =>
  new Promise((done, fail) => emitter.once(good, done).once('error', fail))

const socketEvent = (socket: EventTarget): Promise<unknown> =>
  new Promise((done, fail) => {
    socket.addEventListener('open', done)
    socket.addEventListener('error', (event) => fail(('error' in event && event.error) || new Error('failed')))
  })

/** Every way we know of by which our code or a library's could open a connection. */
const ways: Record<string, (host: string) => Promise<unknown>> = {
  fetch: (host) => fetch(`http://${host}:${port}/`),
  'fetch over TLS': (host) => fetch(`https://${host}:${port}/`),
  'fetch of undici': (host) => undiciFetch(`http://${host}:${port}/`),
  'request of undici': (host) => request(`http://${host}:${port}/`),
  'an undici agent of its own': (host) => request(`http://${host}:${port}/`, { dispatcher: new UndiciAgent() }),
  WebSocket: (host) => socketEvent(new globalThis.WebSocket(`ws://${host}:${port}/`)),
  'WebSocket of undici': (host) => socketEvent(new UndiciWebSocket(`ws://${host}:${port}/`)),
  'EventSource of undici': async (host) => {
    const source = new EventSource(`http://${host}:${port}/`)
    await socketEvent(source).finally(() => source.close())
  },
  ws: (host) => event(new WebSocket(`ws://${host}:${port}/`), 'open'),
  'ws over TLS': (host) => event(new WebSocket(`wss://${host}:${port}/`), 'open'),
  'node:http': (host) => event(http.get(`http://${host}:${port}/`), 'response'),
  'node:http with an agent': (host) => event(http.get({ host, port, agent: new http.Agent() }), 'response'),
  'node:https': (host) => event(https.get(`https://${host}:${port}/`), 'response'),
  'node:http2': (host) => event(http2.connect(`http://${host}:${port}/`), 'connect'),
  'net.connect with options': (host) => event(net.connect({ host, port }), 'connect'),
  'net.connect with arguments': (host) => event(net.connect(port, host), 'connect'),
  'net.createConnection': (host) =>
    event(
      net.createConnection(port, host, () => {}),
      'connect',
    ),
  'a bare socket': (host) => event(new net.Socket().connect(port, host), 'connect'),
  'a lookup of its own': (host) =>
    event(net.connect({ host: `${host}.example`.replace(/^[\d.:]+/, 'x'), port, lookup: toLoopback }), 'connect'),
  'tls.connect': (host) => event(tls.connect({ host, port }), 'secureConnect'),
  'tls.connect with arguments': (host) => event(tls.connect(port, host, {}), 'secureConnect'),
  masto: (host) => createRestAPIClient({ url: `http://${host}:${port}` }).v2.instance.fetch(),
  'the stream of masto': async (host) => {
    const streaming = createStreamingAPIClient({
      streamingApiUrl: `ws://${host}:${port}`,
      implementation: WebSocket,
      retry: false,
    })
    for await (const _ of streaming.user.subscribe()) break
    throw new Error('ended')
  },
  nodemailer: (host) => nodemailer.createTransport({ host, port, connectionTimeout: 2000 }).verify(),
  pg: (host) => new pg.Client({ host, port, connectionTimeoutMillis: 2000 }).connect(),
}

const toLoopback: net.LookupFunction = (_host, options, callback) =>
  options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4)

for (const [way, connect] of Object.entries(ways))
  for (const host of ['127.0.0.1', 'localhost'])
    test(`refuses ${host} to ${way}`, async () => {
      arrivals.length = 0
      const outcome = await connect(host).then(
        () => 'connected',
        (error: unknown) => error,
      )
      assert.ok(outcome instanceof Error, String(outcome))
      assert.deepEqual(arrivals, [], 'nobody arrived')
    })

test('refuses other spellings of private addresses', async () => {
  for (const host of ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '2130706433', '0x7f.1', '127.1', '0', '[::]', '[::1]']) {
    arrivals.length = 0
    await assert.rejects(fetch(`http://${host}:${port}/`), TypeError, host)
    assert.deepEqual(arrivals, [], host)
  }
})

test('refuses the metadata services of clouds', async () => {
  for (const host of ['169.254.169.254', '[fd00:ec2::254]']) {
    const error = await fetch(`http://${host}/latest/meta-data/`).catch((error: Error) => error)
    assert.ok(error instanceof Error && error.cause instanceof Error)
    assert.equal(error.cause.name, 'AddressRefused')
  }
})

test('checks the address that is connected to, not one that was looked up before', async (t) => {
  const answers = ['93.184.216.34']
  // A name server that says something harmless first and the truth when it matters.
  t.mock.method(dns, 'lookup', ((_host: string, options: dns.LookupOptions, callback: Callback) => {
    const address = answers.shift() ?? '127.0.0.1'
    options.all ? callback(null, [{ address, family: 4 }]) : callback(null, address, 4)
  }) as typeof dns.lookup)
  await new Promise((done) => dns.lookup('rebinding.example', {}, done))
  arrivals.length = 0
  const error = await fetch(`http://rebinding.example:${port}/`).catch((error: Error) => error)
  assert.ok(error instanceof Error && error.cause instanceof Error)
  assert.equal(error.cause.name, 'AddressRefused')
  assert.deepEqual(arrivals, [])
})

type Callback = (error: null, found: string | dns.LookupAddress[], family?: number) => void

test('leaves out the private ones of several addresses', async () => {
  const lookup: net.LookupFunction = (_host, _options, callback) =>
    callback(null, [
      { address: '127.0.0.1', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ])
  arrivals.length = 0
  const socket = net.connect({ host: 'both.example', port, lookup, autoSelectFamily: true })
  await assert.rejects(event(socket, 'connect'), { name: 'AddressRefused' })
  assert.deepEqual(arrivals, [])
})

test('lets the operator connect where the configuration says, and nobody else through the same connection', async () => {
  const url = `http://127.0.0.1:${port}/`
  assert.equal(await (await operatorFetch(url)).text(), 'hello /')
  assert.equal((await asOperator(() => undiciFetch(url))).status, 200)
  await assert.rejects(fetch(url), 'not even over the connection that is open already')
  await assert.rejects(undiciFetch(url))
  await event(
    asOperator(() => net.connect(port, '127.0.0.1')),
    'connect',
  )
  const socket = operatorSocket().connect(port, '127.0.0.1')
  await event(socket, 'connect')
  socket.destroy()
})

test('lets local sockets be', async () => {
  const path = `/tmp/tertulia-guard-${process.pid}.sock`
  const local = net.createServer((socket) => socket.end())
  await new Promise<void>((done) => local.listen(path, done))
  for (const socket of [net.connect(path), net.connect({ path }), new net.Socket().connect(path)])
    await event(socket, 'connect')
  local.close()
})

test('connects where the rules allow it', async () => {
  installGuard(privateNetworks('127.0.0.1'))
  assert.equal(await (await fetch(`http://127.0.0.1:${port}/allowed`)).text(), 'hello /allowed')
  await event(net.connect(port, '127.0.0.1'), 'connect')
  await assert.rejects(fetch(`http://127.0.0.2:${port}/`))
  installGuard(privateNetworks(undefined))
  await assert.rejects(fetch(`http://127.0.0.1:${port}/`), 'the connection of the older rules is not used')
})
