import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Account, Attachable, Batch, Connector, Context, Found, WebhookRequest } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { asOverheard } from '../overheard.ts'
import { hearItem } from './said.ts'
import { say } from './say.ts'
import { apiSettings } from './settings.ts'
import { isSigned, newSecret } from './signature.ts'
import { apiWords } from './words.ts'

export { saidBody, saidSchema } from './said.ts'
export { sign } from './signature.ts'

/** A window for anything else: the phone, the shop counter, a script. Messages are posted in; replies are posted out. */
export const api: Connector = {
  network: 'api',
  name: 'API',
  mark: '{}',
  settings: apiSettings,
  words: apiWords,
  test,
  toCopy: ({ secret }) => (typeof secret === 'string' ? [{ label: 'api.secret', value: secret }] : []),
  webhook,
  speak: {
    limit: () => ({ max: 100_000, unit: 'codePoints' }),
    attach: () => attachable,
    idempotent: true,
    send: say,
  },
}

const mostBytes = 10_000_000
const kinds = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf']

/** The receiver is ours to choose: what goes with a reply is bounded by what a desk needs. */
const attachable: Attachable = {
  most: 10,
  kinds: Object.fromEntries(kinds.map((kind) => [kind, mostBytes])),
  altMax: 2000,
}

async function test(context: Context): Promise<Found> {
  const settings = apiSettings.parse(context.settings)
  const id = settings.id ?? crypto.randomUUID()
  const secret = settings.secret ?? newSecret()
  if (!settings.id || !settings.secret) await context.keepSettings({ id, secret })
  return {
    account: accountOf(settings, id),
    hears: [words('api.hears'), ...(settings.onlyMatches ? [words('api.hears-matches')] : [])],
    says: [settings.webhook ? words('api.says', { host: new URL(settings.webhook).host }) : words('api.says-nothing')],
    limits: [words('api.limits')],
  }
}

const accountOf = (settings: z.infer<typeof apiSettings>, id: string): Account => ({
  externalId: id,
  name: settings.name,
  ourIds: [`${id}/us`],
  ...(settings.webhook ? {} : { cannotSay: words('api.no-webhook') }),
})

const many = z.object({ messages: z.array(z.unknown()).min(1).max(1_000) })

async function webhook(context: Context, request: WebhookRequest): Promise<Batch> {
  const { secret, onlyMatches } = apiSettings.parse(context.settings)
  if (!request.trusted && !(secret && isSigned(secret, request.headers, request.body, context.now())))
    throw new ConnectorFailure('reconnect', words('api.not-signed'))
  const body = parse(request.body)
  const list = many.safeParse(body)
  const items = list.success ? list.data.messages : [body]
  const site = context.account?.externalId ?? ''
  const batch: Batch = { heard: items.map((item) => hearItem(item, site, context.now())), cursor: null, more: false }
  return onlyMatches ? asOverheard(batch) : batch
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (cause) {
    throw new ConnectorFailure('invalid', words('api.not-json'), { cause })
  }
}
