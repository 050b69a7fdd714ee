import ipaddr from 'ipaddr.js'

/** An address as numbers, whichever way it was written; undefined when it is none. */
export function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (!ipaddr.isValid(text)) return undefined
  const address = ipaddr.parse(text)
  // `127.1` and `0x7f000001` are names to the system's resolver, not addresses; it answers them with real ones.
  if (address instanceof ipaddr.IPv4 && !ipaddr.IPv4.isValidFourPartDecimal(text)) return undefined
  return address
}

/** The IPv4 address that an IPv6 one stands for: mapped (RFC 4291) or translated (NAT64, RFC 6052). */
export function embeddedIPv4(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  if (!embeds.some((range) => address.match(range))) return undefined
  return new ipaddr.IPv4(address.toByteArray().slice(12))
}

const embeds = ['::ffff:0:0/96', '64:ff9b::/96'].map((range) => ipaddr.IPv6.parseCIDR(range))

/**
 * Whether anybody on the Internet could reach it. All else is refused: private, loopback, link-local (the metadata
 * services of clouds live there), shared by carriers, multicast, reserved, and IPv6 that tunnels IPv4 (6to4, Teredo).
 */
export function isPublicAddress(text: string): boolean {
  const address = parseAddress(text)
  if (address === undefined) return false
  if (address instanceof ipaddr.IPv4) return isPublicIPv4(address)
  const inside = embeddedIPv4(address)
  if (inside) return isPublicIPv4(inside)
  return address.match(globalUnicast) && address.range() === 'unicast'
}

const isPublicIPv4 = (address: ipaddr.IPv4): boolean =>
  address.range() === 'unicast' && address.toString() !== azureMetadata

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/** A metadata service on an address that looks public. */
const azureMetadata = '168.63.129.16'
