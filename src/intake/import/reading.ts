import { connectorOf, type Switchboard } from '../../channels/index.ts'
import type { Reading } from './message.ts'
import type { Plan } from './plan.ts'

/** What the lines of a file for this window are read against. */
export function readingFor(
  board: Switchboard,
  channel: { network: string; externalId: string },
  plan: Plan,
  now: Date,
): Reading {
  // A window that asks its network names people as the network does; one that is posted to names them its own way.
  const keepsAddresses = connectorOf(board, channel.network).newest !== undefined
  return { plan, site: channel.externalId, keepsAddresses, now }
}
