import type { Store, Stored } from './store.ts'
import { didOf, post, refAt, replyOf, sortAt, type Views } from './views.ts'

type Params = URLSearchParams

/** How many pages the AppView looks through for one answer. */
const pagesAtMost = 5

/** How far up a thread people are told of a reply. */
const replyDepth = 5

interface Notification {
  stored: Stored
  reason: string
}

/**
 * As the AppView does it: newest first; the cursor is the moment of the last one, and the next page is what is older
 * than it; `reasons` leaves out after the page was cut, and the page is then filled up.
 */
export function listNotifications(store: Store, views: Views, viewer: string, params: Params): Record<string, unknown> {
  const limit = Number(params.get('limit') ?? 50)
  const reasons = params.getAll('reasons')
  const all = notificationsOf(store, viewer)
  const found: Notification[] = []
  let cursor = params.get('cursor') ?? undefined
  for (let pages = 0; pages < pagesAtMost; pages++) {
    const from = cursor === undefined ? all : all.filter(({ stored }) => sortAt(stored) < Date.parse(cursor ?? ''))
    const page = from.slice(0, limit - found.length)
    const last = page.at(-1)
    cursor = last && from.length > page.length ? new Date(sortAt(last.stored)).toISOString() : undefined
    found.push(...page.filter(({ reason }) => reasons.length === 0 || reasons.includes(reason)))
    if (cursor === undefined || found.length >= Math.ceil(limit / 2)) break
  }
  return {
    notifications: found.flatMap((one) => shown(store, views, viewer, one)),
    ...(cursor && { cursor }),
    priority: false,
  }
}

function shown(
  store: Store,
  views: Views,
  viewer: string,
  { stored, reason }: Notification,
): Record<string, unknown>[] {
  const repo = store.repos.get(didOf(stored.uri))
  if (!repo) return []
  const { uri, cid, value } = stored
  const indexedAt = new Date(sortAt(stored)).toISOString()
  return [
    { uri, cid, author: views.profile(repo, viewer), reason, record: value, isRead: false, indexedAt, labels: [] },
  ]
}

function notificationsOf(store: Store, viewer: string): Notification[] {
  const posts = store.all(post).flatMap((stored) => {
    const reason = reasonFor(store, stored, viewer)
    return reason ? [{ stored, reason }] : []
  })
  const likes = store
    .all('app.bsky.feed.like')
    .filter(({ value }) => didOf(refAt(value, 'subject')?.uri ?? '') === viewer)
  return [...posts, ...likes.map((stored) => ({ stored, reason: 'like' }))]
    .filter(({ stored }) => didOf(stored.uri) !== viewer && !store.blocks(didOf(stored.uri), viewer))
    .sort((a, b) => sortAt(b.stored) - sortAt(a.stored))
}

function reasonFor(store: Store, { uri, value }: Stored, viewer: string): string | undefined {
  const facets: unknown[] = Array.isArray(value.facets) ? value.facets : []
  if (didOf(uri) === viewer) return undefined
  if (facets.some((facet) => JSON.stringify(facet).includes(`"did":"${viewer}"`))) return 'mention'
  const quoted = refAt(Object(value.embed), 'record')
  if (quoted && didOf(quoted.uri) === viewer) return 'quote'
  let parent = replyOf(value)?.parent
  for (let height = 0; parent && height < replyDepth; height++) {
    if (didOf(parent.uri) === viewer && store.at(parent.uri)) return 'reply'
    parent = replyOf(store.at(parent.uri)?.value ?? {})?.parent
  }
  return undefined
}

/** Lists whose cursor tells the moment and, among those of one moment, the record. */
export function page(records: Stored[], params: Params): { items: Stored[]; cursor?: string } {
  const limit = Number(params.get('limit') ?? 25)
  const sorted = [...records].sort((a, b) => sortAt(b) - sortAt(a) || (a.cid < b.cid ? 1 : -1))
  const [moment, cid = ''] = (params.get('cursor') ?? '').split('__')
  const older = (one: Stored) => sortAt(one) < Number(moment) || (sortAt(one) === Number(moment) && one.cid < cid)
  const from = moment ? sorted.filter(older) : sorted
  const items = from.slice(0, limit)
  const last = items.at(-1)
  return { items, ...(last && from.length > limit && { cursor: `${sortAt(last)}__${last.cid}` }) }
}
