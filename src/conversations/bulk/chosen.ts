import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../core/database.ts'
import type { Viewer } from '../../core/web.ts'
import { type InboxQuery, idsInInbox } from '../inbox.ts'
import { orderOf } from '../listed.ts'
import type { Place } from '../place.ts'
import { searchIds } from '../search.ts'
import { dueCondition } from '../service-levels/due.ts'

/** On so many at once; of more, on the first of the list. */
export const mostChosen = 20_000

/** Which conversations: these, or all that a list holds. */
export type Chosen = { ids: readonly string[] } | { place: Place }

/** A query that gives them once each, in order, as `id` with its `place`. */
export async function chosenIds(db: Db, chosen: Chosen, viewer: Viewer, now: Date): Promise<RawBuilder<unknown>> {
  if ('ids' in chosen)
    return sql`select c.id, (row_number() over (order by given.at))::int as place
      from unnest(${[...new Set(chosen.ids)].slice(0, mostChosen)}::uuid[]) with ordinality as given (id, at)
      join conversations c on c.id = given.id`
  const listed = await listedIds(db, chosen.place, viewer, now, mostChosen)
  return sql`select id, (row_number() over ())::int as place from (${listed}) as listed`
}

/** How many a list holds, up to one more than can be done at once. */
export async function countListed(db: Db, place: Place, viewer: Viewer, now: Date): Promise<number> {
  const listed = await listedIds(db, place, viewer, now, mostChosen + 1)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from (${listed}) as listed`.execute(db)
  return rows[0]?.count ?? 0
}

async function listedIds(db: Db, place: Place, viewer: Viewer, now: Date, limit: number): Promise<RawBuilder<unknown>> {
  const { q: text, channel: channelId, tag, assignee, view } = place
  const { timeZone } = viewer
  if (text) {
    const found = await searchIds(db, { text, timeZone, viewerId: viewer.id, channelId, readings: place, limit })
    return sql`select given.id from unnest(${found}::uuid[]) with ordinality as given (id, at) order by at`
  }
  const due = place.due && dueCondition(place.due, timeZone, now)
  const query: InboxQuery = { view, channelId, tag, assignee, order: orderOf(place), readings: place, due }
  return idsInInbox(viewer, query, limit)
}
