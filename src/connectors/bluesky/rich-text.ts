import { z } from 'zod'
import { type UntrustedHtml, untrustedHtml } from '../../lib/html.ts'
import { Did, profileUrl, tagUrl } from './uri.ts'

const Feature = z.union([
  z.object({ $type: z.literal('app.bsky.richtext.facet#mention'), did: Did }),
  z.object({ $type: z.literal('app.bsky.richtext.facet#link'), uri: z.url({ protocol: /^https?$/ }) }),
  z.object({ $type: z.literal('app.bsky.richtext.facet#tag'), tag: z.string().min(1).max(640) }),
])
type Feature = z.output<typeof Feature>

/** As they come from strangers: features we do not know, or that are not what they say, are left out. */
const HeardFacet = z.object({
  index: z.object({ byteStart: z.int().min(0), byteEnd: z.int().min(1) }),
  features: z.array(Feature.optional().catch(undefined)).max(20),
})
export const HeardFacets = z.array(HeardFacet.optional().catch(undefined)).max(1000)
export type HeardFacets = z.output<typeof HeardFacets>

/** The text with its links: Bluesky shows an address shortened, and keeps the whole of it beside the text. */
export function htmlOf(text: string, facets: HeardFacets): UntrustedHtml {
  const bytes = Buffer.from(text)
  const pieces: string[] = []
  let at = 0
  for (const { start, end, feature } of stretches(bytes, facets)) {
    const inside = escaped(bytes.toString('utf8', start, end))
    pieces.push(escaped(bytes.toString('utf8', at, start)), `<a href="${escaped(addressOf(feature))}">${inside}</a>`)
    at = end
  }
  pieces.push(escaped(bytes.toString('utf8', at)))
  return untrustedHtml(pieces.join(''))
}

/** In order, none over another, none cutting a character in two, none outside the text. */
function stretches(bytes: Buffer, facets: HeardFacets): { start: number; end: number; feature: Feature }[] {
  const all = facets.flatMap((facet) => {
    const feature = facet?.features.find((one) => one !== undefined)
    return facet && feature ? [{ start: facet.index.byteStart, end: facet.index.byteEnd, feature }] : []
  })
  let last = 0
  return all
    .sort((a, b) => a.start - b.start)
    .filter(({ start, end }) => {
      const sound = start >= last && start < end && end <= bytes.length && begins(bytes, start) && begins(bytes, end)
      if (sound) last = end
      return sound
    })
}

/** Whether a character begins here, or the text ends. */
const begins = (bytes: Buffer, at: number): boolean => ((bytes[at] ?? 0) & 0xc0) !== 0x80

function addressOf(feature: Feature): string {
  if ('uri' in feature) return feature.uri
  return 'did' in feature ? profileUrl(feature.did) : tagUrl(feature.tag)
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '<br>' }

export const escaped = (text: string): string => text.replace(/[&<>"\n]/g, (one) => entities[one] ?? '')
