import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { App } from '../src/app.ts'
import type { Connectors, Heard, HeardMessage } from '../src/connectors/index.ts'
import { assign } from '../src/conversations/assign.ts'
import { lockSeveral } from '../src/conversations/changed.ts'
import { close, closeSeveral } from '../src/conversations/close.ts'

import { correct } from '../src/conversations/correct.ts'
import { follow } from '../src/conversations/follow.ts'
import { putTopic } from '../src/conversations/message-topics.ts'
import { note } from '../src/conversations/note.ts'
import { reply } from '../src/conversations/reply.ts'
import { tellDue } from '../src/conversations/service-levels/tell.ts'
import { snooze, wakeDue } from '../src/conversations/snooze.ts'
import { tag } from '../src/conversations/tag.ts'
import type { Tx } from '../src/core/database.ts'
import { Refusal } from '../src/core/errors.ts'
import { take } from '../src/intake/index.ts'
import { speak } from '../src/outbox/speak.ts'
import type { StoryClock } from './clock.ts'
import { places, type WindowKey } from './company.ts'
import type { House } from './found.ts'
import type { Deed, Happening, Spoken } from './happening.ts'
import { minute } from './hours.ts'

/** Where a message of the story is. */
interface There {
  id: string
  conversationId: string
}

/** Writes what happened by the ways that what happens has: intake, the verbs of the desk, and the outbox. */
export class Writer {
  readonly #app: App
  readonly #house: House
  readonly #clock: StoryClock
  readonly #there = new Map<string, There>()
  readonly #never = new AbortController()

  constructor(app: App, house: House, clock: StoryClock) {
    this.#app = app
    this.#house = house
    this.#clock = clock
  }

  /** As it was before they had this desk: what was said, and what they answered at the networks themselves. */
  async fetch(happened: readonly Happening[], until: number): Promise<void> {
    await this.#clock.set(until)
    const said = happened.flatMap((it) => (it.kind === 'said' ? [it] : answeredThere(it)))
    await Promise.all([...Map.groupBy(said, (it) => it.window)].map(([window, heard]) => this.#hear(window, heard)))
  }

  /** What was over when they began. */
  async putAway(before: number): Promise<void> {
    const { db } = this.#app.core
    for (;;) {
      const { rows } = await sql<{ id: string }>`
        select id from conversations where state = 'open' and last_at < ${new Date(before)} limit 500`.execute(db)
      if (rows.length === 0) return
      const ids = rows.map(({ id }) => id)
      await db.transaction().execute(async (tx) => {
        await closeSeveral(tx, await lockSeveral(tx, ids), this.#house.users.get('carmen'))
      })
    }
  }

  /** What rang before that was looked at. */
  async lookOver(before: number): Promise<void> {
    await sql`update notifications set read_at = at + interval '20 minutes'
      where read_at is null and at < ${new Date(before)}`.execute(this.#app.core.db)
  }

  /** A few hours at once, in order. */
  async write(happened: readonly Happening[], until: number): Promise<void> {
    await this.#clock.set(until)
    const said = happened.filter((it) => it.kind === 'said')
    const byWindow = [...Map.groupBy(said, (it) => it.window)]
    await Promise.all(byWindow.map(([window, heard]) => this.#hear(window, heard)))
    const deeds = happened.filter((it) => it.kind === 'deed')
    const others = deeds.filter((it) => it.does.it !== 'close')
    for (const [at, together] of Map.groupBy(others, (it) => Math.floor(it.at / bucketMs))) {
      await this.#clock.set(at * bucketMs)
      await this.#doAll(together)
    }
    await this.#clock.set(until)
    await this.#close(deeds.filter((it) => it.does.it === 'close'))
    await wakeDue(this.#app.core.db, new Date(until))
    await tellDue(this.#app.core.db, new Date(until))
  }

  /** Whoever is done closes all that they are done with. */
  async #close(deeds: readonly Deed[]): Promise<void> {
    for (const [key, own] of Map.groupBy(deeds, (it) => it.by)) {
      const ids = own.flatMap((it) => this.#there.get(it.first)?.conversationId ?? [])
      await this.#app.core.db.transaction().execute(async (tx) => {
        await closeSeveral(tx, await lockSeveral(tx, ids), this.#house.users.get(key))
      })
    }
  }

  async #hear(key: WindowKey, said: readonly Spoken[]): Promise<void> {
    const { board, core } = this.#app
    const channel = this.#house.windows.get(key)
    const connector = channel && board.connectors.get(channel.network)
    if (!channel || !connector) throw new Error(`There is no window ${key}.`)
    const heard = said.map((it): Heard => ({ kind: 'message', message: asHeard(it) }))
    const { understanding, matching } = board
    await take(core.db, connector, channel, { heard }, { moves: 'nothing', now: new Date(), understanding, matching })
    const ids = said.map(({ id }) => id)
    const { rows } = await sql<There & { external_id: string }>`
      select id, conversation_id as "conversationId", external_id from messages
      where channel_id = ${channel.id} and external_id = any(${ids}::text[])`.execute(core.db)
    for (const { external_id, ...there } of rows) this.#there.set(external_id, there)
  }

  /** Several threads at once, each in its order. */
  async #doAll(deeds: readonly Deed[]): Promise<void> {
    const threads = [...Map.groupBy(deeds, (it) => it.thread).values()]
    const spoke = new Set<string>()
    const queue = threads.values()
    const work = async () => {
      for (const thread of queue) for (const channel of await this.#doThread(thread)) spoke.add(channel)
    }
    await Promise.all(Array.from({ length: 4 }, work))
    await Promise.all([...spoke].map((id) => speak(this.#app.board, processId, id, this.#never.signal)))
  }

  async #doThread(deeds: readonly Deed[]): Promise<string[]> {
    const first = deeds[0] && this.#there.get(deeds[0].first)
    if (!first) return []
    const channels: string[] = []
    const { connectors } = this.#app.board
    const way = { connectors, users: this.#house.users, there: this.#there }
    await this.#app.core.db.transaction().execute(async (tx) => {
      for (const deed of deeds) {
        const channel = await doDeed(tx, way, first.conversationId, deed)
        if (channel) channels.push(channel)
      }
    })
    return channels
  }
}

/** An answer as the network tells it. */
function answeredThere({ does, thread, at, window, first }: Deed): Spoken[] {
  const place = places.find((it) => it.key === window)
  if (does.it !== 'reply' || !place) return []
  const author = {
    externalId: `${place.externalId}/us`,
    name: place.name,
    ...(place.handle && { handle: place.handle }),
  }
  const id = `${thread}/ours/${at}`
  const { text, language } = does
  const said = { kind: 'said', at, thread, id, parent: does.to, root: first, window, author, text, language } as const
  return [{ ...said, visibility: 'public', concernsUs: true, isOurs: true }]
}

/** What a deed needs to be done. */
export interface Way {
  connectors: Connectors
  users: ReadonlyMap<string, { id: string }>
  /** By the network's ids. */
  there: ReadonlyMap<string, There>
}

/** Does it as the person would; gives the window that has something to say now. */
export async function doDeed(
  tx: Tx,
  way: Way,
  conversationId: string,
  { does, by: key, thread, at }: Deed,
): Promise<string | undefined> {
  const by = who(way, key)
  // What was done already is not done again by another start.
  const id = idOf(`${thread} ${at} ${key} ${does.it}`)
  switch (does.it) {
    case 'reply': {
      const inReplyTo = way.there.get(does.to)?.id
      return (await reply(tx, way.connectors, conversationId, { id, text: does.text, inReplyTo }, by)).channel.id
    }
    case 'note':
      return void (await note(tx, conversationId, does.text, by, id))
    case 'tag':
      return void (await tag(tx, conversationId, does.name, by))
    case 'assign':
      return void (await assign(tx, conversationId, { userId: who(way, does.to).id }, by))
    case 'close':
      return void (await close(tx, conversationId, by))
    case 'snooze':
      return void (await snooze(tx, conversationId, new Date(does.until), by, new Date()))
    case 'follow':
      return void (await follow(tx, conversationId, by))
    case 'topic':
      return void (await putTopic(tx, messageId(way, does.message), does.name, by))
    case 'correct':
      return void (await correct(tx, messageId(way, does.message), { mood: does.mood }, by).catch(unlessRefused))
  }
}

/** A UUID of any words, the same for the same ones (RFC 9562, version 8). */
function idOf(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function who({ users }: Way, key: string): { id: string } {
  const user = users.get(key)
  if (!user) throw new Error(`Nobody here is called ${key}.`)
  return user
}

function messageId({ there }: Way, external: string): string {
  const found = there.get(external)
  if (!found) throw new Error(`Nobody said ${external}.`)
  return found.id
}

/** Deeds within this time of each other are done at the same moment. */
const bucketMs = 6 * minute
const processId = '00000000-0000-7000-8000-000000000000'

/** What was not read yet cannot be corrected: nobody minds. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
}

export const asHeard = (it: Spoken): HeardMessage => ({
  externalId: it.id,
  ...(it.parent && { parentExternalId: it.parent }),
  ...(it.root && { rootExternalId: it.root }),
  author: it.author,
  ...(it.subject && { subject: it.subject }),
  body: { text: it.text },
  media: [],
  visibility: it.visibility,
  language: it.language,
  saidAt: new Date(it.at),
  concernsUs: it.concernsUs,
  ...(it.window === 'blog' ? { moderation: it.held ? ('held' as const) : ('approved' as const) } : {}),
})
