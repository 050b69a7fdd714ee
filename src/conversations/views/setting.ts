import type { Channel } from '../../channels/index.ts'
import type { Connectors, Moderation } from '../../connectors/index.ts'
import { moderations } from '../moderate.ts'
import { offeredReactions } from '../reactions/offered.ts'
import { whyMute } from '../reply.ts'
import type { ThereSetting } from './said.tsx'
import { networkName } from './where.tsx'

/** What a network lets us do with its messages, in the order of a menu. */
export function moderationsOf(connectors: Connectors, network: string): Moderation[] {
  const offered = connectors.get(network)?.moderate ?? {}
  return moderations.filter((as) => offered[as] !== undefined)
}

/** What can be done with the messages of a window besides answering them. */
export function offersAt(
  connectors: Connectors,
  channel: Pick<Channel, 'network' | 'account'>,
  mayReply: boolean,
): Pick<ThereSetting, 'moderations' | 'moderates' | 'reactions'> {
  const { moderates } = connectors.get(channel.network) ?? {}
  return {
    moderations: mayReply ? moderationsOf(connectors, channel.network) : [],
    moderates: moderates && ((message) => moderates(channel.account, message)),
    reactions: offeredReactions(connectors, channel.network),
  }
}

/** How the messages of each of several windows are drawn. */
export const othersOf = (
  channels: readonly Channel[],
  connectors: Connectors,
  mayReply: boolean,
): ReadonlyMap<string, ThereSetting> =>
  new Map(
    channels.map((channel) => [
      channel.id,
      {
        network: networkName(connectors, channel.network),
        canAnswer: mayReply && whyMute(connectors.get(channel.network), channel) === undefined,
        ...offersAt(connectors, channel, mayReply),
      },
    ]),
  )
