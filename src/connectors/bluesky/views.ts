import { z } from 'zod'
import { HeardFacets } from './rich-text.ts'
import { AtUri, Did } from './uri.ts'

/** What we read of the network's answers: strict where we lean on it, forgiving where a stranger can write anything. */
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)

const Link = z.url({ protocol: /^https?$/ }).max(8192)

export const Ref = z.object({ uri: AtUri, cid: z.string().min(1).max(200) })
export type Ref = z.output<typeof Ref>

const Label = z.object({ val: z.string(), src: z.string(), neg: z.boolean().optional() })
const Labels = lenient(z.array(Label))

/** https://docs.bsky.app/docs/api/app-bsky-actor-get-profile */
export const Profile = z.object({
  did: Did,
  handle: z.string().max(253),
  displayName: lenient(z.string()),
  avatar: lenient(Link),
  labels: Labels,
  viewer: lenient(z.object({ blockedBy: lenient(z.boolean()), blocking: lenient(z.string()) })),
})
export type Profile = z.output<typeof Profile>

/** app.bsky.feed.post */
export const PostRecord = z.object({
  text: z.string(),
  createdAt: lenient(z.string()),
  reply: lenient(z.object({ root: Ref, parent: Ref })),
  facets: lenient(HeardFacets),
  langs: lenient(z.array(z.string().max(60))),
})
export type PostRecord = z.output<typeof PostRecord>

/** app.bsky.feed.defs#postView */
export const PostView = Ref.extend({
  author: Profile,
  record: PostRecord,
  indexedAt: z.iso.datetime({ offset: true }),
  embed: z.unknown().optional(),
  labels: Labels,
  replyCount: lenient(z.int()),
  repostCount: lenient(z.int()),
  likeCount: lenient(z.int()),
  quoteCount: lenient(z.int()),
  viewer: lenient(z.object({ replyDisabled: lenient(z.boolean()), like: lenient(AtUri), repost: lenient(AtUri) })),
})
export type PostView = z.output<typeof PostView>

/** A list of which one strange item does not spoil the others. */
export const Items = z.array(z.unknown()).max(1000)
export const Cursor = z.string().min(1).max(2000).optional()
