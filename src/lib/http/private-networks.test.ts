import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mayConnect, privateNetworks } from './private-networks.ts'

const may = (rules: string | undefined, host: string, address = host): boolean =>
  mayConnect(privateNetworks(rules), host, address)

test('names the entry it cannot read', () => {
  for (const entry of ['10.0.0.0/33', 'http://intranet', 'a b', '-', '10.0.0.0/', 'intranet.'])
    assert.throws(
      () => privateNetworks(`10.0.0.1, ${entry}`),
      (error: Error) => error.message.includes(`"${entry}"`),
    )
})

test('allows nothing private by default', () => {
  for (const rules of [undefined, '', '0', ' , ']) assert.equal(may(rules, '10.0.0.1'), false)
  assert.equal(may(undefined, 'example.org', '8.8.8.8'), true)
})

test('allows everything with 1', () => {
  assert.equal(may('1', '127.0.0.1'), true)
  assert.equal(may('1', 'metadata', '169.254.169.254'), true)
})

test('allows a host by its name, whatever it resolves to, and no other', () => {
  assert.equal(may('Intranet', 'intranet', '10.1.2.3'), true)
  assert.equal(may('intranet', 'INTRANET.', '10.1.2.3'), true)
  assert.equal(may('intranet', 'evil.example', '10.1.2.3'), false)
  assert.equal(may('intranet', '10.1.2.3'), false)
})

test('allows addresses and ranges, also when written as mapped IPv6', () => {
  assert.equal(may('10.0.0.0/8', 'any.example', '10.9.9.9'), true)
  assert.equal(may('10.0.0.0/8', '::ffff:10.9.9.9'), true)
  assert.equal(may('10.0.0.0/8', '11.0.0.1'), true, 'public anyway')
  assert.equal(may('10.0.0.0/8', '192.168.0.1'), false)
  assert.equal(may('fd00::/8', 'fd12::1'), true)
  assert.equal(may('fd00::/8', 'fe80::1'), false)
  assert.equal(may('127.0.0.1', '127.0.0.1'), true)
  assert.equal(may('127.0.0.1', '127.0.0.2'), false)
  assert.equal(may('::1', '::1'), true)
})

test('a range allows the private addresses in it and none outside, however it is cut', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 255 }), (ours, theirs) => {
      assert.equal(may(`10.${ours}.0.0/16`, `10.${theirs}.1.1`), ours === theirs)
    }),
  )
})
