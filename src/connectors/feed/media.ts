import type { HeardMedia } from '../connector.ts'
import { lasting, mediaKind, present, titleOf, withoutRepeats } from './common.ts'
import { absolute } from './urls.ts'

/** What an item may carry beside its text: enclosures and Media RSS (https://www.rssboard.org/media-rss). */
interface Carrier {
  title?: string
  enclosures?: { url?: string; type?: string; length?: number }[]
  itunes?: { duration?: number; image?: string; title?: string }
  media?: MediaElements & { groups?: (MediaElements & Described)[] } & Described
}
interface MediaElements {
  contents?: (Described & { url?: string; type?: string; medium?: string; fileSize?: number; duration?: number })[]
}
interface Described {
  title?: { value?: string }
  description?: { value?: string }
  thumbnails?: { url?: string }[]
}

export function readMedia(item: Carrier, base: string): HeardMedia[] {
  const groups = item.media?.groups ?? []
  // A group is one thing in several sizes: the first is enough.
  const contents = [...(item.media?.contents ?? []), ...groups.flatMap((group) => described(group).slice(0, 1))]
  const found = withoutRepeats([...enclosures(item, base), ...contents.flatMap((one) => content(one, base))])
  return found.length > 0 ? found : picture(item, base)
}

const described = (group: MediaElements & Described) =>
  (group.contents ?? []).map((one) => ({ ...present({ title: group.title, description: group.description }), ...one }))

const enclosures = ({ enclosures, itunes, title }: Carrier, base: string): HeardMedia[] =>
  (enclosures ?? []).flatMap((one) => {
    const url = absolute(one.url, base)
    if (!url) return []
    const kind = mediaKind(one.type, url)
    const name =
      kind === 'audio' || kind === 'video' ? episodeName(itunes?.title ?? title, itunes?.duration) : undefined
    return [{ kind, url, ...present({ mime: one.type, bytes: sized(one.length), name }) }]
  })

function content(one: NonNullable<MediaElements['contents']>[number], base: string): HeardMedia[] {
  const url = absolute(one.url, base)
  if (!url) return []
  const kind = mediaKind(one.type, url, one.medium)
  const alt = titleOf(one.description?.value)
  const name = episodeName(one.title?.value, one.duration)
  return [{ kind, url, ...present({ mime: one.type, bytes: sized(one.fileSize), alt, name }) }]
}

/** The one picture of an item that carries nothing else. */
function picture({ media, itunes }: Carrier, base: string): HeardMedia[] {
  const shown = media?.thumbnails?.[0]?.url ?? media?.groups?.[0]?.thumbnails?.[0]?.url ?? itunes?.image
  const url = absolute(shown, base)
  return url ? [{ kind: 'image', url }] : []
}

/** Servers write 0 or 1 when they do not know. */
const sized = (bytes: number | undefined): number | undefined => (bytes && bytes > 1 ? Math.round(bytes) : undefined)

export function episodeName(title: string | undefined, seconds: number | undefined): string | undefined {
  const length = lasting(seconds)
  return [titleOf(title), length && `(${length})`].filter(Boolean).join(' ') || undefined
}
