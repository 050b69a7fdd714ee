import assert from 'node:assert/strict'
import dgram, { createSocket } from 'node:dgram'
import dns, { lookup, resolve4 } from 'node:dns'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect, createServer as createTcp } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { createTransport } from 'nodemailer'
import WebSocket from 'ws'
import { root } from '../src/core/root.ts'
import { installGuard, operatorFetch } from '../src/lib/http/guard.ts'
import { privateNetworks } from '../src/lib/http/private-networks.ts'
import { onlyOurSettings } from './environment.ts'
import { inThreads, letNothingOut, NothingGoesOut } from './nothing-out.ts'

// A server on this very machine, which everything could reach: the sample must not.
const server = createServer((_, answer) => answer.end('reached'))
const database = createTcp((socket) => socket.end('reached'))
const datagrams = createSocket('udp4')
const heard: string[] = []
let port = 0
let ours = 0
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  ours = (database.address() as AddressInfo).port
  datagrams.on('message', (bytes) => heard.push(String(bytes))).bind(0, '127.0.0.1')
  await once(datagrams, 'listening')
  installGuard(privateNetworks('127.0.0.1'))
  assert.equal(await (await fetch(`http://127.0.0.1:${port}`)).text(), 'reached')
  letNothingOut(inThreads(root), { host: '127.0.0.1', port: ours })
})
after(() => {
  server.close()
  database.close()
  datagrams.close()
})

const refused = (error: unknown): boolean => {
  for (let it = error; it instanceof Error; it = it.cause) if (it instanceof NothingGoesOut) return true
  return false
}

test('neither fetch nor what the operator asks for gets out', async () => {
  await assert.rejects(fetch(`http://127.0.0.1:${port}/again`, { headers: { connection: 'close' } }), refused)
  await assert.rejects(operatorFetch(`http://127.0.0.1:${port}`), refused)
  await assert.rejects(fetch('https://marea.example'), refused)
})

test('nor a plain request, a socket, a web socket or a letter', async () => {
  assert.throws(() => request({ host: '127.0.0.1', port, agent: false }).end(), NothingGoesOut)
  assert.throws(() => connect(port, '127.0.0.1'), NothingGoesOut)
  assert.throws(() => connect({ path: '/tmp/other.sock' }), NothingGoesOut)
  await assert.rejects(
    new Promise((_, reject) => {
      try {
        new WebSocket(`ws://127.0.0.1:${port}`).on('error', reject)
      } catch (error) {
        reject(error)
      }
    }),
    refused,
  )
  const mail = createTransport({ host: '127.0.0.1', port })
  await assert.rejects(mail.sendMail({ from: 'a@farodeenero.example', to: 'b@example.org', text: 'hola' }), refused)
})

test('nor when a guard is put on afterwards, as each opening of the product does', async () => {
  installGuard(privateNetworks('127.0.0.1'))
  await assert.rejects(fetch(`http://127.0.0.1:${port}/after`, { headers: { connection: 'close' } }), refused)
  await assert.rejects(operatorFetch(`http://127.0.0.1:${port}/after`), refused)
})

test('no name is asked for, and no datagram leaves', async () => {
  const servers = [`127.0.0.1:${datagrams.address().port}`]
  dns.setServers(servers)
  dns.promises.setServers(servers)
  const own = new dns.Resolver()
  own.setServers(servers)
  const ownNow = new dns.promises.Resolver()
  ownNow.setServers(servers)
  const asked = (ask: (callback: (error: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => ask((error) => (error ? reject(error) : resolve())))
  const name = 'secret.example'
  for (const [which, refusing] of Object.entries({
    lookup: asked((done) => lookup(name, done)),
    all: asked((done) => dns.lookup(name, { all: true }, done)),
    resolve4: asked((done) => resolve4(name, done)),
    reverse: asked((done) => dns.reverse('192.0.2.1', done)),
    service: asked((done) => dns.lookupService('192.0.2.1', 25, done)),
    own: asked((done) => own.resolveMx(name, done)),
    promised: dns.promises.lookup(name),
    text: dns.promises.resolveTxt(name),
    ownNow: ownNow.resolve4(name),
  }))
    await assert.rejects(refusing, NothingGoesOut, which)
  const mail = createTransport({ host: name, port })
  await assert.rejects(mail.sendMail({ from: 'a@farodeenero.example', to: 'b@example.org', text: 'hola' }), refused)
  const socket = dgram.createSocket('udp4')
  assert.throws(() => socket.send('hola', datagrams.address().port, '127.0.0.1'), NothingGoesOut)
  assert.throws(() => socket.connect(datagrams.address().port, '127.0.0.1'), NothingGoesOut)
  socket.close()
  assert.deepEqual(await dns.promises.lookup('127.0.0.1'), { address: '127.0.0.1', family: 4 })
  await sleep(50)
  assert.deepEqual(heard, [])
})

test('nor does a thread reach anything, not even the database', async () => {
  const tries = (to: number) => `
    const { parentPort } = require('node:worker_threads')
    const say = (words) => parentPort.postMessage(words)
    try { require('node:net').connect(${to}, '127.0.0.1').on('connect', () => say('reached')).on('error', (error) => say(error.message)) }
    catch (error) { say(error.name) }`
  const withinThread = `
    const { Worker, parentPort } = require('node:worker_threads')
    new Worker(${JSON.stringify(tries(port))}, { eval: true }).on('message', (it) => parentPort.postMessage(it))`
  for (const [program, inherits] of [
    [tries(port), true],
    [tries(ours), false],
    [withinThread, false],
  ] as const) {
    const worker = new Worker(program, { eval: true, ...(inherits ? {} : { execArgv: [] }) })
    assert.equal((await once(worker, 'message'))[0], 'NothingGoesOut')
    await worker.terminate()
  }
})

test('its own database is reached', async () => {
  const said = await new Promise((resolve) =>
    connect(ours, '127.0.0.1').once('data', (bytes) => resolve(String(bytes))),
  )
  assert.equal(said, 'reached')
})

test('nothing in the environment leads anywhere', () => {
  const env: Record<string, string | undefined> = {
    ...{ PORT: '4000', PATH: '/bin', DATABASE_URL: 'postgres://example.org/real', SMTP_URL: 'smtp://example.org' },
    ...{ TERTULIA_DATA: './data', OIDC_ISSUER: 'https://example.org', S3_BUCKET: 'real', ROLE: 'web' },
  }
  onlyOurSettings(env)
  assert.deepEqual(env, { PORT: '4000', PATH: '/bin', TERTULIA_DATA: './demo-data' })
})
