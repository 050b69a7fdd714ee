import { LinkifyIt } from 'linkify-it'
import { isHandle } from './handle.ts'

/** What a stretch of a text means; the stretch is counted in bytes of UTF-8, as the network asks. */
export interface Facet {
  index: { byteStart: number; byteEnd: number }
  features: Feature[]
}

export type Feature =
  | { $type: 'app.bsky.richtext.facet#mention'; did: string }
  | { $type: 'app.bsky.richtext.facet#link'; uri: string }
  | { $type: 'app.bsky.richtext.facet#tag'; tag: string }

type Found = { start: number; end: number } & ({ handle: string } | { uri: string } | { tag: string })

/**
 * The mentions, links and hashtags of a text (https://docs.bsky.app/docs/advanced-guides/post-richtext). `resolve`
 * answers the DID of each handle; a handle that nobody has stays plain text.
 */
export async function facetsOf(
  text: string,
  resolve: (handle: string) => Promise<string | undefined>,
): Promise<Facet[]> {
  const found = apart([...mentionsIn(text), ...linksIn(text), ...tagsIn(text)])
  const facets: Facet[] = []
  for (const one of found) {
    const feature = await featureOf(one, resolve)
    const index = { byteStart: bytesBefore(text, one.start), byteEnd: bytesBefore(text, one.end) }
    if (feature) facets.push({ index, features: [feature] })
  }
  return facets
}

async function featureOf(
  found: Found,
  resolve: (handle: string) => Promise<string | undefined>,
): Promise<Feature | undefined> {
  if ('uri' in found) return { $type: 'app.bsky.richtext.facet#link', uri: found.uri }
  if ('tag' in found) return { $type: 'app.bsky.richtext.facet#tag', tag: found.tag }
  const did = await resolve(found.handle)
  return did === undefined ? undefined : { $type: 'app.bsky.richtext.facet#mention', did }
}

const bytesBefore = (text: string, at: number): number => Buffer.byteLength(text.slice(0, at))

/** In the order of the text, none over another: of two that overlap the earlier stays. */
function apart(found: Found[]): Found[] {
  const kept: Found[] = []
  for (const one of found.sort((a, b) => a.start - b.start)) if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one)
  return kept
}

const mention =
  /(?<=^|[\s([{"'«“¿¡])@([a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+)/g

const mentionsIn = (text: string): Found[] =>
  [...text.matchAll(mention)].flatMap(({ index, 0: whole, 1: handle = '' }) =>
    isHandle(handle) ? [{ start: index, end: index + whole.length, handle: handle.toLowerCase() }] : [],
  )

const linkify = new LinkifyIt({ fuzzyEmail: false, fuzzyIP: false, fuzzyLink: true })
  .add('mailto:', null)
  .add('ftp:', null)
  .add('//', null)
  .tlds(['app', 'blog', 'cat', 'dev', 'eus', 'gal', 'news', 'online', 'site', 'social', 'store', 'tech'], true)

/** Addresses written whole, and bare domains of the endings people know; https is understood of the latter. */
function linksIn(text: string): Found[] {
  const matches = linkify.match(text) ?? []
  return matches.flatMap(({ index, lastIndex, schema, raw }) => {
    if (text[index - 1] === '@') return []
    const uri = schema === '' ? `https://${raw}` : raw
    return URL.canParse(uri) ? [{ start: index, end: lastIndex, uri }] : []
  })
}

const tag = /(?<=^|\s)[#＃](?!\ufe0f)([^\s\u00ad\u2060\u200a-\u200d#＃]+)/gu
const segmenter = new Intl.Segmenter()

function tagsIn(text: string): Found[] {
  return [...text.matchAll(tag)].flatMap(({ index, 1: written = '' }) => {
    const bare = written.replace(/\p{P}+$/u, '')
    const tooLong = bare.length > 64 && [...segmenter.segment(bare)].length > 64
    // Numbers alone are not a hashtag: "#1".
    if (/^[\d\p{P}]*$/u.test(bare) || tooLong) return []
    return [{ start: index, end: index + 1 + bare.length, tag: bare }]
  })
}
