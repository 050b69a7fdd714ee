import type { Connectors, Moderation } from '../../connectors/index.ts'
import { moderations } from '../moderate.ts'

/** What a network lets us do with its messages, in the order of a menu. */
export function moderationsOf(connectors: Connectors, network: string): Moderation[] {
  const offered = connectors.get(network)?.moderate ?? {}
  return moderations.filter((as) => offered[as] !== undefined)
}
