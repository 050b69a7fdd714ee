import type { Channel } from './channel.ts'
import type { Details } from './details.ts'

/** A window as the API shows it. */
export const presentChannel = (channel: Channel, details?: Details) => ({
  id: channel.id,
  network: channel.network,
  name: channel.name,
  handle: channel.handle,
  url: channel.url,
  state: stateOf(channel),
  connected_at: channel.connectedAt.toISOString(),
  heard_at: channel.heardAt?.toISOString() ?? null,
  last_message_at: channel.lastMessageAt?.toISOString() ?? null,
  failure: channel.failure,
  failing_since: channel.failingSince?.toISOString() ?? null,
  history: channel.history && {
    since: channel.history.since.toISOString(),
    reached: channel.history.reached?.toISOString() ?? null,
    done_at: channel.history.doneAt?.toISOString() ?? null,
  },
  ...(details
    ? {
        message_count: details.messages,
        overheard: details.overheard,
        refused: details.refused,
        reconciliations: details.reconciliations,
      }
    : {}),
})

export type ChannelState = 'removed' | 'paused' | 'reconnect' | 'failing' | 'beginning' | 'hearing'

/** How a window is, in one word. */
export function stateOf(channel: Channel): ChannelState {
  if (channel.removedAt) return 'removed'
  if (channel.pausedAt) return 'paused'
  if (channel.failure) return channel.failure.kind === 'reconnect' ? 'reconnect' : 'failing'
  return channel.heardAt ? 'hearing' : 'beginning'
}
