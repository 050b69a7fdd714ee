import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { untrustedHtml } from '../lib/html.ts'
import { readPlainMarkup } from './plain-markup.ts'
import { readHtml, sanitise } from './sanitise.ts'

/** What the sanitiser and the reader of markup say, which is what counts. */
function slowly(html: string) {
  const { text, pictures } = readHtml(html)
  assert.deepEqual(pictures, [], html)
  return { text, html: /<[a-z]/i.test(html) ? sanitise(untrustedHtml(html)) : null }
}

const plainly = (html: string) => readPlainMarkup(untrustedHtml(html))

const words = fc.oneof(
  fc.constantFrom(
    'hola',
    ' ',
    '\n',
    '  dos  ',
    '>',
    '"',
    "'",
    'ñ',
    '😀',
    '\u00a0',
    '\t',
    '\r\n',
    '&',
    '&amp',
    '\0',
    'a&b;',
  ),
  fc.constantFrom(
    '&amp;',
    '&lt;',
    '&gt;',
    '&quot;',
    '&#39;',
    '&apos;',
    '&nbsp;',
    '&copy;',
    '&#x3c;',
    '&amp;lt;',
    '&lt;p&gt;',
  ),
  fc.string({ unit: fc.constantFrom('<', '/', 'p', '>', '!', '-', '&', ';', '"', '=', ' ', 'a') }),
)
const address = fc.oneof(
  fc.constantFrom(
    'https://example.org/1',
    'http://a.b/?a=1&amp;b=2#c',
    'https://',
    'https://x:99999/',
    '/ours',
    '//x.y',
  ),
  fc.constantFrom(
    'javascript:alert(1)',
    'HTTPS://x.y',
    'https://x y',
    'mailto:a@b.c',
    'https://x/?a&b',
    ' https://x',
    'https://ñ.es',
  ),
  fc.constantFrom(
    'https:\\\\x.y',
    'https://x.y/(a)[b]*',
    'https://[::1]/',
    "https://x/'a",
    'https://x/%',
    'https://x.y/&lt;',
  ),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
)
const attribute = fc.oneof(
  fc.constantFrom(
    ' class="mention u-url"',
    ' rel="nofollow"',
    ' target="_blank"',
    ' start="3"',
    ' title="x href="',
    ' onclick="x()"',
  ),
  fc.constantFrom(
    '\n  data-x=""',
    ' href',
    " href='https://x.y'",
    ' HREF="https://x.y"',
    ' style="a"b',
    ' href=""',
    '\thref="https://x.y"',
  ),
  address.map((it) => ` href="${it}"`),
)
const name = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('p', 'a', 'br', 'span', 'b', 'ul', 'ol', 'li', 'blockquote', 'code', 'em') },
  fc.constantFrom('P', 'div', 'img', 'script', 'hr', 'h3', 'svg', 'noscript', 'pre', 'textarea', 'title', 'x-y', 'xmp'),
)
const tag = fc
  .tuple(
    fc.constantFrom('', '', '/'),
    name,
    fc.array(attribute, { maxLength: 2 }),
    fc.constantFrom('', '', '', ' ', '/', ' /'),
  )
  .map(([end, called, attributes, rest]) => `<${end}${called}${end ? '' : attributes.join('')}${rest}>`)
/** As people's programs write it: everything that is opened is closed. */
const { tree } = fc.letrec<{ tree: string; element: string }>((tie) => ({
  element: fc
    .tuple(name, fc.array(attribute, { maxLength: 2 }), tie('tree'))
    .map(
      ([called, attributes, inside]) =>
        `<${called}${attributes.join('')}>${called === 'br' ? '' : `${inside}</${called}>`}`,
    ),
  tree: fc
    .array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, words, tie('element')), { maxLength: 5 })
    .map((all) => all.join('')),
}))
const soup = fc.array(fc.oneof(words, tag), { maxLength: 12 }).map((all) => all.join(''))

test('what is read as plain markup is what the sanitiser makes of it, to the letter', () => {
  let plain = 0
  fc.assert(
    fc.property(fc.oneof(tree, soup), (html) => {
      const read = plainly(html)
      if (!read) return
      plain += 1
      assert.deepEqual(read, slowly(html))
    }),
    { numRuns: 5_000 },
  )
  assert.ok(plain > 500, `${plain} were plain`)
})

test('what networks write is read so', () => {
  const mention =
    '<p><span class="h-card" translate="no"><a href="https://example.org/@marta" class="u-url mention">@<span>marta</span></a></span> ¿cuándo abren? &lt;3</p>'
  const link =
    '<p>Más en <a href="https://example.org/a?b=1&amp;c=2" target="_blank" rel="nofollow noopener"><span class="invisible">https://</span><span class="ellipsis">example.org/a</span></a><br />hoy<br>mismo</p>'
  for (const html of [
    mention,
    link,
    `${mention}${link}`,
    'sin marcas &amp; ya',
    '<ul><li>uno</li><li><b>dos</b></li></ul>',
  ]) {
    assert.ok(plainly(html), html)
    assert.deepEqual(plainly(html), slowly(html))
  }
})

test('what is not plain is left to the sanitiser', () => {
  for (const html of [
    '<p>a',
    'a</p>',
    '<p>a<p>b</p></p>',
    '<b><i>x</b></i>',
    '<a href="javascript:x()">x</a>',
    '<img src="https://x.y/1.png">',
    'AT&T',
    '<!-- x -->',
    '<script>x</script>',
  ])
    assert.equal(plainly(html), undefined, html)
})
