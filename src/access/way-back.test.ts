import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wayBack } from './way-back.ts'

test('a path of ours stays as it is', () => {
  for (const path of ['/', '/inbox', '/conversations?state=open&q=a%20b#last']) assert.equal(wayBack(path), path)
})

test('anything else becomes the front page', () => {
  for (const other of [
    undefined,
    3,
    '',
    'inbox',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
  ])
    assert.equal(wayBack(other), '/')
})

test('whatever is asked for, a browser stays here', () => {
  const tricky = fc.string({
    unit: fc.constantFrom('/', '\\', '.', '@', ':', '\t', '\n', '%', 'e', '?', '#', '2', 'f', '5', 'c'),
  })
  fc.assert(
    fc.property(tricky, (wanted) => {
      const back = wayBack(`/${wanted}`)
      assert.equal(new URL(back, 'https://tertulia.example.org').origin, 'https://tertulia.example.org')
    }),
  )
})
