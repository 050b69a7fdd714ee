import { escapeText } from 'entities'
import { untrustedHtml } from '../../lib/html.ts'
import { words } from '../../lib/words.ts'
import type { Heard, HeardAuthor, HeardMedia, HeardMessage, Visibility } from '../connector.ts'
import { type MastodonAccount, type Media, type Status, status } from './entities.ts'
import type { Place } from './place.ts'

/** A status as it came; a boost is nobody's words and answers undefined. */
export function understand(raw: unknown): Status | 'refused' | undefined {
  const parsed = status.safeParse(raw)
  if (!parsed.success) return 'refused'
  return parsed.data.reblog == null ? parsed.data : undefined
}

/** https://docs.joinmastodon.org/entities/Status/ in the house's words. */
export function messageOf(
  place: Place,
  said: Status,
  more: { root?: string; concernsUs?: boolean } = {},
): HeardMessage {
  const { id, in_reply_to_id: parent, spoiler_text: subject, edited_at: editedAt, language } = said
  const url = said.url ?? said.uri
  return {
    externalId: id,
    ...(parent && { parentExternalId: parent }),
    ...(more.root !== undefined && more.root !== id && { rootExternalId: more.root }),
    author: authorOf(place, said.account),
    ...(subject && { subject }),
    body: { html: untrustedHtml(said.content + pollLines(said)) },
    media: said.media_attachments.flatMap(mediaOf),
    visibility: visibilityOf(said.visibility),
    ...(language && { language }),
    ...(url && { url }),
    saidAt: said.created_at,
    ...(editedAt && { editedAt }),
    counts: countsOf(said),
    concernsUs: more.concernsUs ?? concerns(place, said),
    mentions: said.mentions
      .filter((mention) => mention.id !== place.id)
      .map((mention) => `@${addressAt(mention.acct, place.domain)}`),
  }
}

export function refusal(raw: unknown): Heard {
  const { id } = Object(raw)
  const reason = status.safeParse(raw).error?.issues[0]
  const detail = reason ? `${reason.path.join('.')}: ${reason.message}`.slice(0, 200) : ''
  return {
    kind: 'refused',
    ...(typeof id === 'string' && { externalId: id.slice(0, 100) }),
    reason: words('mastodon.refused', { detail }),
    excerpt: (JSON.stringify(raw) ?? String(raw)).slice(0, 500),
  }
}

/** Whether it is ours, speaks to us, or carries a hashtag we listen to. */
export const concerns = (place: Place, said: Status): boolean =>
  isOurs(place, said) ||
  isForUs(place, said) ||
  said.tags.some((tag) => place.hashtags.includes(tag.name.toLowerCase()))

export const isOurs = (place: Place, said: Status): boolean => said.account.id === place.id

export const isForUs = (place: Place, said: Status): boolean =>
  said.in_reply_to_account_id === place.id || said.mentions.some((mention) => mention.id === place.id)

/** `lucas` at the instance itself is `lucas@its.domain`; from elsewhere the host is there already. */
export const addressAt = (acct: string, domain: string): string => (acct.includes('@') ? acct : `${acct}@${domain}`)

/**
 * An author is known by their address (`lucas@host`): every version of every server tells it, in authors and mentions
 * alike, it is the same seen from any instance, and Mastodon never lets it change or be taken by another.
 */
function authorOf(place: Place, account: MastodonAccount): HeardAuthor {
  const address = addressAt(account.acct, place.domain)
  return {
    externalId: address.toLowerCase(),
    name: account.display_name.trim() || account.username,
    handle: `@${address}`,
    ...(account.url && { url: account.url }),
    ...(account.avatar && { avatarUrl: account.avatar }),
    ...((account.bot || account.group) && { isBot: true }),
  }
}

/** What we cannot name is treated as the most private. */
const visibilityOf = (written: string): Visibility =>
  written === 'public' || written === 'unlisted' ? written : written === 'private' ? 'followers' : 'direct'

const kinds: Record<string, HeardMedia['kind']> = { image: 'image', gifv: 'video', video: 'video', audio: 'audio' }

function mediaOf({ type, url, remote_url, description }: Media): HeardMedia[] {
  const at = url ?? remote_url
  return at ? [{ kind: kinds[type] ?? 'file', url: at, ...(description && { alt: description }) }] : []
}

function countsOf(said: Status): NonNullable<HeardMessage['counts']> {
  const { replies_count: replies, favourites_count: likes, reblogs_count: shares } = said
  return {
    ...(replies !== undefined && { replies }),
    ...(likes !== undefined && { likes }),
    ...(shares !== undefined && { shares }),
  }
}

/** The options of a poll, as lines below the question. */
function pollLines({ poll }: Status): string {
  if (!poll || poll.options.length === 0) return ''
  const lines = poll.options.map(({ title, votes_count: votes }) =>
    escapeText(votes == null ? `– ${title}` : `– ${title} (${votes})`),
  )
  return `<p>${lines.join('<br>')}</p>`
}
