import type { SafeHtml, UntrustedHtml } from '../lib/html.ts'
import { Lines } from './lines.ts'
import { rel } from './sanitise.ts'

/** What plain markup says, and the same markup as we show it: null where it has no tags. */
export interface PlainMarkup {
  text: string
  html: SafeHtml | null
}

/**
 * Markup as most messages have it: paragraphs, breaks, emphasis and links, all closed in their order, with no attribute that
 * matters but `href`. Gives what `sanitise` and `readHtml` give (a test holds it to that), in a tenth of their time, which was most
 * of what taking a message in cost the thread that draws pages. Anything else, however slightly: undefined.
 */
export function readPlainMarkup(html: UntrustedHtml): PlainMarkup | undefined {
  const page = new Page()
  let end = 0
  for (const [piece, said, entity, ended, name = '', attributes = '', alone] of html.matchAll(pieces)) {
    end += piece.length
    if (said !== undefined) page.say(said, said.replaceAll('>', '&gt;'))
    else if (entity !== undefined) page.say(...(entities[entity] ?? ['', '']))
    else if (!(ended ? page.close(ended) : page.open(name, attributes, alone !== undefined))) return undefined
  }
  return end === html.length ? page.read() : undefined
}

/** Each begins where the one before it ended: words, a character written as an entity, the end of a tag, its beginning. */
const pieces =
  /([^<&]+)|&(amp|lt|gt|quot|#39|apos|nbsp);|<(?:\/([a-z]+)|([a-z]+)((?:[ \n]+[a-z-]+="[^"]*")*)[ \n]*(\/)?)>/gy

/** What is meant, and how it is written in what we show. */
const entities: Readonly<Record<string, readonly [string, string]>> = {
  amp: ['&', '&amp;'],
  lt: ['<', '&lt;'],
  gt: ['>', '&gt;'],
  quot: ['"', '"'],
  '#39': ["'", "'"],
  apos: ["'", "'"],
  nbsp: ['\u00a0', '\u00a0'],
}

const inline = ['strong', 'b', 'em', 'i', 'u', 's', 'del', 'ins', 'code']
const blocks = new Set(['p', 'blockquote', 'ul', 'ol', 'li'])
/** Left out of what we show, with what is in them left in. */
const dropped = new Set(['span'])
const known = new Set([...inline, ...blocks, ...dropped, 'a', 'br'])
/** Far from where the sanitiser stops to nest. */
const deepest = 20

class Page {
  #html = ''
  #hasTags = false
  readonly #lines = new Lines()
  readonly #open: string[] = []

  say(said: string, written: string): void {
    this.#lines.add(said)
    this.#html += written
  }

  /** False: not as plainly as it was thought. */
  open(name: string, attributes: string, isAlone: boolean): boolean {
    if (!known.has(name) || this.#open.length >= deepest || endsAnother(name, this.#open.at(-1))) return false
    this.#hasTags = true
    if (name === 'br') {
      this.#lines.end()
      this.#html += '<br />'
      return true
    }
    const tag = isAlone ? undefined : tagOf(name, attributes)
    if (tag === undefined) return false
    if (blocks.has(name)) this.#lines.block()
    this.#open.push(name)
    this.#html += tag
    return true
  }

  close(name: string): boolean {
    if (this.#open.pop() !== name) return false
    if (blocks.has(name)) this.#lines.block()
    if (name === 'p') this.#lines.end()
    if (!dropped.has(name)) this.#html += `</${name}>`
    return true
  }

  read(): PlainMarkup | undefined {
    if (this.#open.length > 0) return undefined
    return { text: this.#lines.text(), html: this.#hasTags ? (this.#html as SafeHtml) : null }
  }
}

/** Markup lets some elements end others that were never closed. */
const endsAnother = (name: string, last: string | undefined): boolean =>
  (last === 'p' && blocks.has(name) && name !== 'li') || (last === name && (name === 'li' || name === 'a'))

/** Undefined where its attributes matter in any other way. */
function tagOf(name: string, attributes: string): string | undefined {
  if (name === 'a') return linkOf(attributes)
  if (name === 'ol' && attributes !== '') return undefined
  return dropped.has(name) ? '' : `<${name}>`
}

function linkOf(attributes: string): string | undefined {
  const [href, ...others] = [...attributes.matchAll(/([a-z-]+)="([^"]*)"/g)].flatMap(([, name, value = '']) =>
    name === 'href' ? [value] : [],
  )
  if (href === undefined || others.length > 0 || !plainHref.test(href)) return undefined
  return URL.canParse(href.replaceAll('&amp;', '&')) ? `<a href="${href}" rel="${rel}">` : undefined
}

const plainHref = /^https?:\/\/(?:[\w.~:/?#[\]@!$'()*+,;=%-]|&amp;)+$/
