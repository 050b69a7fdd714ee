import { describe } from 'node:test'
import { z } from 'zod'
import type { Json } from '../lib/json.ts'
import type { Batch, Connector, Context, Speech } from './connector.ts'
import { connectorContract } from './contract.test-kit.ts'
import { memory, put, world } from './memory.test-kit.ts'

// Connectors that each break one promise of the contract. Run by contract.test.ts, which expects them to be caught.

const { newest, history, speak } = memory
if (!newest || !history || !speak) throw new Error('The connector in memory hears and speaks')

type Page = (context: Context, cursor: Json | undefined) => Promise<Batch>
const hearing =
  (change: (batch: Batch) => Batch['heard']): Page =>
  async (context, cursor) => {
    const batch = await newest(context, cursor)
    return { ...batch, heard: change(batch) }
  }
const speaking = (change: Partial<Speech>): Partial<Connector> => ({ speak: { ...speak, ...change } })
/** Only in number: what the world tells is what was counted. */
let likes = 0
const reacting = (counted: (on: boolean) => Promise<number>): Partial<Connector> => ({
  react: {
    like: {
      label: 'memory.like',
      async set(_context, _to, on) {
        likes = await counted(on)
      },
    },
  },
})
const idOf = (one: Batch['heard'][number]): string => (one.kind === 'message' ? one.message.externalId : '')
const told = new Set<string>()

const broken: Record<string, Partial<Connector>> = {
  'says no Spanish': { words: { en: memory.words.en, es: {} } },
  'has no label': { settings: z.object({ door: z.string() }) },
  'lets anybody in': { test: (context) => memory.test({ ...context, settings: { door: 'open' } }) },
  'finds another each time': {
    async test(context) {
      const found = await memory.test(context)
      return { ...found, account: { ...found.account, externalId: crypto.randomUUID() } }
    },
  },
  'begins too early': { newest: (context, cursor) => newest(context, cursor ?? 0) },
  'hears twice': { newest: hearing(({ heard }) => [...heard, ...heard]) },
  'tells each thing only once': {
    newest: hearing(({ heard }) => {
      const fresh = heard.filter((one) => !told.has(idOf(one)))
      for (const one of fresh) told.add(idOf(one))
      return fresh
    }),
  },
  'does not stop': {
    newest: async (context, cursor) => (context.signal.aborted ? newest(context, cursor) : late(context, cursor)),
  },
  'overlooks changes': {
    newest: hearing(({ heard }) => heard.filter((one) => one.kind !== 'message' || !one.message.editedAt)),
  },
  'forgets its history': {
    history: async (context, cursor, since) => ({ ...(await history(context, cursor, since)), heard: [] }),
  },
  'knows no since': { history: (context, cursor) => history(context, cursor, new Date(0)) },
  'streams on and on': { stream: () => new Promise((done) => setTimeout(done, 2500)) },
  'says it twice': speaking({
    send: async (_context, { text, inReplyTo }) => ({
      externalId: put(text, inReplyTo.externalId, 'us'),
      saidAt: new Date(),
    }),
  }),
  'forgets the pictures': speaking({
    send: (context, { attachments: _, ...spoken }) => speak.send(context, spoken),
  }),
  'likes it twice': reacting(async (on) => (on ? likes + 1 : 0)),
  'never takes it back': reacting(async (on) => (on ? 1 : likes)),
  'finds what nobody said': speaking({ find: async () => ({ externalId: 'anything', saidAt: new Date() }) }),
}

const reactions = async () => ({ like: likes, boost: 0 })

/** Only the attempt that is to be stopped is slow: all others answer at once. */
async function late(context: Context, cursor: Json | undefined): Promise<Batch> {
  await Promise.resolve()
  if (context.signal.aborted) await new Promise((done) => setTimeout(done, 2500))
  return (await newest?.(context, cursor)) ?? { heard: [], cursor: null, more: false }
}

for (const [fault, change] of Object.entries(broken))
  describe(fault, () =>
    connectorContract({ ...memory, ...change }, async () => ({
      ...world,
      patienceMs: 200,
      ...(change.react && { reactions }),
    })),
  )
