import type { Connector } from './connector.ts'

/** The connectors of this installation, by network. Built in `app.ts`; rooms above may add their own. */
export type Connectors = ReadonlyMap<string, Connector>

export function registry(connectors: readonly Connector[]): Connectors {
  const byNetwork = new Map<string, Connector>()
  for (const connector of connectors) {
    if (byNetwork.has(connector.network)) throw new Error(`Two connectors for the network ${connector.network}`)
    byNetwork.set(connector.network, connector)
  }
  return byNetwork
}
