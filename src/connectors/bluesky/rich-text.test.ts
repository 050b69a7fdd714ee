import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { facetsOf } from './facets.ts'
import { HeardFacets, htmlOf } from './rich-text.ts'

const link = (byteStart: number, byteEnd: number, uri = 'https://example.org/') => ({
  index: { byteStart, byteEnd },
  features: [{ $type: 'app.bsky.richtext.facet#link', uri }],
})
const html = (text: string, facets: unknown) => String(htmlOf(text, HeardFacets.parse(facets)))

test('a link that would run something, a facet outside the text or inside a character, is only text', () => {
  assert.equal(html('pincha', [link(0, 6, 'javascript:alert(1)')]), 'pincha')
  assert.equal(html('ñ', [link(0, 1)]), 'ñ')
  assert.equal(html('hola', [link(2, 9), link(3, 2), link(1, 1)]), 'hola')
  assert.equal(html('hola', [{ index: { byteStart: -1, byteEnd: 2 } }, null, 7, { features: 'x' }]), 'hola')
  assert.equal(html('<b>"&', []), '&lt;b&gt;&quot;&amp;')
})

test('of two facets over each other the first stays', () => {
  assert.equal(html('hola', [link(1, 4), link(0, 2)]), '<a href="https://example.org/">ho</a>la')
})

test('shortened links lead where they lead; mentions and hashtags to the network', () => {
  assert.equal(
    html('ñ e.org…\nya', [link(3, 11, 'https://e.org/?a="b"&c')]),
    'ñ <a href="https://e.org/?a=&quot;b&quot;&amp;c">e.org…</a><br>ya',
  )
  const others = [
    {
      index: { byteStart: 0, byteEnd: 2 },
      features: [{ $type: 'x' }, { $type: 'app.bsky.richtext.facet#mention', did: 'did:plc:abc' }],
    },
    { index: { byteStart: 3, byteEnd: 7 }, features: [{ $type: 'app.bsky.richtext.facet#tag', tag: 'año' }] },
  ]
  assert.equal(
    html('@a #año', [others[0], { ...others[1], index: { byteStart: 3, byteEnd: 8 } }]),
    '<a href="https://bsky.app/profile/did:plc:abc">@a</a> <a href="https://bsky.app/hashtag/a%C3%B1o">#año</a>',
  )
})

test('what we would write with facets reads back as the same text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (raw) => {
      const text = `${raw.toWellFormed()} @lucas.test #año`
      const facets = await facetsOf(text, async () => 'did:plc:abc')
      const bare = html(text, facets)
        .replaceAll('<br>', '\n')
        .replace(/<\/?a[^>]*>/g, '')
      const plain = bare.replace(
        /&(lt|gt|quot|amp);/g,
        (_, name) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[String(name)] ?? '',
      )
      assert.equal(plain, text)
      assert.ok(facets.length >= 1)
    }),
  )
})
