import { type Channel, findChannels } from '../channels/index.ts'
import type { Db } from '../core/database.ts'
import type { Viewer } from '../core/web.ts'
import type { Words } from '../lib/words.ts'
import { readCursor } from './cursor.ts'
import { countInbox, findInbox } from './inbox.ts'
import type { InboxRow } from './inbox-rows.ts'
import type { Place } from './place.ts'
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
  hasTeams: boolean
  /** What live rows call this list: its view, and whose it is where that matters. */
  liveName: string
}

export async function findListed(db: Db, viewer: Viewer, place: Place, limit?: number): Promise<Listed> {
  const [page, counts, channels] = await Promise.all([
    findInbox(db, viewer, {
      view: place.view,
      channelId: place.channel,
      tag: place.tag,
      after: readCursor(place.after),
      ...(limit ? { limit } : {}),
    }),
    countInbox(db, viewer),
    findChannels(db),
  ])
  return {
    place,
    ...page,
    found: new Map(),
    complaint: undefined,
    counts,
    channels,
    hasTeams: viewer.teamIds.length > 0,
    liveName: liveName(place.view, viewer),
  }
}

function liveName(view: Place['view'], viewer: Viewer): string {
  if (view === 'mine') return `user-${viewer.id}`
  if (view === 'team') return viewer.teamIds.map((id) => `team-${id}`).join(' ')
  return view
}
