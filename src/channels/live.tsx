import type { Db } from '../core/database.ts'
import type { RecordedEvent } from '../core/events.ts'
import type { T } from '../core/i18n/translator.ts'
import { type Channel, channelsBeginning, findChannel } from './channel.ts'
import { findDetails } from './details.ts'
import { ChannelHealth } from './views/channel-health.tsx'

/** History comes in hundreds of messages a second; a page need not count each of them. */
const leastMs = 500

/**
 * Draws how a window is, on its page: when that changes, and while its history is fetched. A window that merely hears
 * is not drawn anew with every message.
 */
export function channelFragments(db: Db): (events: readonly RecordedEvent[], t: T) => Promise<string> {
  const drawnAt = new Map<string, number>()
  return async (events, t) => {
    const about = (some: readonly RecordedEvent[]) => [...new Set(some.flatMap(({ channelId }) => channelId ?? []))]
    const changed = about(events.filter(({ kind }) => kind.startsWith('channel.')))
    const heard = about(events.filter(({ kind }) => kind === 'message.heard'))
    const beginning = heard.length === 0 ? [] : await channelsBeginning(db, heard)
    const due = beginning.filter((id) => Date.now() - (drawnAt.get(id + t.language) ?? 0) > leastMs)
    for (const id of due) drawnAt.set(id + t.language, Date.now())
    for (const id of changed) drawnAt.delete(id + t.language)
    const drawn = [...new Set([...changed, ...due])].map(async (id) => draw(t, db, await findChannel(db, id)))
    return (await Promise.all(drawn)).join('')
  }
}

async function draw(t: T, db: Db, channel: Channel): Promise<string> {
  const health = <ChannelHealth t={t} channel={channel} details={await findDetails(db, channel.id)} />
  const content = String(health)
  return `<turbo-stream action="replace" target="channel-health-${channel.id}"><template>${content}</template></turbo-stream>`
}
