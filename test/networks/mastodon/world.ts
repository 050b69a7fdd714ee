import { randomBytes } from 'node:crypto'
import { mentionsIn } from './content.ts'
import { snowflakes } from './snowflake.ts'

export type PostVisibility = 'public' | 'unlisted' | 'private' | 'direct'

export interface Person {
  id: string
  username: string
  /** Absent for people of this instance. */
  domain?: string
  displayName: string
  bot: boolean
  suspended: boolean
  /** Notifications from people not followed are set aside, as the instance's users may choose since 4.3. */
  filtersStrangers: boolean
  following: Set<string>
  followers: Set<string>
  statuses: number
  createdAt: Date
}

export interface Media {
  id: string
  type: 'image' | 'gifv' | 'video' | 'audio' | 'unknown'
  url: string | null
  description: string | null
}

export interface Post {
  id: string
  authorId: string
  text: string
  spoiler: string
  visibility: PostVisibility
  language: string | null
  inReplyToId: string | null
  conversationId: string
  mentions: string[]
  media: Media[]
  poll: { options: { title: string; votes: number }[] } | null
  boostOf: string | null
  favourites: number
  /** Who has it among their favourites, and who boosted it by which post of theirs. */
  likedBy: Set<string>
  boostedBy: Map<string, string>
  boosts: number
  /** In the order they were said. */
  replies: string[]
  application: string
  createdAt: Date
  editedAt: Date | null
  versions: { text: string; spoiler: string; at: Date }[]
}

export interface Notice {
  id: string
  ownerId: string
  type: 'mention' | 'status' | 'reblog' | 'favourite' | 'follow' | 'update'
  fromId: string
  postId: string | null
  filtered: boolean
  createdAt: Date
}

export interface Draft {
  text: string
  visibility?: PostVisibility
  spoiler?: string
  language?: string
  inReplyToId?: string
  media?: Media[]
  poll?: string[]
  application?: string
  /** When it was said elsewhere. A post from far away may arrive late, and its id is of the time it was said. */
  at?: Date
}

/** What the instance tells those who listen. */
export type WorldEvent = { kind: 'posted' | 'edited' | 'removed'; post: Post } | { kind: 'noticed'; notice: Notice }

/** Everything one instance knows, in memory. The rules are Mastodon's; no words of HTTP here. */
export class World {
  readonly domain: string
  readonly url: string
  readonly people = new Map<string, Person>()
  readonly posts = new Map<string, Post>()
  readonly notices: Notice[] = []
  readonly now: () => Date
  #listeners: ((event: WorldEvent) => void)[] = []
  #nextId = snowflakes()
  #nextNotice = 0

  constructor(domain: string, url: string, now: () => Date) {
    this.domain = domain
    this.url = url
    this.now = now
  }

  listen(listener: (event: WorldEvent) => void): void {
    this.#listeners.push(listener)
  }

  /** `lucas` is of here, `ana@elsewhere.example` is of elsewhere. */
  person(name: string): Person {
    const [username = '', domain] = name.replace(/^@/, '').split('@')
    const known = this.find(username, domain)
    if (known) return known
    const person: Person = {
      id: this.#nextId(this.now()),
      username,
      ...(domain && domain !== this.domain && { domain }),
      displayName: username.charAt(0).toUpperCase() + username.slice(1),
      bot: false,
      suspended: false,
      filtersStrangers: false,
      following: new Set(),
      followers: new Set(),
      statuses: 0,
      createdAt: this.now(),
    }
    this.people.set(person.id, person)
    return person
  }

  find(username: string, domain?: string): Person | undefined {
    const wanted = domain === this.domain ? undefined : domain?.toLowerCase()
    return [...this.people.values()].find(
      (person) => person.username.toLowerCase() === username.toLowerCase() && person.domain === wanted,
    )
  }

  post(author: Person, draft: Draft): Post {
    const createdAt = draft.at ?? this.now()
    const id = this.#nextId(createdAt)
    const parent = draft.inReplyToId ? this.posts.get(draft.inReplyToId) : undefined
    const post: Post = {
      id,
      authorId: author.id,
      text: draft.text.trim(),
      spoiler: draft.spoiler ?? '',
      visibility: draft.visibility ?? 'public',
      language: draft.language ?? 'en',
      inReplyToId: parent?.id ?? null,
      conversationId: parent?.conversationId ?? id,
      mentions: this.#mentioned(draft.text, author),
      media: draft.media ?? [],
      poll: draft.poll ? { options: draft.poll.map((title) => ({ title, votes: 0 })) } : null,
      boostOf: null,
      favourites: 0,
      likedBy: new Set(),
      boostedBy: new Map(),
      boosts: 0,
      replies: [],
      application: draft.application ?? 'Web',
      createdAt,
      editedAt: null,
      versions: [],
    }
    this.posts.set(id, post)
    author.statuses += 1
    parent?.replies.push(id)
    this.#tell({ kind: 'posted', post })
    for (const mentioned of post.mentions) this.notify(mentioned, 'mention', author.id, id)
    return post
  }

  boost(by: Person, post: Post): Post {
    const boost: Post = {
      ...post,
      id: this.#nextId(this.now()),
      authorId: by.id,
      boostOf: post.id,
      inReplyToId: null,
      mentions: [],
      replies: [],
      createdAt: this.now(),
    }
    this.posts.set(boost.id, boost)
    post.boosts += 1
    post.boostedBy.set(by.id, boost.id)
    this.#tell({ kind: 'posted', post: boost })
    this.notify(post.authorId, 'reblog', by.id, post.id)
    return boost
  }

  favourite(by: Person, post: Post): void {
    post.favourites += 1
    post.likedBy.add(by.id)
    this.notify(post.authorId, 'favourite', by.id, post.id)
  }

  unfavourite(by: Person, post: Post): void {
    if (post.likedBy.delete(by.id)) post.favourites -= 1
  }

  unboost(by: Person, post: Post): void {
    const boost = this.posts.get(post.boostedBy.get(by.id) ?? '')
    post.boostedBy.delete(by.id)
    if (!boost) return
    post.boosts -= 1
    this.remove(boost)
  }

  follow(by: Person, whom: Person): void {
    by.following.add(whom.id)
    whom.followers.add(by.id)
    this.notify(whom.id, 'follow', by.id, null)
  }

  edit(post: Post, changed: { text: string; spoiler?: string }): void {
    if (post.versions.length === 0) post.versions.push({ text: post.text, spoiler: post.spoiler, at: post.createdAt })
    post.text = changed.text.trim()
    post.spoiler = changed.spoiler ?? post.spoiler
    post.editedAt = this.now()
    const author = this.people.get(post.authorId)
    const before = new Set(post.mentions)
    if (author) post.mentions = this.#mentioned(post.text, author)
    post.versions.push({ text: post.text, spoiler: post.spoiler, at: post.editedAt })
    this.#tell({ kind: 'edited', post })
    for (const id of post.mentions) if (!before.has(id)) this.notify(id, 'mention', post.authorId, post.id)
  }

  /** Replies stay, without their parent; notifications about it go. */
  remove(post: Post): void {
    this.posts.delete(post.id)
    for (const id of post.replies) {
      const reply = this.posts.get(id)
      if (reply) reply.inReplyToId = null
    }
    const parent = post.inReplyToId ? this.posts.get(post.inReplyToId) : undefined
    if (parent) parent.replies = parent.replies.filter((id) => id !== post.id)
    for (const boost of [...this.posts.values()]) if (boost.boostOf === post.id) this.posts.delete(boost.id)
    this.notices.splice(0, this.notices.length, ...this.notices.filter((notice) => notice.postId !== post.id))
    this.#tell({ kind: 'removed', post })
  }

  notify(ownerId: string, type: Notice['type'], fromId: string, postId: string | null): void {
    const owner = this.people.get(ownerId)
    if (!owner || owner.domain || ownerId === fromId) return
    const id = String(++this.#nextNotice)
    const filtered = owner.filtersStrangers && !owner.following.has(fromId)
    const notice: Notice = { id, ownerId, type, fromId, postId, filtered, createdAt: this.now() }
    this.notices.push(notice)
    if (!filtered) this.#tell({ kind: 'noticed', notice })
  }

  sees(viewer: Person | undefined, post: Post): boolean {
    if (post.visibility === 'public' || post.visibility === 'unlisted') return true
    if (!viewer) return false
    if (post.authorId === viewer.id || post.mentions.includes(viewer.id)) return true
    return post.visibility === 'private' && viewer.following.has(post.authorId)
  }

  newId = (): string => this.#nextId(this.now())

  #mentioned(text: string, author: Person): string[] {
    const found = mentionsIn(text).map(({ username, domain }) => this.find(username, domain))
    return [...new Set(found.filter((person) => person && person.id !== author.id).map((person) => person?.id ?? ''))]
  }

  #tell(event: WorldEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}

export const secret = (): string => randomBytes(24).toString('base64url')
