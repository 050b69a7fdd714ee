import { parseAddress } from '../lib/http/address.ts'

/** Whom a passkey is made for. It works at this name and nowhere else. */
export interface RelyingParty {
  name: string
  origin: string
}

/**
 * Undefined where no browser would make a passkey: an address without TLS, this machine's own name excepted, or a number
 * instead of a name. https://www.w3.org/TR/webauthn-3/#rp-id
 */
export function relyingParty(publicUrl: string): RelyingParty | undefined {
  const { protocol, hostname: name, origin } = new URL(publicUrl)
  const isOfThisMachine = name === 'localhost' || name.endsWith('.localhost')
  if (protocol !== 'https:' && !isOfThisMachine) return undefined
  return parseAddress(name.replace(/^\[|\]$/g, '')) ? undefined : { name, origin }
}
