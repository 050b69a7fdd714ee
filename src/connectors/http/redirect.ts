import { words } from '../../lib/words.ts'
import { ConnectorFailure } from '../failure.ts'

/** One step of a request: where it goes and what it carries. */
export interface Hop {
  url: string
  method: string
  headers: Headers
  body: string | Uint8Array | undefined
  /** Where the unbroken run of permanent redirects from the start has led. */
  movedTo: string | undefined
  /** Whether every redirect so far was permanent. */
  permanent: boolean
}

/** The next step when the answer is a redirect, else undefined. Throws ConnectorFailure when it must not be followed. */
export function nextHop(hop: Hop, status: number, location: string | undefined): Hop | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || !location) return undefined
  const to = target(hop, location)
  const sameOrigin = new URL(to).origin === new URL(hop.url).origin
  const asGet = status === 303 || (status < 303 && hop.method === 'POST')
  const harmless = asGet || hop.method === 'GET' || hop.method === 'HEAD'
  // What we say to one host is not said to another because the first one asks for it.
  if (!harmless && !sameOrigin) throw new ConnectorFailure('invalid', words('http.moved', { to }))
  const permanent = hop.permanent && (status === 301 || status === 308)
  return {
    url: to,
    method: asGet && hop.method !== 'HEAD' ? 'GET' : hop.method,
    headers: sameOrigin ? hop.headers : withoutSecrets(hop.headers),
    body: asGet ? undefined : hop.body,
    movedTo: permanent ? to : hop.movedTo,
    permanent,
  }
}

function target(hop: Hop, location: string): string {
  const to = URL.canParse(location, hop.url) ? new URL(location, hop.url) : undefined
  if (to?.protocol === 'http:' || to?.protocol === 'https:') {
    to.username = ''
    to.password = ''
    return to.href
  }
  throw new ConnectorFailure('invalid', words('http.not-an-address', { address: location.slice(0, 200) }))
}

/** The headers that say nothing about who we are to the first host. */
const impersonal = ['accept', 'accept-encoding', 'accept-language', 'user-agent', 'if-none-match', 'if-modified-since']

const withoutSecrets = (headers: Headers): Headers =>
  new Headers([...headers].filter(([name]) => impersonal.includes(name)))
