import { type Words, words } from '../lib/words.ts'
import type { MailRoad } from './mail-road.ts'

/** A letter that did not leave, in words for whoever can mend it. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure'
  readonly words: Words
  /** The server may have taken it all the same: it was lost while it spoke, and nobody can tell. */
  readonly mayHaveArrived: boolean

  constructor(said: Words, cause: unknown, mayHaveArrived = false) {
    super(said.key, { cause })
    this.words = said
    this.mayHaveArrived = mayHaveArrived
  }
}

/** What nodemailer's codes mean. https://nodemailer.com/errors */
export function asMailFailure(error: unknown, road: MailRoad): MailFailure {
  const { host, port } = road
  return new MailFailure(
    words(keyOf(error), { host, port: String(port), said: saidBy(error) }),
    error,
    !isRefused(error),
  )
}

/** Whether it is certain that no letter left: there was an answer that says so, or nobody was reached to give it to. */
function isRefused(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const answered = 'responseCode' in error && typeof error.responseCode === 'number'
  return answered || before.has(textIn(error, 'code')) || neverReached.test(saidBy(error))
}

/** What happens before a letter is handed over. */
const before = new Set(['EDNS', 'ENOTFOUND', 'ETLS', 'EREQUIRETLS', 'EAUTH', 'ENOAUTH', 'EENVELOPE', 'EMESSAGE'])
const neverReached =
  /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|certificate|wrong version number|Greeting never|^Connection timeout/

function keyOf(error: unknown): string {
  switch (textIn(error, 'code')) {
    case 'EDNS':
    case 'ENOTFOUND':
      return 'notifications.mail-host-unknown'
    case 'ETIMEDOUT':
      return 'notifications.mail-silent'
    case 'ETLS':
    case 'EREQUIRETLS':
      return 'notifications.mail-no-encryption'
    case 'EAUTH':
    case 'ENOAUTH':
      return 'notifications.mail-sign-in'
    case 'EENVELOPE':
    case 'EMESSAGE':
      return 'notifications.mail-refused'
    default:
      return isTls(error) ? 'notifications.mail-no-encryption' : keyOfLine(error)
  }
}

const keyOfLine = (error: unknown): string =>
  /ENOTFOUND|EAI_AGAIN/.test(saidBy(error)) ? 'notifications.mail-host-unknown' : 'notifications.mail-unreachable'

const isTls = (error: unknown): boolean => /certificate|\bSSL\b|\bTLS\b|wrong version number/i.test(saidBy(error))

/** What the server said, in one short line. */
function saidBy(error: unknown): string {
  const said = textIn(error, 'response') || (error instanceof Error ? error.message : '')
  return said
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300)
    .replace(/[\s.]+$/, '')
}

function textIn(error: unknown, name: 'code' | 'response'): string {
  if (typeof error !== 'object' || error === null || !(name in error)) return ''
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'string' ? value : ''
}
