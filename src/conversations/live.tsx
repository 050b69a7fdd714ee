import { sql } from 'kysely'
import { type Channel, findChannels } from '../channels/index.ts'
import type { Connectors } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import type { Db } from '../core/database.ts'
import type { RecordedEvent } from '../core/events.ts'
import type { T } from '../core/i18n/translator.ts'
import { NavCount } from '../ui/desk.tsx'
import { countInbox } from './inbox.ts'
import { type InboxRow, inboxRows } from './inbox-rows.ts'
import { drawList } from './live-list.tsx'
import { drawTalk, drawUnions, findTalk } from './live-thread.tsx'
import { whyMute } from './reply.ts'
import { stream } from './turbo.ts'
import { shown, tabCountId } from './views/inbox-list.tsx'
import type { Setting } from './views/said.tsx'
import { moderationsOf } from './views/setting.ts'
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
    const ids = [...byConversation.keys()].filter((id) => id !== null).slice(-mostConversations)
    if (ids.length === 0) return ''
    const { db, clock } = core
    const [rows, channels] = await Promise.all([rowsOf(db, ids), findChannels(db)])
    const talk = await findTalk(db, ids, events.filter(isShown), clock.now())
    const drawn = rows.toReversed().map((row) => {
      const here = byConversation.get(row.id) ?? []
      const setting = settingOf({ t, mayReply }, row, channels, connectors)
      return drawList(setting, row, here, clock.now()) + drawTalk(setting, row, talk)
    })
    return drawn.join('') + drawUnions(events, t) + (await drawCounts(db, t))
  }
}

const isShown = (event: RecordedEvent): boolean =>
  event.conversationId !== null && /^(message|conversation|reply|note)\./.test(event.kind)

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
    moderations: to.mayReply ? moderationsOf(connectors, network) : [],
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
