import assert from 'node:assert/strict'
import { test } from 'node:test'
import { relyingParty } from './relying-party.ts'

test('no passkeys without TLS, nor for a number', () => {
  for (const url of [
    'http://tertulia.example.org',
    'https://192.0.2.7',
    'https://[2001:db8::1]',
    'http://127.0.0.1:3300',
  ])
    assert.equal(relyingParty(url), undefined, url)
})

test('a passkey is made for the name, and asked for at the whole address', () => {
  const party = relyingParty('https://tertulia.example.org:8443')
  assert.deepEqual(party, { name: 'tertulia.example.org', origin: 'https://tertulia.example.org:8443' })
  assert.deepEqual(relyingParty('http://localhost:3300'), { name: 'localhost', origin: 'http://localhost:3300' })
})
