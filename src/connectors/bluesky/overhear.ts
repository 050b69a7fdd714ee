import { z } from 'zod'
import type { Heard, HeardMedia, HeardMessage } from '../connector.ts'
import { htmlOf } from './rich-text.ts'
import { AtUri, Did, didOf, postCollection, postUri, postUrl, profileUrl } from './uri.ts'
import { PostRecord } from './views.ts'

/** https://github.com/bluesky-social/jetstream#consuming-jetstream : what we read of an event. */
const Event = z.object({
  did: Did,
  time_us: z.int().positive(),
  commit: z.object({
    operation: z.enum(['create', 'update', 'delete']),
    collection: z.literal(postCollection),
    rkey: z.string().min(1).max(512),
    cid: z.string().min(1).max(200).optional(),
    record: z.unknown().optional(),
  }),
})
type Event = z.output<typeof Event>

/** What is only there to carry time forward, and what nobody can read, is passed over: it speaks to nobody here. */
export function overhear(text: string): { heard: Heard | undefined; at: number | undefined } {
  const raw = parsed(text)
  const { data: event } = Event.safeParse(raw)
  if (event) return { heard: heardIn(event), at: event.time_us }
  const at: unknown = Object(raw).time_us
  return { heard: undefined, at: typeof at === 'number' && Number.isSafeInteger(at) && at > 0 ? at : undefined }
}

function heardIn({ did, time_us, commit }: Event): Heard | undefined {
  const { operation, rkey, cid, record } = commit
  const uri = postUri(did, rkey)
  if (!AtUri.safeParse(uri).success) return undefined
  if (operation === 'delete') return { kind: 'deletion', externalId: uri, overheard: true }
  const { data: said } = PostRecord.safeParse(record)
  if (!said || !cid) return undefined
  return { kind: 'message', message: messageOf(uri, cid, { said, record, seenAt: Math.floor(time_us / 1000) }) }
}

interface Post {
  said: PostRecord
  record: unknown
  seenAt: number
}

/** The stream tells an author's DID and no name; `inFull` asks for it when the message is kept. */
function messageOf(uri: string, cid: string, { said, record, seenAt }: Post): HeardMessage {
  const { text, facets = [], reply, langs, createdAt = '' } = said
  const did = didOf(uri)
  const written = Date.parse(createdAt)
  const links = facets.some((facet) => facet?.features.some((one) => one && 'uri' in one))
  return {
    externalId: uri,
    ...(reply && { parentExternalId: reply.parent.uri, rootExternalId: reply.root.uri }),
    author: { externalId: did, name: did, url: profileUrl(did) },
    body: links ? { html: htmlOf(text, facets) } : { text },
    media: mediaOf(did, Object(Object(record).embed)),
    visibility: 'public',
    ...(langs?.[0] && { language: langs[0] }),
    url: postUrl(uri),
    saidAt: new Date(written > earliest && written < seenAt ? written : seenAt),
    concernsUs: false,
    overheard: true,
    replyKey: { uri, cid, root: reply ? { ...reply.root } : { uri, cid } },
  }
}

const earliest = Date.UTC(2000, 0, 1)

const Picture = z.object({
  alt: z.string().optional().catch(undefined),
  image: z.object({ ref: z.object({ $link: z.string().regex(/^[a-z0-9]{20,100}$/i) }) }),
})

/** Pictures, and the pictures beside a quoted post, at the address where the network's own pages fetch them. */
function mediaOf(did: string, embed: Record<string, unknown>): HeardMedia[] {
  const { images } = Object('media' in embed ? embed.media : embed)
  if (!Array.isArray(images)) return []
  return images.slice(0, 20).flatMap((raw) => {
    const { data } = Picture.safeParse(raw)
    if (!data) return []
    const url = `https://cdn.bsky.app/img/feed_fullsize/plain/${did}/${data.image.ref.$link}`
    return [{ kind: 'image' as const, url, ...(data.alt && { alt: data.alt }) }]
  })
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
