import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Account, Context, Said, Speech, Spoken, Visibility } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { ask, read } from './api.ts'
import { find } from './find.ts'
import { attach, upload } from './media.ts'
import { factsOf } from './place.ts'

export const speak: Speech = {
  limit(account) {
    const { maxCharacters = 500, linkLength = 23 } = factsOf(account) ?? {}
    return { max: maxCharacters, unit: 'graphemes', linkLength, mentionsWithoutHost: true }
  },
  opening: (account, inReplyTo) => {
    const names = namesOf(account, inReplyTo)
    return names.length > 0 ? `${names.join(' ')} ` : ''
  },
  // https://docs.joinmastodon.org/user/posting/#replying : only who is mentioned is notified.
  untold: (account, inReplyTo, text) => {
    const [first] = namesOf(account, inReplyTo)
    return first && !isNamed(first, namedIn(text)) ? first : undefined
  },
  send,
  attach,
  // https://docs.joinmastodon.org/entities/PreviewCard/ : the instance looks links up itself.
  links: 'made',
  // True of every retry: within the hour by the key, and after it because `send` looks first.
  idempotent: true,
  privately: true,
  find,
}

/**
 * Mastodon remembers a key for an hour. A try that comes later than this after its decision first looks whether an
 * earlier one arrived; the ten minutes between allow for clocks and waits.
 */
const keyRememberedMs = 50 * 60_000

/** https://docs.joinmastodon.org/methods/statuses/#create */
async function send(context: Context, spoken: Spoken): Promise<Said> {
  const { inReplyTo, text, key, decidedAt } = spoken
  refuseUnaddressed(context, spoken)
  if (context.now().getTime() - decidedAt.getTime() > keyRememberedMs) {
    const found = await find(context, spoken)
    if (typeof found === 'object') return found
    if (found === 'unknown')
      throw new ConnectorFailure('temporary', words('mastodon.not-sure'), { outcomeUnknown: true })
  }
  const { language } = inReplyTo
  const mediaIds = await upload(context, spoken.attachments ?? [])
  const answer = await ask(context, '/api/v1/statuses', {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: {
      status: text,
      in_reply_to_id: inReplyTo.externalId,
      visibility: visibilities[inReplyTo.visibility],
      ...(language && { language }),
      ...(mediaIds.length > 0 && { media_ids: mediaIds }),
    },
    accept: [404, 410],
  })
  if (answer.status !== 200) throw new ConnectorFailure('gone', words('mastodon.parent-gone'))
  const { id, url, created_at } = read(posted, answer)
  return { externalId: id, ...(url && { url }), saidAt: new Date(created_at) }
}

const visibilities: Record<Visibility, string> = {
  public: 'public',
  unlisted: 'unlisted',
  followers: 'private',
  direct: 'direct',
}

const posted = z.object({
  id: z.string().min(1),
  url: z
    .url({ protocol: /^https?$/ })
    .nullish()
    .catch(null),
  created_at: z.string().refine((written) => !Number.isNaN(Date.parse(written))),
})

/** A direct message reaches those it names and nobody else, so one that does not name its receiver reaches nobody. */
function refuseUnaddressed({ account }: Context, { inReplyTo, text }: Spoken): void {
  if (inReplyTo.visibility !== 'direct' || !account) return
  const named = namedIn(text)
  const [first] = namesOf(account, inReplyTo)
  if (first ? isNamed(first, named) : named.length > 0) return
  // Where it goes on from a message of ours there is nobody to name for sure; somebody it must be.
  throw new ConnectorFailure(
    'invalid',
    first ? words('mastodon.unaddressed', { name: first }) : words('mastodon.names-nobody'),
  )
}

const namedIn = (text: string): string[] =>
  (text.match(/(?<![\w@])@[\w.-]*\w(@[\w.:-]*\w)?/gu) ?? []).map((name) => name.toLowerCase())

/** By the whole of it, or without its instance. */
const isNamed = (name: string, named: readonly string[]): boolean =>
  [name, `@${name.split('@')[1]}`].some((one) => named.includes(one.toLowerCase()))

/** The author first, then everybody who was named, each once and none of us. */
function namesOf(account: Account, { author, mentions }: Spoken['inReplyTo']): string[] {
  const ours = account.handle?.toLowerCase()
  const names = new Map<string, string>()
  for (const name of [author.handle ?? '', ...mentions])
    if (name && name.toLowerCase() !== ours && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
  return [...names.values()]
}
