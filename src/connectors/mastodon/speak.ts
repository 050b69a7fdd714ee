import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Account, Context, Said, Speech, Spoken, Visibility } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { ask, read } from './api.ts'
import { find } from './find.ts'
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
  send,
  // True of every retry: within the hour by the key, and after it because `send` looks first.
  idempotent: true,
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
  const answer = await ask(context, '/api/v1/statuses', {
    method: 'POST',
    headers: { 'idempotency-key': key },
    body: {
      status: text,
      in_reply_to_id: inReplyTo.externalId,
      visibility: visibilities[inReplyTo.visibility],
      ...(language && { language }),
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
  const named = (text.match(/(?<![\w@])@[\w.-]*\w(@[\w.:-]*\w)?/gu) ?? []).map((name) => name.toLowerCase())
  const [first] = namesOf(account, inReplyTo)
  const good = first ? [first.toLowerCase(), `@${first.split('@')[1]}`.toLowerCase()] : named
  if (named.some((name) => good.includes(name))) return
  // Where it goes on from a message of ours there is nobody to name for sure; somebody it must be.
  throw new ConnectorFailure(
    'invalid',
    first ? words('mastodon.unaddressed', { name: first }) : words('mastodon.names-nobody'),
  )
}

/** The author first, then everybody who was named, each once and none of us. */
function namesOf(account: Account, { author, mentions }: Spoken['inReplyTo']): string[] {
  const ours = account.handle?.toLowerCase()
  const names = new Map<string, string>()
  for (const name of [author.handle ?? '', ...mentions])
    if (name && name.toLowerCase() !== ours && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
  return [...names.values()]
}
