import { z } from 'zod'
import {
  type Account,
  type Batch,
  type Connector,
  type Context,
  type Heard,
  registry,
  type Said,
  type Speech,
  type Spoken,
} from '../../src/connectors/index.ts'
import type { Entry, WindowName } from './story.ts'

const account = (window: WindowName): Account => ({ externalId: window, name: 'Café Alameda', ourIds: ['us'] })

/** One window of each kind, all at the scripted network. */
export const scriptedWindows = (url: string, onAnswered: (window: WindowName) => void) => {
  const at = { url, onAnswered }
  const keyed = { ...base('keyed', at), history: historyOf(at), speak: speech('keyed', at) }
  const found = { ...base('found', at), speak: { ...speech('found', at), find: finder(at) } }
  const blind = { ...base('blind', at), stream: streamOf(at), speak: speech('blind', at) }
  return registry([keyed, found, blind])
}

interface At {
  url: string
  onAnswered: (window: WindowName) => void
}

const base = (window: WindowName, at: At) =>
  ({
    network: window,
    name: window,
    mark: 'S',
    settings: z.object({}),
    words: { en: {}, es: {} },
    test: async () => ({ account: account(window), hears: [], says: [], limits: [] }),
    newest: (context, cursor) => hear(context, at.url, window, cursor),
  }) satisfies Connector

const position = z.object({ at: z.number(), echoes: z.number() }).catch({ at: 0, echoes: 0 })

async function hear({ http }: Context, url: string, window: WindowName, cursor: unknown): Promise<Batch> {
  const { at, echoes } = position.parse(cursor)
  const answer = await http.request(`${url}/${window}/newest?at=${at}&echoes=${echoes}`)
  const page = z.object({ entries: z.array(entry), cursor: position, more: z.boolean() }).parse(answer.json())
  return { heard: page.entries.map(asHeard), cursor: page.cursor, more: page.more }
}

const historyOf =
  ({ url }: At) =>
  async ({ http }: Context, cursor: unknown): Promise<Batch> => {
    const at = z.number().catch(0).parse(cursor)
    const answer = await http.request(`${url}/keyed/history?at=${at}`)
    const page = z.object({ entries: z.array(entry), cursor: z.number(), more: z.boolean() }).parse(answer.json())
    return { heard: page.entries.map(asHeard), cursor: page.cursor, more: page.more }
  }

const streamOf =
  ({ url }: At) =>
  async (context: Context, cursor: unknown, push: (batch: Batch) => Promise<void>): Promise<void> => {
    let from = cursor
    while (!context.signal.aborted) {
      const batch = await hear(context, url, 'blind', from)
      if (batch.heard.length > 0) await push(batch)
      from = batch.cursor
    }
  }

const speech = (window: WindowName, at: At): Speech => ({
  limit: () => ({ max: 500, unit: 'graphemes' }),
  idempotent: window === 'keyed',
  send: (context, spoken) => send(context, window, at, spoken),
})

const said = z.object({ id: z.string(), saidAt: z.number() })
const asSaid = ({ id, saidAt }: z.infer<typeof said>): Said => ({ externalId: id, saidAt: new Date(saidAt) })

async function send({ http }: Context, window: WindowName, at: At, spoken: Spoken): Promise<Said> {
  const body = JSON.stringify({ window, key: spoken.key, text: spoken.text, inReplyTo: spoken.inReplyTo.externalId })
  const answer = await http.request(`${at.url}/${window}/say`, { method: 'POST', body, timeoutMs: 5_000 })
  at.onAnswered(window)
  return asSaid(said.parse(answer.json()))
}

const finder =
  ({ url }: At) =>
  async ({ http }: Context, spoken: Spoken): Promise<Said | 'absent'> => {
    const answer = await http.request(`${url}/found/find?text=${encodeURIComponent(spoken.text)}`)
    const found = said.safeParse(answer.json())
    return found.success ? asSaid(found.data) : 'absent'
  }

const entry: z.ZodType<Entry> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deletion'), id: z.string() }),
  z.object({
    kind: z.literal('message'),
    id: z.string(),
    author: z.string(),
    text: z.string(),
    parent: z.string().nullable(),
    root: z.string().nullable(),
    saidAt: z.number(),
    editedAt: z.number().nullable(),
  }),
])

function asHeard(entry: Entry): Heard {
  if (entry.kind === 'deletion') return { kind: 'deletion', externalId: entry.id }
  const message = {
    externalId: entry.id,
    author: { externalId: entry.author, name: `Somebody (${entry.author})` },
    body: { text: entry.text },
    media: [],
    visibility: 'public' as const,
    saidAt: new Date(entry.saidAt),
    ...(entry.parent ? { parentExternalId: entry.parent } : {}),
    ...(entry.root ? { rootExternalId: entry.root } : {}),
    ...(entry.editedAt ? { editedAt: new Date(entry.editedAt) } : {}),
  }
  return { kind: 'message', message }
}
