import assert from 'node:assert/strict'
import { test } from 'node:test'
import { said } from '../../test/talk.ts'
import { untrustedHtml } from '../lib/html.ts'
import { prepare } from './prepare.ts'
import { readHtml } from './sanitise.ts'

// Each of these held the whole process up for ten to forty seconds.
const hostile: Record<string, string> = {
  'spaces written as entities': '&#32;'.repeat(99_000),
  'spaces in bold': '<b> </b>'.repeat(60_000),
  'paragraphs that do not end': '<p>'.repeat(160_000),
  'lists in lists': '<ul><li>'.repeat(60_000),
  'as many tags as are read': '<ul><li>'.repeat(9_999),
  'the beginnings of tags': '<'.repeat(490_000),
  'quotation marks that do not end': `<a ${'x="'.repeat(160_000)}`,
}

for (const [what, html] of Object.entries(hostile))
  test(`${what} hold up nobody`, () => {
    const began = performance.now()
    const { messages } = prepare([said('1', { body: { html: untrustedHtml(html) } })], new Date())
    assert.equal(messages.length, 1)
    assert.ok(performance.now() - began < 5_000, `${Math.round(performance.now() - began)} ms`)
  })

test('what is too tangled to be read as markup keeps its words, and nothing that runs', () => {
  const html = `${'<i>'.repeat(20_001)}Hola <script>alert(1)</script>Rosa`
  const [message] = prepare([said('1', { body: { html: untrustedHtml(html) } })], new Date()).messages
  assert.deepEqual([message?.html, message?.text], [null, 'Hola alert(1) Rosa'])
})

test('lines are those that a reader sees', () => {
  const lines = (html: string) => readHtml(html).text
  assert.equal(lines('<p>Uno  dos</p>\n<p>tres</p>'), 'Uno dos\n\ntres')
  assert.equal(lines('Uno<br><br>dos <b>y</b> tres<br> cuatro'), 'Uno\n\ndos y tres\ncuatro')
  assert.equal(lines('<ul><li>a</li><li>b</li></ul>fin'), 'a\nb\nfin')
  assert.equal(lines('<div><div>a</div></div><script>x</script>b<style>y</style>'), 'a\nb')
})
