import { EventEmitter, once } from 'node:events'
import { allConnectors } from '../src/connectors/all.ts'
import {
  type Account,
  type Batch,
  type Connector,
  ConnectorFailure,
  type Connectors,
  type Context,
  type Found,
  type HeardMessage,
  registry,
  type Said,
  type Speech,
  type Spoken,
} from '../src/connectors/index.ts'
import type { Json } from '../src/lib/json.ts'
import { words } from '../src/lib/words.ts'
import type { Place } from './company.ts'

/** The networks of the sample: they look and count like the real ones, hear what the story says, and speak to nobody. */
export interface StandIns {
  connectors: Connectors
  /** What is heard next at a window. */
  tell(window: string, message: HeardMessage): void
  /** Called when one of us has said something. */
  onSaid(hear: (account: Account, spoken: Spoken, said: Said) => void): void
}

export function createStandIns(): StandIns {
  const told = new Map<string, HeardMessage[]>()
  const run = crypto.randomUUID()
  const news = new EventEmitter().setMaxListeners(0)
  let hear: (account: Account, spoken: Spoken, said: Said) => void = () => {}
  const log = (window: string) => {
    const messages = told.get(window) ?? []
    told.set(window, messages)
    return messages
  }
  const say = (context: Context, spoken: Spoken): Said => {
    const said = { externalId: `${spoken.inReplyTo.externalId}/ours/${spoken.key}`, saidAt: context.now() }
    if (context.account) hear(context.account, spoken, said)
    return said
  }
  return {
    connectors: registry([...allConnectors.values()].map((real) => standIn(real, { run, log, news, say }))),
    tell(window, message) {
      log(window).push(message)
      news.emit('told')
    },
    onSaid(listener) {
      hear = listener
    },
  }
}

interface Behind {
  run: string
  log(window: string): readonly HeardMessage[]
  news: EventEmitter
  say(context: Context, spoken: Spoken): Said
}

/** Only what a real one is and counts: nothing of it that could connect to anywhere is kept. */
function standIn(real: Connector, { run, log, news, say }: Behind): Connector {
  const { network, name, mark, settings } = real
  const since = (account: Account | undefined, cursor: Json | undefined): Batch => {
    const from = isFrom(cursor, run) ? cursor.at : 0
    const messages = log(account?.externalId ?? '').slice(from)
    const heard = messages.map((message) => ({ kind: 'message' as const, message }))
    return { heard, cursor: { run, at: from + messages.length }, more: false }
  }
  return {
    ...{ network, name, mark, settings, words: withOurs(real) },
    test: async ({ account }) => foundAt(network, account),
    newest: async ({ account }, cursor) => since(account, cursor),
    async stream({ account, signal }, cursor, push) {
      for (let place = cursor; !signal.aborted; ) {
        const batch = since(account, place)
        if (batch.heard.length > 0) await push(batch)
        else await once(news, 'told', { signal }).catch(() => {})
        place = batch.cursor
      }
    },
    ...(real.speak && { speak: speechOf(real.speak, say) }),
    ...(real.react && { react: reactingOf(real.react) }),
    ...(real.moderate && { moderate: Object.fromEntries(Object.keys(real.moderate).map((as) => [as, nothing])) }),
    ...(real.moderates && { moderates: real.moderates }),
  }
}

const isFrom = (cursor: unknown, run: string): cursor is { run: string; at: number } =>
  typeof cursor === 'object' && cursor !== null && 'run' in cursor && cursor.run === run && 'at' in cursor

const nothing = async () => {}

const reactingOf = (real: NonNullable<Connector['react']>): NonNullable<Connector['react']> =>
  Object.fromEntries(
    Object.entries(real).map(([kind, { label, to }]) => [kind, { label, ...(to && { to }), set: nothing }]),
  )

const speechOf = ({ limit, opening, untold, privately, attach }: Speech, say: Behind['say']): Speech => ({
  limit,
  ...(opening && { opening }),
  ...(untold && { untold }),
  ...(privately && { privately }),
  ...(attach && { attach }),
  idempotent: true,
  send: async (context, spoken) => say(context, spoken),
})

function foundAt(network: string, account: Account | undefined): Found {
  if (!account) throw new ConnectorFailure('invalid', words(`${network}.sample-closed`))
  return { account, hears: [words(`${network}.sample-hears`)], says: [], limits: [] }
}

function withOurs({ network, words: own }: Connector): Connector['words'] {
  const closed = `${network}.sample-closed`
  const hears = `${network}.sample-hears`
  return {
    ...own,
    en: {
      ...own.en,
      [closed]: 'This is the sample company: it speaks to no real network, so no window can be added to it.',
      [hears]: 'The people of the sample company',
    },
    es: {
      ...own.es,
      [closed]:
        'Esta es la empresa de muestra: no habla con ninguna red de verdad, así que no se le pueden añadir ventanas.',
      [hears]: 'La gente de la empresa de muestra',
    },
  }
}

/** What the window's account is. */
export const accountOf = ({ externalId, name, handle, url }: Place): Account => ({
  externalId,
  name,
  ...(handle && { handle }),
  ...(url && { url }),
  ourIds: [`${externalId}/us`],
})
