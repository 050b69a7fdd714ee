import { sql } from 'kysely'
import { type Channel, findChannels } from '../channels/index.ts'
import type { Connectors } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import type { Db } from '../core/database.ts'
import type { RecordedEvent } from '../core/events.ts'
import type { T } from '../core/i18n/translator.ts'
import { NavCount } from '../ui/desk.tsx'
import { approversIn } from './approval/live.tsx'
import { countInbox } from './inbox.ts'
import { type InboxRow, inboxRows } from './inbox-rows.ts'
import { drawFollowers } from './live-followers.tsx'
import { drawList } from './live-list.tsx'
import { drawTalk, drawUnions, findTalk } from './live-thread.tsx'
import { drawMeanwhile } from './presence/live.tsx'
import { type Present, whoIsAt } from './presence/who.ts'
import { whyMute } from './reply.ts'
import { stream } from './turbo.ts'
import { shown, tabCountId } from './views/inbox-list.tsx'
import type { Setting } from './views/said.tsx'
import { offersAt, othersOf } from './views/setting.ts'
import { networkName } from './views/where.tsx'

/** More than this at once is history coming in: nobody reads that fast, and every browser would have to. */
const mostConversations = 60

/**
 * Draws what a batch of events changes on the pages of whoever has them open: rows of lists, items of threads. The same
 * for everybody of one language who may answer, or may not; in about ten queries whatever the number of events.
 */
export function liveFragments(
  core: Pick<Core, 'db' | 'clock'>,
  connectors: Connectors,
): (events: readonly RecordedEvent[], t: T, mayReply: boolean) => Promise<string> {
  return async (events, t, mayReply) => {
    const byConversation = Map.groupBy(events.filter(isShown), (event) => event.conversationId)
    const { db, clock } = core
    const changed = [...byConversation.keys()].filter((id) => id !== null)
    const lookedAt = await whoIsAt(db, changed)
    const ids = chosen(changed, byConversation, lookedAt)
    if (ids.length === 0) return ''
    const [rows, channels] = await Promise.all([rowsOf(db, ids), findChannels(db)])
    const present = lookedAt.filter((one) => ids.includes(one.conversationId))
    const others = othersOf(channels, connectors, mayReply)
    const talk = await findTalk(db, ids, events.filter(isShown), clock.now())
    const approvers = await approversIn(db, events)
    const drawn = rows.toReversed().map((row) => {
      const here = byConversation.get(row.id) ?? []
      const setting = { ...settingOf({ t, mayReply }, row, channels, connectors), others }
      const at = present.filter((one) => one.conversationId === row.id)
      return (
        drawList(setting, row, here, clock.now(), at, approvers.get(row.id)) +
        drawTalk(setting, row, talk) +
        drawMeanwhile(setting, row.id, here, talk.deliveries)
      )
    })
    const followers = await drawFollowers(db, events, t)
    return drawn.join('') + followers + drawUnions(events, t) + (await drawCounts(db, t))
  }
}

/** What comes in may be passed over where it is too much; not what one of us did, nor what somebody has before them. */
function chosen(
  changed: readonly string[],
  byConversation: ReadonlyMap<string | null, readonly RecordedEvent[]>,
  lookedAt: readonly Present[],
): string[] {
  if (changed.length <= mostConversations) return [...changed]
  const ofUs = changed.filter((id) => byConversation.get(id)?.some((event) => event.byUser !== null))
  const wanted = new Set([
    ...lookedAt.map((one) => one.conversationId),
    ...ofUs.slice(-mostConversations),
    ...changed.slice(-mostConversations),
  ])
  return changed.filter((id) => wanted.has(id))
}

const isShown = (event: RecordedEvent): boolean =>
  event.conversationId !== null && /^(message|conversation|reply|note|promise|survey)\./.test(event.kind)

const rowsOf = (db: Db, ids: string[]): Promise<InboxRow[]> =>
  inboxRows(db, sql`select id from unnest(${ids}::uuid[]) as given (id)`, null)

type Onlookers = Pick<Setting, 't' | 'mayReply'>

function settingOf(to: Onlookers, row: InboxRow, channels: readonly Channel[], connectors: Connectors): Setting {
  const channel = channels.find((one) => one.id === row.channel.id)
  const { network } = row.channel
  return {
    ...to,
    conversationId: row.id,
    network: networkName(connectors, network),
    canAnswer: to.mayReply && channel !== undefined && whyMute(connectors.get(network), channel) === undefined,
    moderations: [],
    ...(channel && offersAt(connectors, channel, to.mayReply)),
    mayRearrange: to.mayReply,
  }
}

/** The numbers that are the same for everybody, on the rail and on the tabs; "mine" changes by one's own deeds. */
async function drawCounts(db: Db, t: T): Promise<string> {
  const { needs, unassigned } = await countInbox(db, nobody)
  const tab = (view: 'needs' | 'unassigned', count: number) =>
    stream('update', { target: tabCountId(view) }, count > 0 ? shown(t, count) : '')
  const rail = <NavCount t={t} id="inbox" count={needs} needsUs />
  return stream('replace', { target: 'nav-count-inbox' }, rail) + tab('needs', needs) + tab('unassigned', unassigned)
}

const nobody = { id: '00000000-0000-0000-0000-000000000000', teamIds: [] }
