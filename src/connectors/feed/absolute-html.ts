import { Parser } from 'htmlparser2'
import { absolute } from './urls.ts'

/** The same markup with its relative addresses made absolute, since it leaves the page they were relative to. */
export function absoluteHtml(markup: string, base: string): string {
  if (!relativeAddress.test(markup)) return markup
  const out: string[] = []
  const parser = new Parser(
    {
      onopentag: (name, attributes) => out.push(`<${name}${attributesOf(attributes, base)}>`),
      ontext: (text) => out.push(text),
      onclosetag: (name, implied) => {
        if (!implied) out.push(`</${name}>`)
      },
    },
    { decodeEntities: false },
  )
  parser.end(markup)
  return out.join('')
}

const relativeAddress = /\b(?:href|src|poster|cite)\s*=\s*["']?\s*(?!https?:|mailto:|tel:|data:|#|["'])/i
const addresses = ['href', 'src', 'poster', 'cite']

const attributesOf = (attributes: Record<string, string>, base: string): string =>
  Object.entries(attributes)
    .filter(([name]) => /^[\w:-]+$/.test(name) && name !== 'srcset')
    .map(
      ([name, value]) =>
        ` ${name}="${(addresses.includes(name) ? resolved(value, base) : value).replaceAll('"', '&quot;')}"`,
    )
    .join('')

/** Entities are left as they are but for the ampersand, which would be part of the address. */
const resolved = (value: string, base: string): string =>
  value.startsWith('#') ? value : (absolute(value.replaceAll('&amp;', '&'), base)?.replaceAll('&', '&amp;') ?? value)
