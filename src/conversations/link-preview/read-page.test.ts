import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readPage } from './read-page.ts'

const at = 'https://shop.example/coffee/beans'

test('what a page says of itself, the most particular first', () => {
  const page = `<html><head><title>Beans &amp; more</title>
    <meta name=description content="Plain"><meta name="twitter:title" content="For X">
    <meta property="og:title" content="  Huila,\n whole beans "><meta property=og:image content=/huila.jpg>
    <svg><title>A drawing</title></svg></head>`
  assert.deepEqual(readPage(page, at), {
    title: 'Huila, whole beans',
    description: 'Plain',
    picture: 'https://shop.example/huila.jpg',
  })
  assert.deepEqual(readPage('<title>Beans &amp; more</title><svg><title>A drawing</title></svg>', at), {
    title: 'Beans & more',
    description: '',
    picture: undefined,
  })
  assert.equal(readPage('<p>nothing</p>', at), undefined)
})

test('markup of strangers is text, bounded, and leads to web addresses alone', () => {
  const evil = `<title><b>x</b><script>alert(1)</script>${'t'.repeat(5000)}</title>
    <meta property="og:description" content="${'d'.repeat(9000)}\u0000">
    <meta property="og:image" content="javascript:alert(1)">`
  const says = readPage(evil, at)
  assert.equal(says?.picture, undefined)
  assert.ok((says?.title.length ?? 999) <= 200 && (says?.description.length ?? 999) <= 400)
  for (const image of ['file:///etc/passwd', 'data:image/png;base64,AAAA', '//', 'http://'])
    assert.equal(
      readPage(`<title>x</title><meta property="og:image" content="${image}">`, at)?.picture,
      undefined,
      image,
    )
})

test('whatever comes is read, soon', () => {
  const pieces = fc.constantFrom(
    '<meta ',
    'property=',
    'og:title',
    '"',
    '>',
    '<title>',
    '</title>',
    'x',
    '<!--',
    '\u0000',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 200 }), (all) => (readPage(all.join(''), at)?.title.length ?? 0) <= 200),
  )
  const began = performance.now()
  readPage('<meta property="og:title" content="'.repeat(100_000), at)
  readPage('<title>'.repeat(100_000), at)
  assert.ok(performance.now() - began < 3000)
})
