import ipaddr from 'ipaddr.js'
import { embeddedIPv4, isPublicAddress, parseAddress } from './address.ts'

/** Which addresses that are not public may be connected to all the same. */
export interface PrivateNetworks {
  all: boolean
  /** Host names, lower case: whatever they resolve to is allowed. */
  hosts: ReadonlySet<string>
  ranges: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][]
}

/**
 * Reads TERTULIA_ALLOW_PRIVATE_NETWORKS: `1` for all, or host names, addresses and CIDRs, separated by commas.
 * Empty means none. Throws an Error that names the entry it cannot read.
 */
export function privateNetworks(text: string | undefined): PrivateNetworks {
  const entries = (text ?? '').split(',').map((entry) => entry.trim().toLowerCase())
  const rules = { all: false, hosts: new Set<string>(), ranges: [] as [ipaddr.IPv4 | ipaddr.IPv6, number][] }
  for (const entry of entries.filter((entry) => entry !== '' && entry !== '0')) {
    if (entry === '1') rules.all = true
    else if (parseAddress(entry)) rules.ranges.push(asRange(entry))
    else if (ipaddr.isValidCIDR(entry)) rules.ranges.push(ipaddr.parseCIDR(entry))
    else if (hostName.test(entry)) rules.hosts.add(entry)
    else throw new Error(`TERTULIA_ALLOW_PRIVATE_NETWORKS: "${entry}" is neither 1, a host name, an address nor a CIDR`)
  }
  return rules
}

const hostName = /^(?!.*[.-]$)[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/

function asRange(entry: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const address = ipaddr.parse(entry)
  return [address, address instanceof ipaddr.IPv4 ? 32 : 128]
}

/** Whether a connection to this address, reached by this name, may be made. */
export function mayConnect(rules: PrivateNetworks, host: string, address: string): boolean {
  if (isPublicAddress(address)) return true
  if (rules.all || rules.hosts.has(bareHost(host))) return true
  const parsed = parseAddress(address)
  if (parsed === undefined) return false
  const inside = parsed instanceof ipaddr.IPv6 ? embeddedIPv4(parsed) : undefined
  return rules.ranges.some((range) => inRange(parsed, range) || (inside !== undefined && inRange(inside, range)))
}

const bareHost = (host: string): string => host.toLowerCase().replace(/\.$/, '')

function inRange(address: ipaddr.IPv4 | ipaddr.IPv6, [base, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]): boolean {
  if (address instanceof ipaddr.IPv4) return base instanceof ipaddr.IPv4 && address.match(base, bits)
  return base instanceof ipaddr.IPv6 && address.match(base, bits)
}
