import { type Actor, type MastodonServer, startMastodon } from '../../../test/networks/mastodon/server.ts'
import type { Json } from '../../lib/json.ts'
import type { Account, Heard, HeardMessage, Spoken } from '../connector.ts'
import { drain, type TestContext, testContext } from '../contract.test-kit.ts'
import { mastodon } from './index.ts'
import { newest } from './newest.ts'

/** An instance with our account `cafe` connected, and people who talk to it. */
export interface Visit extends AsyncDisposable {
  server: MastodonServer
  cafe: Actor
  /** Lives at the same instance. */
  lucas: Actor
  /** Lives elsewhere. */
  ana: Actor
  account: Account
  context(more?: { settings?: Record<string, unknown>; signal?: AbortSignal; now?: () => Date }): TestContext
  /** Everything that is new, and the cursor after it. */
  hear(cursor?: Json): Promise<{ heard: Heard[]; cursor: Json }>
}

export async function visit(
  options: Parameters<typeof startMastodon>[0] & { settings?: Record<string, unknown> } = {},
): Promise<Visit> {
  const { settings = {}, ...wished } = options
  const server = await startMastodon(wished)
  const [cafe, lucas, ana] = ['cafe', 'lucas', 'ana@elsewhere.example'].map(server.account)
  if (!cafe || !lucas || !ana) throw new Error('The cast is not complete')
  const given = { instance: server.url, token: cafe.token, ...settings }
  const { account } = await mastodon.test(testContext(mastodon, given))
  const context: Visit['context'] = ({ settings: changed = {}, ...more } = {}) =>
    testContext(mastodon, { ...given, ...changed }, { account, ...more })
  return {
    server,
    cafe,
    lucas,
    ana,
    account,
    context,
    hear: (cursor) => drain((at) => newest(context(), at), cursor),
    [Symbol.asyncDispose]: () => server.stop(),
  }
}

export const messagesIn = (heard: Heard[]): HeardMessage[] =>
  heard.flatMap((one) => (one.kind === 'message' ? [one.message] : []))

/** What the outbox hands over for an answer to this message. */
export const answerTo = (message: HeardMessage, text: string, more: Partial<Spoken> = {}): Spoken => ({
  text,
  key: crypto.randomUUID(),
  decidedAt: new Date(),
  inReplyTo: {
    externalId: message.externalId,
    rootExternalId: message.rootExternalId,
    visibility: message.visibility,
    author: message.author,
    mentions: message.mentions ?? [],
    language: message.language,
    replyKey: message.replyKey,
  },
  ...more,
})
