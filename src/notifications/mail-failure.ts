import { type Words, words } from '../lib/words.ts'
import type { MailRoad } from './mail-road.ts'

/** A letter that did not leave, in words for whoever can mend it. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure'
  readonly words: Words

  constructor(said: Words, cause: unknown) {
    super(said.key, { cause })
    this.words = said
  }
}

/** What nodemailer's codes mean. https://nodemailer.com/errors */
export function asMailFailure(error: unknown, road: MailRoad): MailFailure {
  const { host, port } = road
  return new MailFailure(words(keyOf(error), { host, port: String(port), said: saidBy(error) }), error)
}

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
