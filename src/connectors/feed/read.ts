import { parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith'
import { words } from '../../lib/words.ts'
import { ConnectorFailure } from '../failure.ts'
import { decodeDocument } from './charset.ts'
import { mend } from './mend.ts'
import type { ParsedFeed } from './parsed.ts'
import { readAtom } from './read-atom.ts'
import { readJson } from './read-json.ts'
import { readRdf, readRss } from './read-rss.ts'

/** A document that came from somewhere. */
export interface Document {
  url: string
  contentType: string
  body: Uint8Array
}

/** The feed in a document, or undefined when it is something else. Throws ConnectorFailure for a feed beyond reading. */
export function readFeed({ url, contentType, body }: Document): ParsedFeed | undefined {
  const text = decodeDocument(body, contentType).trim()
  const format = formatOf(text)
  if (!format) return undefined
  try {
    return read(format, text, url)
  } catch (cause) {
    return readMended(format, text, url, cause)
  }
}

function read(format: ParsedFeed['format'], text: string, url: string): ParsedFeed {
  try {
    return readers[format](text, url)
  } catch (error) {
    // feedsmith's word for a feed with nothing in it, which a new blog may well have.
    if (!(error instanceof Error && error.name === 'ParseError')) throw error
    return { format, complete: false, hints: { skipHours: [], skipDays: [] }, items: [] }
  }
}

/** Broken markup is mended only when it does not parse: mending costs time and may cost a word. */
function readMended(format: ParsedFeed['format'], text: string, url: string, cause: unknown): ParsedFeed {
  try {
    if (format !== 'json') return read(format, mend(text), url)
  } catch {
    // What is still unreadable is told below, with the first cause.
  }
  throw new ConnectorFailure('invalid', words('feed.unreadable', { url }), { cause })
}

const readers: Record<ParsedFeed['format'], (text: string, url: string) => ParsedFeed> = {
  rss: (text, url) => readRss(parseRssFeed(withoutDoctype(text)), url),
  rdf: (text, url) => readRdf(parseRdfFeed(withoutDoctype(text)), url),
  atom: (text, url) => readAtom(parseAtomFeed(withoutDoctype(text)), url),
  json: (text, url) => readJson(parseJsonFeed(text), url),
}

/** By the first element, or by what a JSON object holds; a page that merely mentions a feed is none. */
export function formatOf(text: string): ParsedFeed['format'] | undefined {
  if (text.startsWith('{'))
    return /"version"\s*:\s*"https?:\\?\/\\?\/(?:www\.)?jsonfeed\.org/.test(text) ? 'json' : undefined
  const root = rootElement.exec(text.slice(0, 20_000))?.[1]?.toLowerCase()
  if (root === 'rss') return 'rss'
  if (root === 'rdf') return 'rdf'
  return root === 'feed' ? 'atom' : undefined
}

/** After the declarations, comments and style sheets that may stand before it. */
const rootElement =
  /^(?:[^<]|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE(?:[^[>]|\[[\s\S]*?\])*>)*<(?:[\w.-]+:)?([\w.-]+)/i

/** Its entities are the usual ones or an attack, and both are better without it. Only before the root: text may hold another. */
const withoutDoctype = (text: string): string =>
  text.replace(/^((?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|\s+)*)<!DOCTYPE(?:[^[>]|\[[\s\S]*?\])*>/i, '$1')
