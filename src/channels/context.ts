import type { Connector, Connectors, Context, Http } from '../connectors/index.ts'
import { ConnectorFailure } from '../connectors/index.ts'
import type { Core } from '../core/core.ts'
import { words } from '../lib/words.ts'
import type { Channel } from './channel.ts'
import { keepSettings, openVersion } from './settings.ts'

/** What the rooms above need to let a connector work on a channel. */
export interface Switchboard {
  core: Core
  connectors: Connectors
  /** Makes the guarded client for one piece of work. */
  http: (signal: AbortSignal) => Http
}

/** The connector of a channel; a connector that this installation lacks fails the channel, it does not crash. */
export function connectorOf(board: Switchboard, network: string): Connector {
  const connector = board.connectors.get(network)
  if (!connector) throw new ConnectorFailure('invalid', words('channels.no-connector', { network }))
  return connector
}

/** Everything a connector's method is given for this channel. Settings that no longer parse ask for a reconnection. */
export async function contextFor(
  board: Switchboard,
  channel: Pick<Channel, 'id' | 'network' | 'account'>,
  signal: AbortSignal,
): Promise<Context> {
  const { core } = board
  const { settings: kept, version } = await openVersion(core.db, core.cipher, channel.id)
  const parsed = connectorOf(board, channel.network).settings.safeParse(kept)
  if (!parsed.success) throw new ConnectorFailure('reconnect', words('channels.settings-outdated'))
  const settings = parsed.data
  return {
    settings,
    account: channel.account,
    http: board.http(signal),
    signal,
    now: () => core.clock.now(),
    async keepSettings(changed) {
      Object.assign(settings, changed)
      await keepSettings(core.db, core.cipher, { id: channel.id, version }, changed)
    },
  }
}
