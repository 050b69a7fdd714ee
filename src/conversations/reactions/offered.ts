import type { Connectors, Reaction, Visibility } from '../../connectors/index.ts'

/** What can be done to messages of a network, in the order of the buttons. */
export interface OfferedReaction {
  kind: Reaction
  /** The key of the network's own word. */
  label: string
  to: readonly Visibility[] | undefined
}

const order: readonly Reaction[] = ['like', 'boost']

export const offeredReactions = (connectors: Connectors, network: string): OfferedReaction[] =>
  order.flatMap((kind) => {
    const reacting = connectors.get(network)?.react?.[kind]
    return reacting ? [{ kind, label: reacting.label, to: reacting.to }] : []
  })

/** Nobody likes what they said themselves. */
export const fitsReaction = (
  { to }: Pick<OfferedReaction, 'to'>,
  { visibility, isOurs }: { visibility: Visibility; isOurs: boolean },
): boolean => !isOurs && (to === undefined || to.includes(visibility))

export const offeredFor = (
  connectors: Connectors,
  network: string,
  message: { visibility: Visibility; isOurs: boolean },
): OfferedReaction[] => offeredReactions(connectors, network).filter((one) => fitsReaction(one, message))
