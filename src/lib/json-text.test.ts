import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { jsonText } from './json-text.ts'

test('what the database refuses is left out, wherever it stands', () => {
  assert.equal(jsonText({ 'a\0': ['b\0', { c: 'd\ud800' }] }), '{"a":["b",{"c":"d\ufffd"}]}')
  assert.equal(jsonText(undefined), 'null')
  assert.equal(jsonText(new Date(0)), '"1970-01-01T00:00:00.000Z"')
})

test('everything else stays as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      fc.pre(!/\\u|[\u007f-\u009f]|\\[rbf]/.test(text))
      assert.deepEqual(JSON.parse(jsonText(value)), JSON.parse(text))
    }),
  )
})
