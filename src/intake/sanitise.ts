import { Parser } from 'htmlparser2'
import sanitize from 'sanitize-html'
import type { SafeHtml, UntrustedHtml } from '../lib/html.ts'

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
    a: (_tag, { href }) => ({
      tagName: 'a',
      attribs: { ...(href ? { href } : {}), rel: 'nofollow ugc noopener noreferrer' },
    }),
    h1: 'h3',
    h2: 'h3',
    h5: 'h4',
    h6: 'h4',
    div: 'p',
  },
}

/** The one place where markup from outside becomes markup we show. Pictures are taken out: they travel as media. */
export const sanitise = (html: UntrustedHtml): SafeHtml => sanitize(html, rules) as string as SafeHtml

export interface Picture {
  url: string
  alt?: string
}

/** What the markup says without its tags, line by line, and the pictures it shows. */
export function readHtml(html: string): { text: string; pictures: Picture[] } {
  const pictures: Picture[] = []
  let text = ''
  let hidden = 0
  const line = () => {
    if (text !== '' && !text.endsWith('\n')) text += '\n'
  }
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (isHidden(name)) hidden += 1
        if (name === 'br') text += '\n'
        if (blocks.has(name)) line()
        const picture = name === 'img' ? asPicture(attributes) : undefined
        if (picture && pictures.length < 20) pictures.push(picture)
      },
      ontext(said) {
        if (hidden === 0) text += said.replace(/[ \t\r\n\f]+/g, ' ')
      },
      onclosetag(name) {
        if (isHidden(name)) hidden = Math.max(0, hidden - 1)
        if (blocks.has(name)) line()
        if (name === 'p') text += '\n'
      },
    },
    { decodeEntities: true },
  )
  parser.end(html)
  return { text: tidy(text), pictures }
}

const isHidden = (name: string) => name === 'script' || name === 'style' || name === 'template' || name === 'noscript'

function asPicture({ src, alt, width, height }: Record<string, string>): Picture | undefined {
  if (!src || !/^https?:\/\//i.test(src)) return undefined
  // A picture of one pixel counts readers; it shows nothing.
  if (width === '1' || height === '1' || width === '0' || height === '0') return undefined
  return { url: src, ...(alt ? { alt } : {}) }
}

const tidy = (text: string) =>
  text
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
