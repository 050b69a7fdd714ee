import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readJson } from './json.ts'

const warning = '<br />\n<b>Warning</b>: Undefined array key "a[0]" in <b>/x.php</b> on line <b>3</b><br />\n'

test('finds no data in pages and fragments', () => {
  for (const text of ['', '<!doctype html><p>{"a":1', 'null', 'true', '[1, 2', warning, `[[[[[[${'{'.repeat(1000)}`])
    assert.equal(readJson(text), undefined, text.slice(0, 40))
})

test('reads data through byte order marks and PHP’s warnings', () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), (written) => {
      const text = JSON.stringify(written)
      const data: unknown = JSON.parse(text)
      for (const noisy of [text, `\uFEFF${text}`, warning + text, `\uFEFF ${warning}${warning}${text}\n`])
        assert.deepEqual(readJson(noisy), data)
      // An empty list before a warning cannot be told from the warning's own brackets; nothing is lost by asking again.
      if (written.length > 0) assert.deepEqual(readJson(`${text}\n<b>Notice</b>: late in <b>/y.php</b>`), data)
    }),
  )
})
