import type { Db } from '../../core/database.ts'
import type { Viewer } from '../../core/web.ts'
import { countMany } from '../inbox.ts'
import { dueCondition } from '../service-levels/due.ts'
import { findSavedViews, type SavedView } from './saved-view.ts'

/** A view with how many it holds, up to one more than anybody reads; null where it is not counted. */
export interface CountedView extends SavedView {
  count: number | null
}

/** Beyond so many the numbers would cost more than they tell. */
const mostCounted = 20

/**
 * The views that somebody sees, the first of them with their numbers: one query for all, which stops at a hundred of each.
 * What is closed, or spam, is not counted: it only grows, and a rare kind of it would be looked for among all of it with every page.
 */
export const findCountedViews = async (db: Db, viewer: Viewer, now: Date): Promise<CountedView[]> =>
  countViews(db, viewer, await findSavedViews(db, viewer), now)

/** The same of views that were found already. */
export async function countViews(
  db: Db,
  viewer: Viewer,
  views: readonly SavedView[],
  now: Date,
): Promise<CountedView[]> {
  const counted = views.filter(({ place }) => place.view !== 'closed' && place.view !== 'spam').slice(0, mostCounted)
  const queries = counted.map(({ place }) => ({
    view: place.view,
    channelId: place.channel,
    tag: place.tag,
    assignee: place.assignee,
    readings: place,
    due: place.due && dueCondition(place.due, viewer.timeZone, now),
  }))
  const counts = await countMany(db, viewer, queries)
  const byId = new Map(counted.map(({ id }, at) => [id, counts[at]]))
  return views.map((view) => ({ ...view, count: byId.get(view.id) ?? null }))
}
