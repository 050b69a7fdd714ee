import dns from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { mayConnect, type PrivateNetworks } from './private-networks.ts'

/** A connection that was not made because it would have led to an address that is not public. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
  readonly code = 'ERR_ADDRESS_REFUSED'
  readonly host: string

  constructor(host: string) {
    super(`Refused to connect to ${host}: it is not a public address`)
    this.host = host
  }
}

/** Throws AddressRefused when the host is written as an address that may not be connected to. */
export function checkLiteral(rules: PrivateNetworks, host: string): void {
  if (isIP(host) && !mayConnect(rules, host, host)) throw new AddressRefused(host)
}

/**
 * Resolves names as `lookup` does, and leaves out the addresses that may not be connected to. The socket connects to
 * what this answers and to nothing else, so a name that resolves differently the next time gains nothing.
 */
export function checkedLookup(rules: PrivateNetworks, lookup: LookupFunction = resolve): LookupFunction {
  return (host, options, callback) => {
    lookup(host, options, (error, found, family) => {
      if (error) return callback(error, found, family)
      const allowed = [found].flat().filter((one) => mayConnect(rules, host, addressOf(one)))
      if (allowed.length === 0) return callback(new AddressRefused(host), [], undefined)
      if (Array.isArray(found)) return callback(null, allowed.filter(isLookupAddress), undefined)
      callback(null, found, family)
    })
  }
}

const resolve: LookupFunction = (host, options, callback) => dns.lookup(host, options, callback)
const addressOf = (one: string | dns.LookupAddress): string => (typeof one === 'string' ? one : one.address)
const isLookupAddress = (one: string | dns.LookupAddress): one is dns.LookupAddress => typeof one !== 'string'

/** The arguments of `Socket.prototype.connect`, in any of their forms, with the check put in. */
export function checkedArguments(rules: PrivateNetworks, args: unknown[]): unknown[] {
  const [first, ...rest] = args
  // What net.connect and tls.connect pass on: an array that they marked as normalised, which must stay the same one.
  if (Array.isArray(first)) {
    first[0] = checkedOptions(rules, first[0])
    return args
  }
  if (typeof first === 'object' && first !== null) return [checkedOptions(rules, first), ...rest]
  // A path leads to a local socket, which only the operator can name.
  if (!(Number(first) >= 0)) return args
  const host = typeof rest[0] === 'string' ? { host: rest[0] } : {}
  const callback = rest.filter((one) => typeof one === 'function')
  return [checkedOptions(rules, { port: Number(first), ...host }), ...callback]
}

function checkedOptions(rules: PrivateNetworks, options: ConnectOptions): ConnectOptions {
  if (options.path) return options
  const host = options.host ?? 'localhost'
  if (!isIP(host)) return { ...options, lookup: checkedLookup(rules, options.lookup ?? undefined) }
  return mayConnect(rules, host, host) ? options : { ...options, host: 'refused.invalid', lookup: refuse(host) }
}

/** Fails as a name does that cannot be resolved, which every library is ready for, http2 too. */
const refuse =
  (host: string): LookupFunction =>
  (_host, _options, callback) =>
    process.nextTick(callback, new AddressRefused(host), [])

type ConnectOptions = { port?: number; path?: string | null; host?: string; lookup?: LookupFunction | null }
