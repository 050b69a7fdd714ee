import { Agent, buildConnector } from 'undici'
import { checkedLookup, checkLiteral } from './checked-connect.ts'
import { checkPort } from './ports.ts'
import type { PrivateNetworks } from './private-networks.ts'

/** How long a connection may take over each thing, in milliseconds. */
export interface Patience {
  connectMs?: number
  headersMs?: number
  /** Between two pieces of a body. */
  bodyMs?: number
}

/** An undici dispatcher that checks every address where it connects. Throws AddressRefused or PortRefused. */
export function guardedDispatcher(rules: PrivateNetworks, patience: Patience = {}): Agent {
  const connect = connectorOf({ ...patience, lookup: checkedLookup(rules) })
  return agentOf(patience, (options, callback) => {
    try {
      checkLiteral(rules, options.hostname)
      checkPort(options.hostname, Number(options.port) || 443)
    } catch (error) {
      return callback(error instanceof Error ? error : new Error(String(error)), null)
    }
    connect(options, callback)
  })
}

export function agentOf(patience: Patience, connect: buildConnector.connector): Agent {
  return new Agent({ headersTimeout: patience.headersMs ?? 30_000, bodyTimeout: patience.bodyMs ?? 30_000, connect })
}

type ConnectorOptions = Patience & Pick<import('node:net').TcpNetConnectOpts, 'lookup'>

export function connectorOf({ connectMs = 10_000, lookup }: ConnectorOptions): buildConnector.connector {
  const options = { timeout: connectMs, allowH2: false, autoSelectFamily: true, ...(lookup && { lookup }) }
  // undici types its options as whole TLS ones, with a lookup that tolerates less than Node's.
  return buildConnector(options as buildConnector.BuildOptions)
}
