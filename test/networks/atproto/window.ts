import { bluesky } from '../../../src/connectors/bluesky/index.ts'
import type { Account, Heard, HeardMessage, Spoken } from '../../../src/connectors/connector.ts'
import { drain, messageOf, type TestContext, testContext } from '../../../src/connectors/contract.test-kit.ts'
import type { Json } from '../../../src/lib/json.ts'
import type { Atproto } from './network.ts'

/** A connected account as Tertulia keeps it: settings, account and the place it got to in listening. */
export class Window {
  readonly network: Atproto
  readonly context: TestContext
  account: Account
  #cursor: Json | undefined

  private constructor(network: Atproto, context: TestContext, account: Account) {
    this.network = network
    this.context = context
    this.account = account
  }

  /** Connects our account and begins to listen from now on. */
  static async open(network: Atproto, settings: Record<string, unknown> = {}): Promise<Window> {
    const { tertulia } = network.accounts
    const appPassword = await tertulia.appPassword()
    const first = { handle: tertulia.handle, appPassword, service: network.pdsUrl, ...settings }
    const context = testContext(bluesky, first)
    const { account } = await bluesky.test(context)
    const window = new Window(network, testContext(bluesky, context.settings, { account }), account)
    await window.listen()
    return window
  }

  /** Everything that is new, when the network has digested what was said. */
  async listen(): Promise<Heard[]> {
    await this.network.processAll()
    const { heard, cursor } = await drain((at) => newest(this.context, at), this.#cursor)
    this.#cursor = cursor
    return heard
  }

  async hear(uri: string): Promise<HeardMessage> {
    return messageOf(await this.listen(), uri)
  }

  async past(since: Date): Promise<Heard[]> {
    await this.network.processAll()
    return (await drain((at) => history(this.context, at, since), undefined)).heard
  }

  async around(uri: string): Promise<Heard[]> {
    await this.network.processAll()
    return (await bluesky.surroundings?.(this.context, uri)) ?? []
  }
}

/** Our words, as the outbox hands them to the connector. */
export function spokenTo(message: HeardMessage, text: string, key: string = crypto.randomUUID()): Spoken {
  const { externalId, rootExternalId, visibility, author, mentions = [], language, replyKey } = message
  const inReplyTo = { externalId, rootExternalId, visibility, author, mentions, language, replyKey }
  return { text, key, inReplyTo, decidedAt: new Date() }
}

const { newest = absent, history = absent } = bluesky

export const speak = bluesky.speak ?? absent()

function absent(): never {
  throw new Error('the connector does not offer it')
}

/** `@tertulia.test` at the beginning of a text, as the mention it is. */
export const facetOf = (did: string) => [
  { index: { byteStart: 0, byteEnd: 14 }, features: [{ $type: 'app.bsky.richtext.facet#mention', did }] },
]
