import { type Words, words } from '../lib/words.ts'

/**
 * What to do about it. `reconnect`: access was lost, a person must renew it. `invalid`: asking again will not help.
 * `rate-limited`: not before `until`. `temporary`: try again, later and later. `gone`: the thing is no longer there.
 */
export type FailureKind = 'reconnect' | 'invalid' | 'rate-limited' | 'temporary' | 'gone'

/** The one way a connector fails on purpose. Its words are shown to a person. */
export class ConnectorFailure extends Error {
  override readonly name = 'ConnectorFailure'
  readonly kind: FailureKind
  readonly words: Words
  /** For `rate-limited`: not before. */
  readonly until: Date | undefined
  /** The request may have had its effect all the same (a time-out after sending, say). */
  readonly outcomeUnknown: boolean

  constructor(kind: FailureKind, said: Words, more: { until?: Date; outcomeUnknown?: boolean; cause?: unknown } = {}) {
    super(`${kind}: ${said.key}`, { cause: more.cause })
    this.kind = kind
    this.words = said
    this.until = more.until
    this.outcomeUnknown = more.outcomeUnknown ?? false
  }
}

/**
 * Any error as a failure; what a connector did not classify is temporary, and its outcome unknown. A library's own words
 * are not for people: they stay with the cause, and whoever catches it logs them.
 */
export function asFailure(error: unknown): ConnectorFailure {
  if (error instanceof ConnectorFailure) return error
  return new ConnectorFailure('temporary', words('connectors.surprise'), { outcomeUnknown: true, cause: error })
}
