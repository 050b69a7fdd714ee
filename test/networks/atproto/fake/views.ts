import type { Repo, Store, Stored } from './store.ts'

export interface Ref {
  uri: string
  cid: string
}

export const post = 'app.bsky.feed.post'
const defs = 'app.bsky.feed.defs'

/** What the AppView shows of posts to somebody. */
export class Views {
  readonly #store: Store
  readonly #url: () => string
  constructor(store: Store, url: () => string) {
    this.#store = store
    this.#url = url
  }

  profile(repo: Repo, viewer: string): Record<string, unknown> {
    const { did, handle, profile } = repo
    const labels = profile.bot ? [{ src: did, uri: did, val: 'bot', cts: new Date(0).toISOString() }] : []
    return {
      did,
      handle,
      ...(profile.displayName && { displayName: profile.displayName }),
      viewer: { muted: false, blockedBy: did !== viewer && this.#store.blocks(did, viewer) },
      labels,
    }
  }

  post(stored: Stored, viewer: string): Record<string, unknown> | undefined {
    const repo = this.#store.repos.get(didOf(stored.uri))
    if (!repo || repo.status) return undefined
    const { uri, cid, value } = stored
    const count = (collection: string) =>
      this.#store.all(collection).filter((one) => refAt(one.value, 'subject')?.uri === uri).length
    const ofViewer = (collection: string) =>
      this.#store.all(collection).find((one) => refAt(one.value, 'subject')?.uri === uri && didOf(one.uri) === viewer)
        ?.uri
    const [like, repost] = [ofViewer('app.bsky.feed.like'), ofViewer('app.bsky.feed.repost')]
    const replies = this.#store.all(post).filter((one) => replyOf(one.value)?.parent.uri === uri)
    const embed = this.embed(value.embed, viewer, repo.did)
    return {
      uri,
      cid,
      author: this.profile(repo, viewer),
      record: value,
      ...(embed && { embed }),
      bookmarkCount: 0,
      replyCount: replies.length,
      repostCount: count('app.bsky.feed.repost'),
      likeCount: count('app.bsky.feed.like'),
      quoteCount: 0,
      indexedAt: new Date(sortAt(stored)).toISOString(),
      viewer: {
        threadMuted: false,
        embeddingDisabled: false,
        ...(like && { like }),
        ...(repost && { repost }),
        ...(this.#closed(stored, viewer) && { replyDisabled: true }),
      },
      labels: [],
    }
  }

  /** A threadgate whose `allow` is empty lets nobody but the author answer. */
  #closed(stored: Stored, viewer: string): boolean {
    const root = replyOf(stored.value)?.root.uri ?? stored.uri
    const gate = this.#store.all(`${defs.replace('.defs', '')}.threadgate`).find(({ value }) => value.post === root)
    return gate !== undefined && Array.isArray(gate.value.allow) && didOf(root) !== viewer
  }

  embed(embed: unknown, viewer: string, did: string): Record<string, unknown> | undefined {
    const { $type, images, external, record }: Record<string, unknown> = Object(embed)
    const cdn = (image: unknown) => `${this.#url()}/img/feed_fullsize/plain/${did}/${Object(Object(image).ref).$link}`
    if ($type === 'app.bsky.embed.images' && Array.isArray(images))
      return {
        $type: 'app.bsky.embed.images#view',
        images: images.map(({ image, alt }) => ({ thumb: cdn(image), fullsize: cdn(image), alt })),
      }
    if ($type === 'app.bsky.embed.external') return { $type: 'app.bsky.embed.external#view', external }
    if ($type !== 'app.bsky.embed.record') return undefined
    return { $type: 'app.bsky.embed.record#view', record: this.#quoted(String(Object(record).uri), viewer) }
  }

  #quoted(uri: string, viewer: string): Record<string, unknown> {
    const type = 'app.bsky.embed.record'
    const stored = this.#store.at(uri)
    const view = stored && this.post(stored, viewer)
    if (!stored || !view) return { $type: `${type}#viewNotFound`, uri, notFound: true }
    if (this.#store.blocks(didOf(uri), viewer)) return { $type: `${type}#viewBlocked`, uri, blocked: true }
    const { record, cid, author, indexedAt } = view
    return { $type: `${type}#viewRecord`, uri, cid, author, value: record, indexedAt, labels: [], embeds: [] }
  }

  thread(uri: string, viewer: string, { up, down }: { up: number; down: number }): Record<string, unknown> {
    const stored = this.#store.at(uri)
    const view = stored && this.post(stored, viewer)
    if (!stored || !view) return { $type: `${defs}#notFoundPost`, uri, notFound: true }
    const author = { did: didOf(uri) }
    if (this.#store.blocks(didOf(uri), viewer)) return { $type: `${defs}#blockedPost`, uri, blocked: true, author }
    const parent = replyOf(stored.value)?.parent
    const below = this.#store.all(post).filter((one) => replyOf(one.value)?.parent.uri === uri)
    return {
      $type: `${defs}#threadViewPost`,
      post: view,
      ...(parent && up > 0 && { parent: this.thread(parent.uri, viewer, { up: up - 1, down: 0 }) }),
      ...(down > 0 && { replies: below.map((one) => this.thread(one.uri, viewer, { up: 0, down: down - 1 })) }),
    }
  }
}

export const didOf = (uri: string): string => uri.split('/')[2] ?? ''

/** The moment that orders every list: when it was said, or seen if that was earlier. */
export const sortAt = ({ value, indexedAt }: Stored): number =>
  Math.min(Date.parse(String(value.createdAt)) || indexedAt, indexedAt)

export function replyOf(value: Record<string, unknown>): { root: Ref; parent: Ref } | undefined {
  const [root, parent] = [refAt(Object(value.reply), 'root'), refAt(Object(value.reply), 'parent')]
  return root && parent && { root, parent }
}

export function refAt(value: Record<string, unknown>, name: string): Ref | undefined {
  const { uri, cid }: Record<string, unknown> = Object(value[name])
  return typeof uri === 'string' ? { uri, cid: String(cid) } : undefined
}
