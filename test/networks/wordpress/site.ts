import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Context, Heard, HeardMessage, Spoken } from '../../../src/connectors/connector.ts'
import { drain, type TestContext } from '../../../src/connectors/contract.test-kit.ts'
import { wordpress } from '../../../src/connectors/wordpress/index.ts'
import type { Json } from '../../../src/lib/json.ts'
import type { People } from './people.ts'
import type { WordPress } from './start.ts'

/** A site, real or not, with marta, its editor, connected. */
export interface Stage {
  people: People
  marta: TestContext
}

/** A real one. */
export interface Site extends Stage {
  wp: WordPress
}

const offered = <T>(verb: T | undefined): T => {
  assert.ok(verb, 'the connector offers it')
  return verb
}
export const newest = offered(wordpress.newest)
export const history = offered(wordpress.history)
export const surroundings = offered(wordpress.surroundings)
export const { send } = offered(wordpress.speak)
export const find = offered(wordpress.speak?.find)
export const approve = offered(wordpress.moderate?.approve)
export const hold = offered(wordpress.moderate?.hold)
export const spam = offered(wordpress.moderate?.spam)
export const trash = offered(wordpress.moderate?.trash)

/** Hears as a channel does, remembering where it was, from now on. `at` says when it is. */
export async function listening(context: Context): Promise<(at?: Context) => Promise<Heard[]>> {
  let cursor: Json | undefined
  const hear = async (at = context) => {
    const read = await drain((from) => newest(at, from), cursor)
    cursor = read.cursor
    return read.heard
  }
  assert.deepEqual(await hear(), [], 'nothing that was there before is new')
  return hear
}

/** The same, with our clock so much ahead. */
export const later = (context: Context, ms: number): Context => ({
  ...context,
  now: () => new Date(Date.now() + ms),
})

/** An answer to a message, as the outbox hands it over. */
export const answerTo = ({ externalId, author, ...message }: HeardMessage, text: string): Spoken => ({
  text,
  key: randomUUID(),
  decidedAt: new Date(),
  inReplyTo: {
    externalId,
    author,
    visibility: message.visibility,
    rootExternalId: message.rootExternalId,
    mentions: [],
    language: undefined,
    replyKey: message.replyKey,
  },
})

export const deletionsIn = (heard: Heard[]): string[] =>
  heard.flatMap((one) => (one.kind === 'deletion' ? [one.externalId] : []))

export const htmlOf = ({ body }: HeardMessage): string => ('html' in body ? body.html : body.text)
