import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { IntlMessageFormat } from 'intl-messageformat'
import { guardedDispatcher } from '../lib/http/dispatcher.ts'
import { privateNetworks } from '../lib/http/private-networks.ts'
import type { Json } from '../lib/json.ts'
import { measure } from '../lib/text-limit.ts'
import type { Words } from '../lib/words.ts'
import type { Account, Batch, Connector, Context, Heard, HeardMessage, Http, Spoken } from './connector.ts'
import { ConnectorFailure, type FailureKind } from './failure.ts'
import type { FieldMeta } from './field.ts'
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
  /** Whether `history` must find what was said before. Default true when the connector has one. */
  historyHolds?: boolean
  /** The network's clock is so coarse that a message may be told twice, the same; intake keeps one. Default false. */
  repeats?: boolean
  /** How long what was said may need to be heard. Default 5 s. */
  patienceMs?: number
  close(): Promise<void>
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

/** What every connector promises, tried. Call it once from the connector's own test. */
export function connectorContract(connector: Connector, open: () => Promise<World>): void {
  describe(`${connector.network} keeps the contract`, () => {
    let world: World
    let account: Account
    let settings: Record<string, unknown>
    const context = (more: { signal?: AbortSignal } = {}) => testContext(connector, settings, { account, ...more })
    before(async () => {
      world = await open()
      const first = testContext(connector, world.settings)
      account = (await connector.test(first)).account
      // What the connector keeps while it is tried is kept, as `channels` does.
      settings = first.settings
    })
    after(() => world.close())
    wordsOf(connector)
    settingsOf(connector, () => world)
    finding(connector, () => testContext(connector, world.settings))
    if (connector.newest) hearing(connector, connector.newest, { world: () => world, context })
    if (connector.history) past(connector.history, { world: () => world, context })
    if (connector.stream) streaming(connector.stream, { context })
    if (connector.speak) speaking(connector, { world: () => world, context, account: () => account })
  })
}

interface Means {
  world: () => World
  context: (more?: { signal?: AbortSignal }) => TestContext
}

function wordsOf({ network, name, mark, words, settings }: Connector): void {
  test('has a network word, a name and a mark', () => {
    assert.match(network, /^[a-z][a-z0-9-]*$/)
    assert.notEqual(name, '')
    assert.ok([...mark].length >= 1 && [...mark].length <= 2, `the mark "${mark}" has one or two characters`)
  })

  test('says the same things in every language, under its own name', () => {
    assert.deepEqual(Object.keys(words.es).sort(), Object.keys(words.en).sort())
    for (const [key, text] of Object.entries(words.en)) {
      assert.ok(key.startsWith(`${network}.`), `${key} begins with ${network}.`)
      assert.notEqual(text.trim(), '', key)
      assert.deepEqual(argumentsOf(words.es[key] ?? ''), argumentsOf(text), `${key} has the same arguments`)
    }
  })

  test('has a label for every setting, and the words for label and help', () => {
    for (const [key, schema] of Object.entries(settings.shape)) {
      const meta = fieldOf(schema)
      assert.ok(meta, `setting ${key} has .meta(field({...}))`)
      for (const message of [meta.label, meta.help ?? meta.label])
        assert.ok(words.en[message] !== undefined, `${message} of setting ${key} is in the words`)
    }
  })
}

function argumentsOf(text: string): string[] {
  const names = new Set<string>()
  const visit = (nodes: readonly object[]): void => {
    for (const node of nodes) {
      if ('type' in node && Number(node.type) > 0 && 'value' in node && node.type !== 7) names.add(String(node.value))
      if ('options' in node) for (const option of Object.values(Object(node.options))) visit(Object(option).value)
    }
  }
  visit(new IntlMessageFormat(text, 'en').getAst())
  return [...names].sort()
}

/** The field of a setting, whether said of the schema itself or of what it wraps (optional, default…). */
function fieldOf(schema: unknown): FieldMeta | undefined {
  const one: { meta?: () => { field?: FieldMeta } | undefined; def?: { innerType?: unknown; in?: unknown } } =
    Object(schema)
  return (
    one.meta?.()?.field ?? (one.def?.innerType || one.def?.in ? fieldOf(one.def.innerType ?? one.def.in) : undefined)
  )
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

function settingsOf(connector: Connector, world: () => World): void {
  test('refuses wrong settings in words', async () => {
    assert.ok(world().wrongSettings.length > 0, 'the world knows wrong settings')
    for (const { why, settings, kinds = ['reconnect', 'invalid'] } of world().wrongSettings) {
      // What the schema itself refuses never reaches the connector.
      if (!connector.settings.safeParse(settings).success) continue
      const failure = await failureOf(connector.test(testContext(connector, settings)))
      assert.ok(failure, `${why}: refused with a ConnectorFailure`)
      assert.ok(kinds.includes(failure.kind), `${why}: ${failure.kind} is one of ${kinds}`)
      assertSayable(failure.words, connector)
    }
  })
}

export async function failureOf(attempt: Promise<unknown>): Promise<ConnectorFailure | undefined> {
  try {
    await attempt
    return undefined
  } catch (error) {
    if (error instanceof ConnectorFailure) return error
    throw error
  }
}

function finding(connector: Connector, context: () => TestContext): void {
  test('finds the account, the same one each time, and says in words what is there', async () => {
    const found = await connector.test(context())
    assert.notEqual(found.account.externalId, '')
    assert.notEqual(found.account.name, '')
    assert.deepEqual(JSON.parse(JSON.stringify(found.account)), found.account, 'an account survives JSON')
    const sayings = [...found.hears, ...found.says, ...found.limits]
    for (const said of sayings) assertSayable(said, connector)
    assert.ok(found.hears.length > 0, 'it says what can be heard')
    assert.equal((await connector.test(context())).account.externalId, found.account.externalId)
  })
}

type Newest = NonNullable<Connector['newest']>

function hearing(connector: Connector, newest: Newest, { world, context }: Means): void {
  const read = (cursor: Json | undefined) => drain((at) => newest.call(connector, context(), at), cursor)
  const hear = (cursor: Json, until: (heard: Heard[]) => boolean) =>
    patiently(
      () => read(cursor),
      ({ heard }) => until(heard),
      world().patienceMs,
    )

  test('begins from now: nothing that was said before', async () => {
    const old = await world().say('Said before you came')
    await wait(50)
    const { heard } = await patiently(
      () => read(undefined),
      () => true,
      0,
    )
    assert.deepEqual(
      idsOf(heard).filter((id) => id === old),
      [],
    )
  })

  test('hears what is said, once, and not again', async () => {
    const { cursor } = await read(undefined)
    const id = await world().say('Is anybody there?')
    const { heard, cursor: after } = await hear(cursor, (all) => idsOf(all).includes(id))
    assert.equal(idsOf(heard).filter((one) => one === id).length, 1)
    const message = messageOf(heard, id)
    assert.match(saidIn(message), /Is anybody there\?/)
    assert.notEqual(message.author.externalId, '')
    assert.ok(Math.abs(message.saidAt.getTime() - Date.now()) < 86_400_000, 'said about now')
    const again = await read(after)
    if (!world().repeats)
      assert.deepEqual(
        idsOf(again.heard).filter((one) => one === id),
        [],
      )
  })

  test('reads an old cursor again and hears the same', async () => {
    const { cursor } = await read(undefined)
    const ids = [await world().say('One'), await world().say('Two')]
    const first = await hear(cursor, (all) => ids.every((id) => idsOf(all).includes(id)))
    const second = await read(JSON.parse(JSON.stringify(cursor)))
    const both = (heard: Heard[]) =>
      idsOf(heard)
        .filter((id) => ids.includes(id))
        .sort()
    assert.deepEqual(both(second.heard), both(first.heard))
    assert.deepEqual(both(first.heard), [...ids].sort())
  })

  test('stops when it is told to', async () => {
    const { cursor } = await read(undefined)
    const { signal, stop } = stopping()
    const attempt = Promise.race([newest.call(connector, context({ signal }), cursor).catch(() => {}), overdue()])
    stop()
    assert.notEqual(await attempt, 'overdue')
  })

  test('notices changes and deletions, where the network tells them', async () => {
    const { cursor } = await read(undefined)
    const { edit, remove } = world()
    const id = await world().say('First thought')
    const { cursor: after } = await hear(cursor, (all) => idsOf(all).includes(id))
    if (edit) {
      await edit.call(world(), id, 'Second thought')
      const changed = (all: Heard[]) => idsOf(all).includes(id) && /Second thought/.test(saidIn(messageOf(all, id)))
      const message = messageOf((await hear(after, changed)).heard, id)
      assert.match(saidIn(message), /Second thought/)
      assert.ok(message.editedAt, 'an edited message says when')
    }
    if (remove) {
      await remove.call(world(), id)
      const gone = (all: Heard[]) => all.some((one) => one.kind === 'deletion' && one.externalId === id)
      assert.ok(gone((await hear(after, gone)).heard))
    }
  })
}

const stopping = () => {
  const controller = new AbortController()
  return { signal: controller.signal, stop: () => controller.abort() }
}

const overdue = async (): Promise<'overdue'> => wait(2000, 'overdue' as const, { ref: false })

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

async function patiently<T>(attempt: () => Promise<T>, enough: (result: T) => boolean, patienceMs = 5000): Promise<T> {
  const end = Date.now() + patienceMs
  for (;;) {
    const result = await attempt()
    if (enough(result) || Date.now() > end) return result
    await wait(100)
  }
}

export const idsOf = (heard: Heard[]): string[] =>
  heard.flatMap((one) => (one.kind === 'message' ? [one.message.externalId] : []))

const saidIn = ({ body }: HeardMessage): string => ('text' in body ? body.text : body.html)

/** The last word about this message; fails the test when there is none. */
export function messageOf(heard: Heard[], externalId: string): HeardMessage {
  const found = heard.flatMap((one) => (one.kind === 'message' ? [one.message] : []))
  const last = found.findLast((message) => message.externalId === externalId)
  assert.ok(last, `${externalId} was heard (heard were: ${idsOf(heard)})`)
  return last
}

function past(history: NonNullable<Connector['history']>, { world, context }: Means): void {
  test('pages through what was said since, to the end, each message once', async () => {
    const said = [await world().say('Yesterday, more or less'), await world().say('And the day before')]
    const since = new Date(Date.now() - 30 * 86_400_000)
    const read = () => drain((cursor) => history(context(), cursor, since), undefined)
    const missing = (heard: Heard[]) => said.filter((id) => !idsOf(heard).includes(id))
    const { heard } = await patiently(read, (page) => missing(page.heard).length === 0, world().patienceMs)
    if (world().historyHolds ?? true) assert.deepEqual(missing(heard), [])
    const ids = idsOf(heard)
    if (!world().repeats) assert.equal(new Set(ids).size, ids.length, 'no message twice')
  })

  test('finds nothing older than asked', async () => {
    const since = new Date(Date.now() + 3_600_000)
    const { heard } = await drain((cursor) => history(context(), cursor, since), undefined)
    const old = heard.filter((one) => one.kind === 'message' && (one.message.concernsUs ?? true))
    assert.deepEqual(old, [])
  })
}

function streaming(stream: NonNullable<Connector['stream']>, { context }: Pick<Means, 'context'>): void {
  test('stops streaming when it is told to', async () => {
    const { signal, stop } = stopping()
    const attempt = Promise.race([stream(context({ signal }), undefined, async () => {}).catch(() => {}), overdue()])
    await wait(100)
    stop()
    assert.notEqual(await attempt, 'overdue')
  })
}

function speaking(connector: Connector, { world, context, account }: Means & { account: () => Account }): void {
  const { speak } = connector
  assert.ok(speak)
  const standing = async (text: string) => {
    assert.ok(world().standing, 'the world of a connector that speaks tells what stands')
    return await world().standing?.(text)
  }
  const spoken = async (text: string): Promise<Spoken> => ({
    text,
    key: crypto.randomUUID(),
    inReplyTo: await heardForReply(connector, { world, context }),
    decidedAt: new Date(),
  })

  test('has a limit that counts', () => {
    const limit = speak.limit(account())
    assert.ok(limit.max > 0)
    assert.equal(measure('Hola', limit), 4)
  })

  test('says it where it was asked', async () => {
    const reply = await spoken(`We are here ${crypto.randomUUID().slice(0, 8)}`)
    const said = await speak.send(context(), reply)
    assert.notEqual(said.externalId, '')
    assert.equal(await standing(reply.text), 1)
    if (said.url !== undefined) assert.ok(URL.canParse(said.url), 'its place is an address')
  })

  if (speak.idempotent)
    test('says the same key twice and it stands once', async () => {
      const reply = await spoken(`Once only ${crypto.randomUUID().slice(0, 8)}`)
      const first = await speak.send(context(), reply)
      const second = await speak.send(context(), reply)
      assert.equal(second.externalId, first.externalId)
      assert.equal(await standing(reply.text), 1)
    })

  const find = speak.find
  if (find)
    test('finds what was said, and not what was not', async () => {
      const reply = await spoken(`Look for me ${crypto.randomUUID().slice(0, 8)}`)
      assert.notEqual(typeof (await find.call(speak, context(), reply)), 'object')
      const said = await speak.send(context(), reply)
      const found = await patiently(
        () => find.call(speak, context(), reply),
        (one) => typeof one === 'object',
      )
      assert.ok(typeof found === 'object', 'found')
      assert.equal(found.externalId, said.externalId)
    })
}

/** A message said and heard now, as the outbox hands it to the connector that answers it. */
async function heardForReply(connector: Connector, { world, context }: Means): Promise<Spoken['inReplyTo']> {
  const { newest } = connector
  assert.ok(newest, 'a connector that speaks hears what it answers')
  const { cursor } = await drain((at) => newest.call(connector, context(), at), undefined)
  const id = await world().say(`A question ${crypto.randomUUID().slice(0, 8)}`)
  const { heard } = await patiently(
    () => drain((at) => newest.call(connector, context(), at), cursor),
    (page) => idsOf(page.heard).includes(id),
    world().patienceMs,
  )
  const { rootExternalId, visibility, author, mentions = [], language, replyKey } = messageOf(heard, id)
  return { externalId: id, rootExternalId, visibility, author, mentions, language, replyKey }
}
