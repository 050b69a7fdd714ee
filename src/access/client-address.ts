import type { Context } from 'hono'
import ipaddr from 'ipaddr.js'
import type { Config } from '../core/config.ts'

type Trust = Pick<Config, 'trustProxy'>

/**
 * Whose request this is: the address of the connection or, behind proxies that TRUST_PROXY names, the nearest address
 * in X-Forwarded-For that is not one of them. What a stranger writes into the header counts for nothing.
 */
export function clientAddress(c: Context, config: Trust): string {
  const direct = connectionAddress(c)
  if (!isTrusted(direct, config)) return direct
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim()))
  const known = hops.filter((hop) => hop !== unknown)
  return known.findLast((hop) => !isTrusted(hop, config)) ?? known[0] ?? direct
}

/** The address that was asked for, as the browser saw it: `https://host:port`. */
export function requestOrigin(c: Context, config: Trust): string {
  const url = new URL(c.req.url)
  const trusted = isTrusted(connectionAddress(c), config)
  const proto = (trusted && last(c.req.header('x-forwarded-proto'))) || url.protocol.slice(0, -1)
  const host = (trusted && last(c.req.header('x-forwarded-host'))) || c.req.header('host') || url.host
  const origin = `${proto === 'https' ? 'https' : 'http'}://${host}`
  return URL.canParse(origin) ? new URL(origin).origin : url.origin
}

const unknown = 'unknown'

function connectionAddress(c: Context): string {
  const socket: unknown = c.env?.incoming?.socket
  if (typeof socket !== 'object' || socket === null || !('remoteAddress' in socket)) return unknown
  return typeof socket.remoteAddress === 'string' ? plain(socket.remoteAddress) : unknown
}

/** One way of writing each address: `::ffff:1.2.3.4` is 1.2.3.4. */
const plain = (text: string): string => (ipaddr.isValid(text) ? ipaddr.process(text).toString() : unknown)

function isTrusted(address: string, { trustProxy }: Trust): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return trustProxy.some((entry) => {
    const [base, bits] = rangeOf(entry)
    return base?.kind() === parsed.kind() && parsed.match(base, bits)
  })
}

function rangeOf(entry: string): [ipaddr.IPv4 | ipaddr.IPv6 | undefined, number] {
  if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry)
  if (!ipaddr.isValid(entry)) return [undefined, 0]
  const base = ipaddr.process(entry)
  return [base, base.kind() === 'ipv4' ? 32 : 128]
}

const last = (header: string | undefined): string | undefined => header?.split(',').at(-1)?.trim() || undefined
