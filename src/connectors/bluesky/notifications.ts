import { z } from 'zod'
import type { Heard } from '../connector.ts'
import type { Page } from './listing.ts'
import { heardOf } from './post.ts'
import { postsAt } from './posts.ts'
import type { Pds } from './session.ts'
import { pageSize, type Sighting, type Source, sightingsOf } from './source.ts'
import { Cursor, Items } from './views.ts'

const List = z.object({ notifications: Items, cursor: Cursor })

/** What is said to us counts; likes, reposts and follows are no messages. */
const reasons = ['reply', 'mention', 'quote']

/**
 * Replies, mentions and quotes: https://docs.bsky.app/docs/api/app-bsky-notification-list-notifications. `wide` looks
 * further down at once, for what came late with an earlier date.
 */
export function notifications(pds: Pds, now: () => Date, wide = false): Source {
  return {
    async fetch(page) {
      // `priority` would leave out everybody whom the account does not follow.
      const params = { limit: pageSize(page, wide), reasons, priority: false, cursor: page }
      const list = await pds.query('app.bsky.notification.listNotifications', params, List)
      return pageOf(list, now().getTime())
    },
    translate: (sightings) => translate(pds, sightings),
  }
}

function pageOf({ notifications, cursor }: z.output<typeof List>, now: number): Page<Sighting> {
  const entries = sightingsOf(notifications, now).filter(({ raw }) => isForUs(raw))
  const reached = cursor === undefined ? Number.NaN : Date.parse(cursor)
  return {
    entries,
    next: cursor === undefined ? undefined : overlapping(cursor, reached, entries),
    ...(!Number.isNaN(reached) && { reached }),
  }
}

/** An older server does not know `reasons`, and tells everything. One without a reason is refused where it is read. */
function isForUs(raw: unknown): boolean {
  const { reason }: { reason?: unknown } = Object(raw)
  return typeof reason !== 'string' || reasons.includes(reason)
}

/**
 * The cursor is the moment of the last entry, and the next page begins *before* it, so that others of the same moment
 * would be lost between two pages. Asking from a millisecond later tells them again. A page of one single moment would
 * then come for ever: there the network's own cursor has to do.
 */
function overlapping(cursor: string, moment: number, entries: Sighting[]): string {
  const oneMoment = entries.length > 0 && entries[0]?.at === entries.at(-1)?.at
  if (oneMoment || Number.isNaN(moment) || new Date(moment).toISOString() !== cursor) return cursor
  return new Date(moment + 1).toISOString()
}

/** A notification carries the post's text, and nothing of what hangs on it. */
async function translate(pds: Pds, sightings: Sighting[]): Promise<Heard[]> {
  const whole = await postsAt(
    pds,
    sightings.map(({ id }) => id),
  )
  return sightings.map(({ id, raw }) => heardOf(whole.get(id) ?? raw, () => true))
}
