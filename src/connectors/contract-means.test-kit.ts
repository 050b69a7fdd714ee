import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { IntlMessageFormat } from 'intl-messageformat'
import { guardedDispatcher } from '../lib/http/dispatcher.ts'
import { privateNetworks } from '../lib/http/private-networks.ts'
import type { Json } from '../lib/json.ts'
import type { Words } from '../lib/words.ts'
import type { Account, Batch, Connector, Context, Heard, HeardMessage, Http, Reaction } from './connector.ts'
import { ConnectorFailure, type FailureKind } from './failure.ts'
import { createHttp } from './http/client.ts'
import { httpWords } from './http/words.ts'

/** A place on the network where the contract is tried: what a person there could do, and what is known of it. */
export interface World {
  /** Settings that work. */
  settings: Record<string, unknown>
  /** Settings that do not, with the kinds of failure that tell so (default: `reconnect` or `invalid`). */
  wrongSettings: { why: string; settings: Record<string, unknown>; kinds?: FailureKind[] }[]
  /** Somebody else says this there, where the connector listens; answers the external id it must be heard with. */
  say(text: string): Promise<string>
  /** Its author changes it. Absent when the network has no edits. */
  edit?(externalId: string, text: string): Promise<void>
  /** It is taken away there. Absent when the network does not tell of deletions. */
  remove?(externalId: string): Promise<void>
  /** How many messages with this text stand there now. Needed when the connector speaks. */
  standing?(text: string): Promise<number>
  /** The descriptions of what stands there with our message of this id. Needed when the connector attaches. */
  attached?(externalId: string): Promise<string[]>
  /** How many like it there now, and how many passed it on. Needed when the connector reacts. */
  reactions?(externalId: string): Promise<Record<Reaction, number>>
  /** Whether `history` must find what was said before. Default true when the connector has one. */
  historyHolds?: boolean
  /** The network's clock is so coarse that a message may be told twice, the same; intake keeps one. Default false. */
  repeats?: boolean
  /** How long what was said may need to be heard. Default 5 s. */
  patienceMs?: number
  close(): Promise<void>
}

export interface Means {
  world: () => World
  context: (more?: { signal?: AbortSignal }) => TestContext
}

export interface TestContext extends Context {
  /** Every change given to `keepSettings`, in order; they are in `settings` already. */
  kept: Record<string, unknown>[]
}

/** A context as `channels` makes it, but allowed to connect to this machine. Settings are parsed by the connector. */
export function testContext(
  connector: Pick<Connector, 'settings'>,
  settings: Record<string, unknown>,
  options: { account?: Account; http?: Http; signal?: AbortSignal; now?: () => Date } = {},
): TestContext {
  const { account, signal = new AbortController().signal, now = () => new Date() } = options
  const context: TestContext = {
    settings: connector.settings.parse(settings),
    account,
    http: options.http ?? testHttp({ signal, now }),
    signal,
    now,
    kept: [],
    async keepSettings(changed) {
      context.kept.push(changed)
      context.settings = { ...context.settings, ...changed }
    },
  }
  return context
}

/** The real guarded client, allowed to connect to this machine. */
export const testHttp = (options: { signal?: AbortSignal; now?: () => Date } = {}): Http =>
  createHttp({ dispatcher: ownMachine, userAgent: 'Tertulia-test', now: () => new Date(), ...options })

const ownMachine = guardedDispatcher(privateNetworks('127.0.0.0/8, ::1, localhost'))

export async function failureOf(attempt: Promise<unknown>): Promise<ConnectorFailure | undefined> {
  try {
    await attempt
    return undefined
  } catch (error) {
    if (error instanceof ConnectorFailure) return error
    throw error
  }
}

/** The sentence exists in both languages and its parameters suffice. */
export function assertSayable(said: Words, connector: Connector): void {
  for (const language of ['en', 'es'] as const) {
    const text = connector.words[language][said.key] ?? httpWords[language][said.key]
    assert.ok(text, `${said.key} is said in ${language}`)
    const sentence = new IntlMessageFormat(text, language).format(said.params)
    assert.ok(typeof sentence === 'string' && sentence !== '')
  }
}

/** Every page until there is no more, as intake reads them; a cursor goes through JSON on its way. */
export async function drain(
  page: (cursor: Json | undefined) => Promise<Batch>,
  from: Json | undefined,
): Promise<{ heard: Heard[]; cursor: Json; againInMs: number | undefined }> {
  const heard: Heard[] = []
  let cursor = from
  for (let pages = 0; pages < 200; pages++) {
    const batch = await page(cursor)
    assert.deepEqual(JSON.parse(JSON.stringify(batch.cursor)), batch.cursor, 'a cursor survives JSON')
    heard.push(...batch.heard)
    cursor = batch.cursor
    if (!batch.more) return { heard, cursor: batch.cursor, againInMs: batch.againInMs }
  }
  throw new Error('more than 200 pages: it never ends')
}

export async function patiently<T>(
  attempt: () => Promise<T>,
  enough: (result: T) => boolean,
  patienceMs = 5000,
): Promise<T> {
  const end = Date.now() + patienceMs
  for (;;) {
    const result = await attempt()
    if (enough(result) || Date.now() > end) return result
    await wait(100)
  }
}

export const idsOf = (heard: Heard[]): string[] =>
  heard.flatMap((one) => (one.kind === 'message' ? [one.message.externalId] : []))

/** The last word about this message; fails the test when there is none. */
export function messageOf(heard: Heard[], externalId: string): HeardMessage {
  const found = heard.flatMap((one) => (one.kind === 'message' ? [one.message] : []))
  const last = found.findLast((message) => message.externalId === externalId)
  assert.ok(last, `${externalId} was heard (heard were: ${idsOf(heard)})`)
  return last
}
