import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { clientAddress, requestOrigin } from './client-address.ts'

interface Asked {
  remoteAddress?: string
  trust?: string[]
  headers?: Record<string, string>
}

async function ask({ remoteAddress, trust = [], headers = {} }: Asked) {
  const app = new Hono()
  app.get('/', (c) => c.json([clientAddress(c, { trustProxy: trust }), requestOrigin(c, { trustProxy: trust })]))
  const env = remoteAddress ? { incoming: { socket: { remoteAddress } } } : {}
  const [address, origin] = await (await app.request('http://tertulia.lan:3300/', { headers }, env)).json()
  return { address, origin }
}

const forwarded = (chain: string) => ({ 'x-forwarded-for': chain })

test('without trusted proxies the header counts for nothing', async () => {
  const { address } = await ask({ remoteAddress: '203.0.113.9', headers: forwarded('10.0.0.1') })
  assert.equal(address, '203.0.113.9')
})

test('a stranger who is no proxy of ours cannot name another address', async () => {
  const asked = { remoteAddress: '203.0.113.9', trust: ['10.0.0.0/8'], headers: forwarded('198.51.100.1') }
  assert.equal((await ask(asked)).address, '203.0.113.9')
})

test('behind a proxy it is the nearest address that is none of ours', async () => {
  const behind = (chain: string) =>
    ask({ remoteAddress: '::ffff:10.0.0.2', trust: ['10.0.0.0/8'], headers: forwarded(chain) })
  assert.equal((await behind('198.51.100.7')).address, '198.51.100.7')
  assert.equal((await behind('6.6.6.6, 198.51.100.7, 10.9.9.9')).address, '198.51.100.7')
  assert.equal((await behind('not an address')).address, '10.0.0.2')
  assert.equal((await behind('10.1.1.1')).address, '10.1.1.1')
  assert.equal((await behind('2001:db8:0::1')).address, '2001:db8::1')
})

test('a single trusted address, of either family', async () => {
  const asked = { remoteAddress: '::1', trust: ['::1', '192.0.2.1'], headers: forwarded('198.51.100.7') }
  assert.equal((await ask(asked)).address, '198.51.100.7')
})

test('without a connection nobody is known', async () => {
  assert.equal((await ask({ headers: forwarded('198.51.100.7') })).address, 'unknown')
})

test('the origin is what the browser asked for; a proxy of ours says it for it', async () => {
  const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'tertulia.example.org' }
  assert.equal((await ask({ remoteAddress: '203.0.113.9', headers })).origin, 'http://tertulia.lan:3300')
  const behind = { remoteAddress: '10.0.0.2', trust: ['10.0.0.2'], headers }
  assert.equal((await ask(behind)).origin, 'https://tertulia.example.org')
  assert.equal((await ask({ headers: { host: 'crooked host/' } })).origin, 'http://tertulia.lan:3300')
})
