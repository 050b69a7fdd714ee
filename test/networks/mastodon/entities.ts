import { tagsIn, toHtml } from './content.ts'
import type { Media, Notice, Person, Post, World } from './world.ts'

/** https://docs.joinmastodon.org/entities/ : our things in Mastodon's words, as one viewer sees them. */
export interface Render {
  account(person: Person): Record<string, unknown>
  status(post: Post, viewer?: Person): Record<string, unknown>
  notification(notice: Notice, viewer: Person): Record<string, unknown>
}

export function renderer(world: World): Render {
  const account = (person: Person) => accountOf(world, person)
  const status = (post: Post, viewer?: Person): Record<string, unknown> => statusOf(world, post, viewer)
  return {
    account,
    status,
    notification: (notice, viewer) => {
      const post = notice.postId ? world.posts.get(notice.postId) : undefined
      return {
        id: notice.id,
        type: notice.type,
        created_at: notice.createdAt.toISOString(),
        group_key: `ungrouped-${notice.id}`,
        account: account(personOf(world, notice.fromId)),
        ...(notice.postId && { status: post ? status(post, viewer) : null }),
        ...(notice.filtered && { filtered: true }),
      }
    },
  }
}

export const acctOf = (person: Person): string =>
  person.domain ? `${person.username}@${person.domain}` : person.username

export const profileOf = (world: World, person: Person): string =>
  person.domain ? `https://${person.domain}/@${person.username}` : `${world.url}/@${person.username}`

const uriOf = (world: World, person: Person): string =>
  person.domain ? `https://${person.domain}/users/${person.username}` : `${world.url}/ap/users/${person.id}`

export function personOf(world: World, id: string): Person {
  const person = world.people.get(id)
  if (!person) throw new Error(`No account ${id}`)
  return person
}

function accountOf(world: World, person: Person): Record<string, unknown> {
  return {
    id: person.id,
    username: person.username,
    acct: acctOf(person),
    display_name: person.displayName,
    locked: false,
    bot: person.bot,
    discoverable: null,
    indexable: false,
    group: false,
    created_at: `${person.createdAt.toISOString().slice(0, 10)}T00:00:00.000Z`,
    note: '',
    url: profileOf(world, person),
    uri: uriOf(world, person),
    avatar: `${world.url}/avatars/original/missing.png`,
    avatar_static: `${world.url}/avatars/original/missing.png`,
    header: `${world.url}/headers/original/missing.png`,
    header_static: `${world.url}/headers/original/missing.png`,
    followers_count: person.followers.size,
    following_count: person.following.size,
    statuses_count: person.statuses,
    last_status_at: null,
    emojis: [],
    roles: [],
    fields: [],
  }
}

function statusOf(world: World, post: Post, viewer?: Person): Record<string, unknown> {
  const author = personOf(world, post.authorId)
  const boosted = post.boostOf ? world.posts.get(post.boostOf) : undefined
  const parent = post.inReplyToId ? world.posts.get(post.inReplyToId) : undefined
  return {
    id: post.id,
    created_at: post.createdAt.toISOString(),
    in_reply_to_id: post.inReplyToId,
    in_reply_to_account_id: parent?.authorId ?? null,
    sensitive: post.spoiler !== '',
    spoiler_text: post.spoiler,
    visibility: post.visibility,
    language: post.language,
    uri: `${uriOf(world, author)}/statuses/${post.id}`,
    url: `${profileOf(world, author)}/${post.id}`,
    replies_count: countedReplies(world, post),
    reblogs_count: post.boosts,
    favourites_count: post.favourites,
    quotes_count: 0,
    edited_at: post.editedAt?.toISOString() ?? null,
    ...(viewer && { favourited: false, reblogged: false, muted: false, bookmarked: false, filtered: [] }),
    content: contentOf(world, post.text),
    reblog: boosted ? statusOf(world, boosted, viewer) : null,
    ...(!author.domain && { application: { name: post.application, website: null } }),
    account: accountOf(world, author),
    media_attachments: post.media.map(mediaOf),
    mentions: post.mentions.map((id) => mentionOf(world, personOf(world, id))),
    tags: tagsIn(post.text).map((name) => ({ name, url: `${world.url}/tags/${encodeURIComponent(name)}` })),
    emojis: [],
    quote: null,
    card: null,
    poll: post.poll && pollOf(post),
  }
}

/** Mastodon counts the replies that anybody may see. */
const countedReplies = (world: World, post: Post): number =>
  post.replies.filter((id) => ['public', 'unlisted'].includes(world.posts.get(id)?.visibility ?? '')).length

export function contentOf(world: World, text: string): string {
  return toHtml(text, {
    url: world.url,
    profileOf: (username, domain) => {
      const person = world.find(username, domain)
      return person && profileOf(world, person)
    },
  })
}

const mediaOf = (media: Media) => ({
  id: media.id,
  type: media.type,
  url: media.url,
  preview_url: media.url,
  remote_url: null,
  meta: {},
  description: media.description,
  blurhash: null,
})

const mentionOf = (world: World, person: Person) => ({
  id: person.id,
  username: person.username,
  url: profileOf(world, person),
  acct: acctOf(person),
})

const pollOf = (post: Post) => ({
  id: post.id,
  expires_at: null,
  expired: false,
  multiple: false,
  votes_count: (post.poll?.options ?? []).reduce((sum, option) => sum + option.votes, 0),
  voters_count: null,
  options: (post.poll?.options ?? []).map(({ title, votes }) => ({ title, votes_count: votes })),
  emojis: [],
})
