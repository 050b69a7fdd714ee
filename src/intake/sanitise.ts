import { Parser } from 'htmlparser2'
import sanitize from 'sanitize-html'
import type { SafeHtml, UntrustedHtml } from '../lib/html.ts'
import { Lines } from './lines.ts'

const tags = [
  'p',
  'br',
  'a',
  'strong',
  'b',
  'em',
  'i',
  'u',
  's',
  'del',
  'ins',
  'sub',
  'sup',
  'blockquote',
  'code',
  'pre',
  'ul',
  'ol',
  'li',
  'h3',
  'h4',
  'hr',
]
const blocks = new Set([
  'p',
  'div',
  'blockquote',
  'pre',
  'ul',
  'ol',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'tr',
  'table',
  'section',
  'article',
  'figure',
  'figcaption',
  'dd',
  'dt',
])

/** Of every link. */
export const rel = 'nofollow ugc noopener noreferrer'

// No class, style, id or event attribute survives; links leave without telling where from.
const rules: sanitize.IOptions = {
  allowedTags: tags,
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: [
    'style',
    'script',
    'textarea',
    'option',
    'noscript',
    'template',
    'title',
    'iframe',
    'object',
    'svg',
    'math',
  ],
  nestingLimit: 40,
  transformTags: {
    a: (_tag, { href }) => ({ tagName: 'a', attribs: { ...(href && leadsOut(href) ? { href } : {}), rel } }),
    h1: 'h3',
    h2: 'h3',
    h5: 'h4',
    h6: 'h4',
    div: 'p',
  },
}

/** A link without a whole address would lead into our own pages: connectors have made whole those that they could. */
function leadsOut(href: string): boolean {
  const { protocol = '' } = URL.parse(href) ?? {}
  return protocol === 'http:' || protocol === 'https:' || protocol === 'mailto:'
}

/** The one place where markup from outside becomes markup we show. Pictures are taken out: they travel as media. */
export const sanitise = (html: UntrustedHtml): SafeHtml => sanitize(html, rules) as string as SafeHtml

/** Tags opened and never closed cost parsers the square of their number; nobody writes so many in one message. */
const mostTags = 20_000

/** Markup that would hold up everybody else, and is read without its tags. */
export function isTangled(html: string): boolean {
  let tags = 0
  for (let at = html.indexOf('<'); at >= 0 && tags <= mostTags; at = html.indexOf('<', at + 1)) tags += 1
  return tags > mostTags
}

export const withoutTags = (html: string): string => html.replace(/<[^<>]*>/g, ' ').replace(/[ \t]+/g, ' ')

export interface Picture {
  url: string
  alt?: string
}

/** What the markup says without its tags, line by line, and the pictures it shows. */
export function readHtml(html: string): { text: string; pictures: Picture[] } {
  const pictures: Picture[] = []
  const lines = new Lines()
  let hidden = 0
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (isHidden(name)) hidden += 1
        if (name === 'br') lines.end()
        if (blocks.has(name)) lines.block()
        const picture = name === 'img' ? asPicture(attributes) : undefined
        if (picture && pictures.length < 20) pictures.push(picture)
      },
      ontext(said) {
        if (hidden === 0) lines.add(said)
      },
      onclosetag(name) {
        if (isHidden(name)) hidden = Math.max(0, hidden - 1)
        if (blocks.has(name)) lines.block()
        if (name === 'p') lines.end()
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
  return { text: lines.text(), pictures }
}

const isHidden = (name: string) => name === 'script' || name === 'style' || name === 'template' || name === 'noscript'

function asPicture({ src, alt, width, height }: Record<string, string>): Picture | undefined {
  if (!src || !/^https?:\/\//i.test(src)) return undefined
  // A picture of one pixel counts readers; it shows nothing.
  if (width === '1' || height === '1' || width === '0' || height === '0') return undefined
  return { url: src, ...(alt ? { alt } : {}) }
}
