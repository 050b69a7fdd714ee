import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPublicAddress } from './address.ts'

const refused: Record<string, string[]> = {
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  'link-local': ['169.254.0.1', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
  'metadata of clouds': ['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '192.0.0.192', '168.63.129.16'],
  'shared by carriers': ['100.64.0.1', '100.127.255.255'],
  multicast: ['224.0.0.1', '239.255.255.250', 'ff02::1'],
  unspecified: ['0.0.0.0', '0.1.2.3', '::'],
  reserved: ['240.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1', '203.0.113.9', '2001:db8::1', '3fff::1'],
  mapped: ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:169.254.169.254', '0:0:0:0:0:ffff:c0a8:101'],
  compatible: ['::127.0.0.1', '::7f00:1', '::a00:1', '::808:808'],
  NAT64: ['64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::8.8.8.8'],
  '6to4': ['2002:7f00:1::', '2002:a00:1::1', '2002:808:808::1'],
  Teredo: ['2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  'site-local': ['fec0::1'],
  'not addresses': ['', 'localhost', '127.1', '0x7f000001', '2130706433', '0177.0.0.1', '1.2.3', 'fe80', '::g'],
}

for (const [kind, addresses] of Object.entries(refused))
  test(`is not public: ${kind}`, () => {
    for (const address of addresses) assert.equal(isPublicAddress(address), false, address)
  })

test('is public: what anybody can reach, also when it is written as IPv6 or translated', () => {
  for (const address of ['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4003::200e'])
    assert.equal(isPublicAddress(address), true, address)
  for (const address of ['::ffff:8.8.8.8', '64:ff9b::8.8.8.8']) assert.equal(isPublicAddress(address), true, address)
})
