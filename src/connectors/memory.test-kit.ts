import { z } from 'zod'
import type { Json } from '../lib/json.ts'
import { words } from '../lib/words.ts'
import type { Connector, Heard, HeardMessage, Said } from './connector.ts'
import type { World } from './contract.test-kit.ts'
import { ConnectorFailure } from './failure.ts'
import { field } from './field.ts'

/** A network in memory, as small as a network can be: the kit must pass on it before it judges others. */
const log: Heard[] = []
const there = new Map<string, HeardMessage>()
const keys = new Map<string, Said>()
const described = new Map<string, string[]>()

const settings = z.object({ door: z.string().meta(field({ label: 'memory.door', help: 'memory.door-help' })) })

export const memory: Connector = {
  network: 'memory',
  name: 'Memory',
  mark: 'M',
  settings,
  words: {
    en: {
      'memory.door': 'Door',
      'memory.like': 'Like',
      'memory.boost': 'Pass on',
      'memory.door-help': 'Say open.',
      'memory.hears': 'Hears {count, plural, one {# voice} other {# voices}}',
      'memory.shut': 'The door is shut. Say open.',
    },
    es: {
      'memory.door': 'Puerta',
      'memory.like': 'Me gusta',
      'memory.boost': 'Pasar',
      'memory.door-help': 'Di open.',
      'memory.hears': 'Oye {count, plural, one {# voz} other {# voces}}',
      'memory.shut': 'La puerta está cerrada. Di open.',
    },
  },
  async test({ settings }) {
    if (settings.door !== 'open') throw new ConnectorFailure('reconnect', words('memory.shut'))
    const account = { externalId: 'memory', name: 'Memory', ourIds: ['us'] }
    return { account, hears: [words('memory.hears', { count: 1 })], says: [], limits: [] }
  },
  newest: async (_context, cursor) => page(log, cursor ?? log.length),
  history: async (_context, cursor, since) => {
    const messages = [...there.values()].filter((message) => message.saidAt >= since)
    return page(
      messages.map((message): Heard => ({ kind: 'message', message })),
      cursor ?? 0,
    )
  },
  stream: ({ signal }) => new Promise((done) => signal.addEventListener('abort', () => done())),
  react: {
    like: { label: 'memory.like', set: async (_context, { externalId }, on) => reactTo('like', externalId, on) },
    boost: {
      label: 'memory.boost',
      to: ['public'],
      set: async (_context, { externalId }, on) => reactTo('boost', externalId, on),
    },
  },
  speak: {
    limit: () => ({ max: 100, unit: 'graphemes' }),
    attach: () => ({ most: 2, kinds: { 'image/png': 1000, 'image/gif': 1000 }, maxPixels: 10_000, altMax: 100 }),
    links: 'sent',
    idempotent: true,
    async send(_context, { key, text, inReplyTo, attachments = [] }) {
      for (const one of attachments) await one.read()
      const said = keys.get(key) ?? { externalId: put(text, inReplyTo.externalId, 'us'), saidAt: new Date() }
      keys.set(key, said)
      described.set(
        said.externalId,
        attachments.map(({ alt }) => alt),
      )
      return said
    },
    find: async (_context, { key }) => keys.get(key) ?? 'absent',
  },
}

/** What we like and passed on, by what and which. */
const liked = new Set<string>()
function reactTo(kind: 'like' | 'boost', externalId: string, on: boolean): void {
  if (on) liked.add(`${kind} ${externalId}`)
  else liked.delete(`${kind} ${externalId}`)
}
const countOf = (kind: 'like' | 'boost', externalId: string): number => Number(liked.has(`${kind} ${externalId}`))

/** Two at a time, so that paging is exercised. */
function page(all: Heard[], cursor: Json) {
  const from = Number(cursor)
  return { heard: all.slice(from, from + 2), cursor: Math.min(from + 2, all.length), more: from + 2 < all.length }
}

export function put(
  text: string,
  parentExternalId?: string,
  by = 'lucas',
  externalId: string = crypto.randomUUID(),
): string {
  const message: HeardMessage = {
    externalId,
    ...(parentExternalId !== undefined && { parentExternalId }),
    author: { externalId: by, name: by },
    body: { text },
    media: [],
    visibility: 'public',
    saidAt: there.get(externalId)?.saidAt ?? new Date(),
    ...(there.has(externalId) && { editedAt: new Date() }),
  }
  there.set(externalId, message)
  log.push({ kind: 'message', message })
  return externalId
}

export const world: World = {
  settings: { door: 'open' },
  wrongSettings: [{ why: 'a shut door', settings: { door: 'closed' } }],
  say: async (text) => put(text),
  edit: async (id, text) => void put(text, undefined, 'lucas', id),
  remove: async (externalId) => {
    there.delete(externalId)
    log.push({ kind: 'deletion', externalId })
  },
  standing: async (text) => [...there.values()].filter(({ body }) => 'text' in body && body.text === text).length,
  attached: async (externalId) => described.get(externalId) ?? [],
  reactions: async (id) => ({ like: countOf('like', id), boost: countOf('boost', id) }),
  close: async () => {},
}
