import { z } from 'zod'
import type { Context } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { ask, read } from './api.ts'
import type { Place } from './place.ts'

/** A list at the instance that is read in pages. */
export interface Source {
  /** Its name in cursors. */
  name: string
  path: string
  query: Record<string, string | string[]>
  /** The id the list is ordered by. */
  idOf(item: Item): string | undefined
  statusOf(item: Item): unknown
  /** A place may close it to us without the rest being lost. `test` says so in words. */
  optional: boolean
}

type Item = Record<string, unknown>

export interface Entry {
  id: string
  item: unknown
}

const pageSize = '40'
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Notifications that carry somebody's words; those of strangers that the instance sets aside are heard too. */
export const noticed = ['mention', 'status', 'quote', 'update']

export function sourcesOf(place: Place): Source[] {
  return [notifications, own(place), direct, ...place.hashtags.map(hashtag)]
}

/** https://docs.joinmastodon.org/methods/notifications/#get */
const notifications: Source = {
  name: 'notifications',
  path: '/api/v1/notifications',
  query: { 'types[]': noticed, include_filtered: 'true', limit: '80' },
  idOf: ({ id }) => text(id),
  statusOf: ({ status, type }) => (noticed.includes(String(type)) ? status : null),
  optional: false,
}

/** https://docs.joinmastodon.org/methods/accounts/#statuses : ours of any visibility, from whatever app. */
const own = ({ id }: Place): Source => ({
  name: 'own',
  path: `/api/v1/accounts/${encodeURIComponent(id)}/statuses`,
  query: { exclude_reblogs: 'true', limit: pageSize },
  idOf: ({ id }) => text(id),
  statusOf: (status) => status,
  optional: false,
})

/** https://docs.joinmastodon.org/methods/conversations/ : ordered by their last message. */
const direct: Source = {
  name: 'direct',
  path: '/api/v1/conversations',
  query: { limit: pageSize },
  idOf: ({ last_status }) => text(Object(last_status).id),
  statusOf: ({ last_status }) => last_status,
  optional: true,
}

/** https://docs.joinmastodon.org/methods/timelines/#tag */
export const hashtag = (tag: string): Source => ({
  name: `#${tag}`,
  path: `/api/v1/timelines/tag/${encodeURIComponent(tag)}`,
  query: { limit: pageSize },
  idOf: ({ id }) => text(id),
  statusOf: (status) => status,
  optional: true,
})

const list = z.array(z.record(z.string(), z.unknown()))

/** One page; what is in it without an id has no place in the list and is left out. */
export async function pageOf(
  context: Context,
  source: Source,
  bounds: { min_id?: string; max_id?: string },
): Promise<Entry[]> {
  const items = await fetchPage(context, source, bounds)
  return items.flatMap((item) => {
    const id = source.idOf(item)
    const status = source.statusOf(item)
    return id === undefined ? [] : [{ id, item: status }]
  })
}

async function fetchPage(context: Context, source: Source, bounds: Record<string, string>): Promise<Item[]> {
  try {
    return read(list, await ask(context, source.path, { query: { ...source.query, ...bounds } }))
  } catch (error) {
    // A closed list looks like lost access, but lost access shows in the other lists as well.
    if (source.optional && error instanceof ConnectorFailure && ['gone', 'reconnect'].includes(error.kind)) return []
    throw error
  }
}
