import { type Channel, findChannels } from '../channels/index.ts'
import type { Db } from '../core/database.ts'
import type { Viewer } from '../core/web.ts'
import type { Words } from '../lib/words.ts'
import { readCursor } from './cursor.ts'
import { countInbox, findInbox, type InboxOrder } from './inbox.ts'
import type { InboxRow } from './inbox-rows.ts'
import type { Place } from './place.ts'
import { search } from './search.ts'
import { findTopics, type Topic } from './topics.ts'
import type { Found } from './views/marked.tsx'

/** Everything that the list's pane shows. */
export interface Listed {
  place: Place
  rows: InboxRow[]
  after: string | undefined
  /** Of a search, where each row has the words. */
  found: ReadonlyMap<string, Found>
  /** What was not understood of a search. */
  complaint: Words | undefined
  counts: Awaited<ReturnType<typeof countInbox>>
  channels: Channel[]
  topics: Topic[]
  hasTeams: boolean
  /** What live rows call this list: its view, and whose it is where that matters. */
  liveName: string
}

export async function findListed(db: Db, viewer: Viewer, place: Place, limit?: number): Promise<Listed> {
  const [counts, channels, topics, page] = await Promise.all([
    countInbox(db, viewer),
    findChannels(db),
    findTopics(db),
    findPage(db, viewer, place, limit),
  ])
  return {
    place,
    ...page,
    counts,
    channels,
    topics,
    hasTeams: viewer.teamIds.length > 0,
    liveName: liveName(place.view, viewer),
  }
}

type Page = Pick<Listed, 'rows' | 'after' | 'found' | 'complaint'>

/** A page of a view, or of a search over everything. */
async function findPage(db: Db, viewer: Viewer, place: Place, limit: number | undefined): Promise<Page> {
  const common = { channelId: place.channel, after: readCursor(place.after), ...(limit ? { limit } : {}) }
  if (place.q) {
    const { timeZone, id: viewerId } = viewer
    return search(db, { ...common, text: place.q, timeZone, viewerId, readings: place })
  }
  const order = orderOf(place)
  const page = await findInbox(db, viewer, { ...common, view: place.view, tag: place.tag, order, readings: place })
  return { ...page, found: new Map(), complaint: undefined }
}

/** Whoever needs us is listed by need, unless told otherwise; a search and the other views by when somebody spoke. */
export const orderOf = ({ view, order, q }: Pick<Place, 'view' | 'order' | 'q'>): InboxOrder =>
  q || view !== 'needs' ? 'latest' : (order ?? 'need')

function liveName(view: Place['view'], viewer: Viewer): string {
  if (view === 'mine') return `user-${viewer.id}`
  if (view === 'team') return viewer.teamIds.map((id) => `team-${id}`).join(' ')
  return view
}
