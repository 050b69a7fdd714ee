import { AsyncLocalStorage } from 'node:async_hooks'
import { Socket } from 'node:net'
import { type Agent, Dispatcher, setGlobalDispatcher } from 'undici'
import { checkedArguments } from './checked-connect.ts'
import { agentOf, connectorOf, guardedDispatcher } from './dispatcher.ts'
import type { PrivateNetworks } from './private-networks.ts'

/**
 * Puts the guard on this process's outgoing connections, and answers the dispatcher for requests of our own.
 *
 * Every TCP connection that Node makes, whoever asks (fetch, node:http, http2, tls, ws, a database driver), goes
 * through `Socket.prototype.connect`, so that is where addresses are checked: no library can go round it, and what is
 * checked is what is connected to. Connections that the operator's own configuration asks for are let through by
 * `asOperator` and `operatorSocket`. fetch gets a dispatcher on top, so that the two never share a pooled connection.
 * Worker threads have a Socket of their own: one that connects must install the guard too.
 */
export function installGuard(rules: PrivateNetworks): Dispatcher {
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    const exempt = operator.getStore() || operatorSockets.has(this)
    return Reflect.apply(unguardedConnect, this, exempt ? args : checkedArguments(rules, args))
  }
  const guarded = guardedDispatcher(rules)
  setGlobalDispatcher(new ByContext(guarded, operatorAgent()))
  return guarded
}

/**
 * Does work whose connections the operator's configuration asks for (OIDC, SMTP, S3): their addresses may be private.
 * Whatever the work begins inherits this, so begin nothing here that a stranger's address could steer.
 */
export const asOperator = <T>(work: () => T): T => operator.run(true, work)

/** fetch for an address from the operator's configuration. */
export const operatorFetch: typeof globalThis.fetch = (input, init) => asOperator(() => globalThis.fetch(input, init))

/** A socket that may connect anywhere, for pools that connect when they like: pg's `stream` option. */
export function operatorSocket(): Socket {
  const socket = new Socket()
  operatorSockets.add(socket)
  return socket
}

const unguardedConnect = Socket.prototype.connect
const operator = new AsyncLocalStorage<true>()
const operatorSockets = new WeakSet<Socket>()

function operatorAgent(): Agent {
  const connect = connectorOf({})
  return agentOf({ headersMs: 60_000 }, (options, callback) => asOperator(() => connect(options, callback)))
}

/** Chooses per request, not per connection: a pooled connection of the operator's serves nobody else. */
class ByContext extends Dispatcher {
  readonly #guarded: Agent
  readonly #operators: Agent

  constructor(guarded: Agent, operators: Agent) {
    super()
    this.#guarded = guarded
    this.#operators = operators
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    return (operator.getStore() ? this.#operators : this.#guarded).dispatch(options, handler)
  }
}
