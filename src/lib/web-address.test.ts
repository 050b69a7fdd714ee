import assert from 'node:assert/strict'
import { test } from 'node:test'
import { webAddress } from './web-address.ts'

test('what could run or read something is no address to be led to', () => {
  for (const url of [
    'javascript:alert(1)',
    ' JaVaScRiPt:x',
    'data:text/html,x',
    'file:///etc/passwd',
    '//x.org',
    '',
    'x',
  ])
    assert.equal(webAddress(url), undefined, url)
  assert.equal(webAddress(`https://example.org/${'x'.repeat(4_000)}`), undefined)
})

test('web addresses are written one way', () => {
  assert.equal(webAddress('HTTPS://Example.org'), 'https://example.org/')
  assert.equal(webAddress('http://example.org/ñ "x"'), 'http://example.org/%C3%B1%20%22x%22')
})
