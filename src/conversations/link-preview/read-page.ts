import { Parser } from 'htmlparser2'
import { cleanText } from '../../lib/clean-text.ts'

/** What a page says of itself to whoever links to it. */
export interface PageSays {
  title: string
  description: string
  /** Absolute. */
  picture: string | undefined
}

const longestTitle = 200
const longestDescription = 400
/** What it says of itself stands at its beginning. */
const readUpTo = 500_000

/**
 * Open Graph (https://ogp.me), then what X asks for, then plain HTML. Markup of strangers: only names and texts are taken
 * from it, bounded, and nothing of it is run, followed or shown as markup. Undefined when it says no title.
 */
export function readPage(markup: string, url: string): PageSays | undefined {
  const { metas, title } = headOf(markup.slice(0, readUpTo))
  const said = (...names: string[]) =>
    names.map((name) => metas.get(name)).find((one) => one !== undefined && one !== '')
  const name = short(said('og:title', 'twitter:title') ?? title, longestTitle)
  if (name === '') return undefined
  const picture = said('og:image:secure_url', 'og:image:url', 'og:image', 'twitter:image', 'twitter:image:src')
  return {
    title: name,
    description: short(said('og:description', 'twitter:description', 'description') ?? '', longestDescription),
    picture: picture ? webUrl(picture, url) : undefined,
  }
}

const wanted =
  /^(og:(title|description|image(:url|:secure_url)?)|twitter:(title|description|image(:src)?)|description)$/

function headOf(markup: string): { metas: ReadonlyMap<string, string>; title: string } {
  const metas = new Map<string, string>()
  let title = ''
  let depth = 0
  let isRead = false
  const parser = new Parser({
    onopentag(name, { property, name: called, content }) {
      if (name === 'title' && !isRead) depth += 1
      if (name !== 'meta' || content === undefined) return
      const key = (property ?? called ?? '').trim().toLowerCase()
      if (wanted.test(key) && !metas.has(key)) metas.set(key, content.slice(0, 4000))
    },
    ontext(text) {
      if (depth > 0 && title.length < 1000) title += text
    },
    onclosetag(name) {
      if (name !== 'title') return
      depth = 0
      // Drawings have titles too: the page's own is the first.
      isRead = true
    },
  })
  parser.write(markup)
  parser.end()
  return { metas, title }
}

function short(text: string, most: number): string {
  const clean = cleanText(text).replaceAll(/\s+/g, ' ').trim()
  return clean.length > most
    ? `${clean
        .slice(0, most - 1)
        .trimEnd()
        .toWellFormed()}…`
    : clean
}

function webUrl(address: string, base: string): string | undefined {
  if (!URL.canParse(address, base)) return undefined
  const url = new URL(address, base)
  return /^https?:$/.test(url.protocol) && url.href.length <= 2000 ? url.href : undefined
}
