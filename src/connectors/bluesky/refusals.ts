import { type Words, words } from '../../lib/words.ts'
import { ConnectorFailure, type FailureKind } from '../failure.ts'
import { failureOfStatus, hostOf } from '../http/failures.ts'
import type { Refusal } from './xrpc.ts'

/** Errors that the network names, and what to do about each. The rest is told by the status. */
const byName: Record<string, [FailureKind, string]> = {
  AccountTakedown: ['reconnect', 'bluesky.account-takedown'],
  AccountSuspended: ['reconnect', 'bluesky.account-takedown'],
  RepoTakendown: ['reconnect', 'bluesky.account-takedown'],
  AccountDeactivated: ['reconnect', 'bluesky.account-deactivated'],
  RepoDeactivated: ['reconnect', 'bluesky.account-deactivated'],
  AuthFactorTokenRequired: ['reconnect', 'bluesky.needs-app-password'],
  ExpiredToken: ['reconnect', 'bluesky.session-lost'],
  InvalidToken: ['reconnect', 'bluesky.session-lost'],
  AuthMissing: ['reconnect', 'bluesky.session-lost'],
  AccountNotFound: ['reconnect', 'bluesky.session-lost'],
  NotFound: ['gone', 'bluesky.gone'],
  RecordNotFound: ['gone', 'bluesky.gone'],
  UpstreamFailure: ['temporary', 'bluesky.upstream'],
  UpstreamTimeout: ['temporary', 'bluesky.upstream'],
  NotEnoughResources: ['temporary', 'bluesky.upstream'],
  InvalidRequest: ['invalid', 'bluesky.rejected'],
  InvalidRecord: ['invalid', 'bluesky.rejected'],
  MethodNotImplemented: ['invalid', 'bluesky.not-a-pds'],
  XRPCNotSupported: ['invalid', 'bluesky.not-a-pds'],
}

export function failureOf(refusal: Refusal, now: Date): ConnectorFailure {
  const { name, status, message } = refusal
  const host = hostOf(refusal.url)
  const known = status === 429 ? undefined : byName[name]
  if (known) return new ConnectorFailure(known[0], say(known[1], host, message || name), unknownAfter(refusal))
  // A page instead of an error of the network: this is some other server.
  if (name === '' && (status === 404 || status === 501))
    return new ConnectorFailure('invalid', say('bluesky.not-a-pds', host, String(status)))
  if (status === 400 || status === 409 || status === 413)
    return new ConnectorFailure('invalid', say('bluesky.rejected', host, message || name || String(status)))
  return failureOfStatus(refusal, { ...refusal, detail: message || name }, now)
}

/** Signing in is refused with fewer words than anything else. */
export function failureOfSignIn(refusal: Refusal, now: Date): ConnectorFailure {
  const { status, name } = refusal
  const wrong = name === 'AuthenticationRequired' || name === 'InvalidRequest' || (status === 401 && !(name in byName))
  return wrong
    ? new ConnectorFailure('reconnect', words('bluesky.wrong-password', { host: hostOf(refusal.url) }))
    : failureOf(refusal, now)
}

const say = (key: string, host: string, detail: string): Words => words(key, { host, detail })

const unknownAfter = ({ status, method }: Refusal) => ({ outcomeUnknown: method === 'POST' && status >= 500 })
