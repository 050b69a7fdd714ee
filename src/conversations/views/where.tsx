import type { Connectors, Visibility } from '../../connectors/index.ts'
import type { IconName } from '../../ui/icons.tsx'

/** How openly something is said: an icon and the words that go with it. */
export const visibilityIcons: Record<Visibility, IconName> = {
  public: 'globe',
  unlisted: 'link-2',
  followers: 'users',
  direct: 'lock',
}

/** An excerpt without the names it begins with: whom it is said to is no news where only a line has room. */
export const withoutNames = (excerpt: string): string => excerpt.replace(/^(?:@\S+\s+)+(?=\S)/, '')

/** What a page calls a network, and draws on a face. A network we no longer know keeps its own word. */
export interface NetworkName {
  name: string
  mark: string
}

export function networkName(connectors: Connectors, network: string): NetworkName {
  const connector = connectors.get(network)
  return connector
    ? { name: connector.name, mark: connector.mark }
    : { name: network, mark: network.slice(0, 1).toUpperCase() }
}
