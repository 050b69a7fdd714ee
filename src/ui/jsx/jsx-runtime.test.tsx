import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { jsx as honos } from 'hono/jsx/jsx-runtime'
import { jsx } from './jsx-runtime.ts'

const Named = ({ name, children }: { name?: string; children?: Child }) => (
  <b title={name}>
    {name}: {children}
  </b>
)

describe('what is drawn', () => {
  test('is escaped once, however deep it stands', () => {
    const text = `<i>"Tú" & 'yo'</i>`
    const safe = '&lt;i&gt;&quot;Tú&quot; &amp; &#39;yo&#39;&lt;/i&gt;'
    const inside = <Named name={text}>{text}</Named>
    assert.equal(String(<p>{inside}</p>), `<p><b title="${safe}">${safe}: ${safe}</b></p>`)
  })

  test('leaves out what is nothing, and not a nought', () => {
    assert.equal(
      String(
        <p>
          {null}
          {undefined}
          {false}
          {true}
          {[]}
          {0}
        </p>,
      ),
      '<p>0</p>',
    )
    assert.equal(String(<p title={undefined} tabindex={0} />), '<p tabindex="0"></p>')
  })

  test('has switches that are there or not, and others that say true or false', () => {
    assert.equal(String(<input checked disabled={false} aria-invalid />), '<input checked="" aria-invalid="true"/>')
  })

  test('takes markup as it is only from `raw` and from itself', () => {
    assert.equal(String(<p>{raw('<hr>')}</p>), '<p><hr></p>')
    const pretends = { isEscaped: true, toString: () => '<hr>' }
    assert.throws(() => jsx('p', { children: pretends }), /neither text nor markup/)
  })

  test('awaits nothing, and says so', () => {
    assert.throws(() => jsx('p', { children: Promise.resolve('later') }), /awaited before/)
  })

  test('has no attribute with a name that could end it', () => {
    assert.throws(() => jsx('p', { 'a="1"><script>': 'x' }), /not the name/)
    assert.throws(() => jsx('p', { title: { toString: () => 'x' } }), /neither a text/)
  })
})

type Tree =
  | string
  | number
  | boolean
  | null
  | Tree[]
  | { tag: string; attributes: Record<string, unknown>; inside: Tree[] }

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: fc.constantFrom('a', 'ñ', '<', '>', '&', '"', "'", ' ', '🙂') }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.record({
      tag: fc.constantFrom('p', 'div', 'path', 'button', 'form', 'input', 'br', 't-live'),
      attributes: fc.dictionary(
        fc.constantFrom('class', 'title', 'viewBox', 'data-x', 'aria-hidden', 'hidden', 'disabled', 'href', 'value'),
        fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(undefined), fc.constant(null)),
      ),
      inside: fc.array(tie('tree'), { maxLength: 4 }),
    }),
  ),
}))

type Draw = (tag: string, props: Record<string, unknown>) => unknown

function build(draw: Draw, one: Tree): unknown {
  if (Array.isArray(one)) return one.map((each) => build(draw, each))
  if (typeof one !== 'object' || one === null) return one
  const { tag, attributes, inside } = one
  const isEmpty = tag === 'input' || tag === 'br'
  return draw(tag, { ...attributes, ...(isEmpty ? {} : { children: inside.map((each) => build(draw, each)) }) })
}

test('is what Hono would draw', () => {
  fc.assert(
    fc.property(tree, (one) => {
      assert.equal(
        String(jsx('main', { children: build(jsx, one) })),
        String(honos('main', { children: build(honos, one) as Child })),
      )
    }),
  )
})
