import { type Channel, findChannels } from '../channels/index.ts'
import type { Db } from '../core/database.ts'
import { together } from '../core/together.ts'
import type { Viewer } from '../core/web.ts'
import type { Words } from '../lib/words.ts'
import { asTeammate, type Team, type Teammate, teammatesAsked, teamsAsked } from './assignees.ts'
import { asRun, type Run, shownRunsAsked } from './bulk/run.ts'
import { readCursor } from './cursor.ts'
import { countInbox, findInbox, type InboxOrder } from './inbox.ts'
import type { InboxRow } from './inbox-rows.ts'
import type { Place } from './place.ts'
import { asPresent, othersAt, type Present, presentAsked } from './presence/who.ts'
import { type CountedView, countViews } from './saved-views/count-views.ts'
import { goneOf, tagsAsked } from './saved-views/gone.ts'
import { asView, viewsAsked } from './saved-views/saved-view.ts'
import { search } from './search.ts'
import { dueCondition } from './service-levels/due.ts'
import { type Topic, topicsAsked } from './topics.ts'
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
  savedViews: CountedView[]
  /** With whom a view can be shared. */
  teams: Team[]
  teammates: Teammate[]
  /** What the list is narrowed to that is no longer here. */
  gone: Words[]
  hasTeams: boolean
  /** Who else is at each conversation now. */
  present: ReadonlyMap<string, Present[]>
  /** What the viewer does to many, or just did. */
  runs: Run[]
  /** What live rows call this list: its view, and whose it is where that matters. */
  liveName: string
}

export async function findListed(db: Db, viewer: Viewer, place: Place, limit?: number): Promise<Listed> {
  const [counts, channels, small, page] = await Promise.all([
    countInbox(db, viewer),
    findChannels(db),
    findSmall(db, viewer, place),
    findPage(db, viewer, place, limit),
  ])
  const { topics, present, tags, savedViews, teams, teammates, runs } = small
  return {
    place,
    ...page,
    counts,
    channels,
    topics,
    savedViews,
    teams,
    teammates,
    runs,
    gone: place.q ? [] : goneOf(place, { channels, topics, tags, teams, teammates }, viewer),
    hasTeams: viewer.teamIds.length > 0,
    present: othersAt(present, viewer),
    liveName: liveName(place.view, viewer),
  }
}

/** What is small, in one round: whatever is asked by itself waits for a processor of its own. */
async function findSmall(db: Db, viewer: Viewer, place: Place) {
  const { present, teammates, tags, views, runs, ...same } = await together(db, {
    topics: topicsAsked,
    teams: teamsAsked,
    teammates: teammatesAsked,
    present: presentAsked('all'),
    tags: tagsAsked([place]),
    views: viewsAsked(viewer),
    runs: shownRunsAsked(viewer, new Date()),
  })
  return {
    ...same,
    present: present.map(asPresent),
    teammates: teammates.map(asTeammate),
    runs: runs.map(asRun),
    tags: new Set(tags.map(({ name }) => name)),
    savedViews: await countViews(db, viewer, views.map(asView), new Date()),
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
  const due = place.due && dueCondition(place.due, viewer.timeZone, new Date())
  const narrowed = {
    view: place.view,
    tag: place.tag,
    assignee: place.assignee,
    order: orderOf(place),
    readings: place,
    due,
  }
  const page = await findInbox(db, viewer, { ...common, ...narrowed })
  return { ...page, found: new Map(), complaint: undefined }
}

/** Whoever needs us is listed by need, unless told otherwise; a search and the other views by when somebody spoke. */
export const orderOf = ({ view, order, q }: Pick<Place, 'view' | 'order' | 'q'>): InboxOrder =>
  q || view !== 'needs' ? 'latest' : (order ?? 'need')

function liveName(view: Place['view'], viewer: Viewer): string {
  if (view === 'approve') return `approve-${viewer.id}`
  if (view === 'mine') return `user-${viewer.id}`
  if (view === 'team') return viewer.teamIds.map((id) => `team-${id}`).join(' ')
  return view
}
