import type { HtmlEscaped, HtmlEscapedString } from 'hono/utils/html'

// What the compiler writes for JSX: `jsxImportSource` leads here. The types are Hono's, so that whatever takes its elements
// takes these.
export type { JSX } from 'hono/jsx/jsx-runtime'

type Props = Readonly<Record<string, unknown>>
type Component = (props: Props) => unknown

/** Markup that is drawn already. Nothing escapes it again. */
class Drawn implements HtmlEscaped {
  readonly isEscaped = true
  readonly html: string

  constructor(html: string) {
    this.html = html
  }

  toString(): string {
    return this.html
  }
}

/**
 * An element, drawn at once into its text: what stands inside was drawn before, since that is how JSX is called. A tree of
 * nodes that is drawn afterwards costs several times as much, in time and in memory; and it is for what no page here does:
 * to await something while it is drawn, or to share something without handing it on.
 */
export function jsx(tag: string | Component, props: Props): HtmlEscapedString {
  if (typeof tag === 'string') return asElement(element(tag, props))
  const result = tag(props)
  return asElement(result instanceof Drawn ? result : new Drawn(drawn(result)))
}

export { jsx as jsxs }

/** Several without an element around them. */
export const Fragment = ({ children }: Props): HtmlEscapedString => asElement(new Drawn(drawn(children)))

// Hono's types say of an element that it is a string: it becomes one as soon as anybody asks.
const asElement = (it: Drawn): HtmlEscapedString => it as unknown as HtmlEscapedString

function element(tag: string, props: Props): Drawn {
  let html = `<${tag}`
  for (const name in props) if (name !== 'children') html += attribute(name, props[name])
  const inside = drawn(props.children)
  return new Drawn(gathered(inside === '' && empty.has(tag) ? `${html}/>` : `${html}>${inside}</${tag}>`))
}

/** In characters: an element of some twenty pieces or more, and less than one of many that are in one piece each already. */
const gathers = { from: 1_000, below: 16_000 }

/**
 * In one piece. V8 keeps what was put together of texts as a tree of them until somebody reads a character of it: for a page
 * that would be a hundred thousand nodes, which its collector copies and walks. That took longer than all the drawing.
 */
const gathered = (html: string): string =>
  html.length < gathers.from || html.length >= gathers.below || html.charCodeAt(0) === lessThan ? html : ''

const lessThan = 60

/** https://html.spec.whatwg.org/multipage/syntax.html#void-elements */
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))

/** What stands between two tags, escaped unless it is markup. */
function drawn(child: unknown): string {
  if (typeof child === 'string') return escaped(child)
  if (child instanceof Drawn) return child.html
  if (child === undefined || child === null || typeof child === 'boolean') return ''
  if (typeof child === 'number') return String(child)
  if (Array.isArray(child)) {
    let html = ''
    for (const one of child) html += drawn(one)
    return html
  }
  if (isRaw(child)) return child.toString()
  throw new TypeError('Something on a page is neither text nor markup; what it shows is awaited before it is drawn.')
}

/** What Hono's `raw` gives. */
const isRaw = (child: object): boolean => child instanceof String && 'isEscaped' in child && child.isEscaped === true

function attribute(name: string, value: unknown): string {
  if (typeof value === 'string') return `${beginning(name)}${escaped(value)}"`
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean' && switches.has(name)) return value ? `${beginning(name)}"` : ''
  if (typeof value === 'number' || typeof value === 'boolean') return `${beginning(name)}${value}"`
  throw new TypeError(`The attribute ${name} is neither a text nor a number.`)
}

/** Those that are there or not: https://html.spec.whatwg.org/multipage/indices.html#attributes-3 */
const switches = new Set(
  (
    'allowfullscreen async autofocus autoplay checked controls default defer disabled download formnovalidate hidden inert ' +
    'ismap itemscope loop multiple muted nomodule novalidate open playsinline readonly required reversed selected'
  ).split(' '),
)

/** By its name: an attribute up to where its value begins. They are few, and each name is looked at once. */
const beginnings = new Map<string, string>()

function beginning(name: string): string {
  const known = beginnings.get(name)
  if (known !== undefined) return known
  if (!/^[\w:.-]+$/.test(name)) throw new TypeError(`${name} is not the name of an attribute.`)
  const made = ` ${name}="`
  beginnings.set(name, made)
  return made
}

const special = /[&<>'"]/
const specials = /[&<>'"]/g
const inWords: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&#39;',
  '"': '&quot;',
}

const escaped = (text: string): string =>
  special.test(text) ? text.replace(specials, (sign) => inWords[sign] ?? sign) : text
