import { findChannel } from '../../channels/index.ts'
import type { Attachable, Connectors } from '../../connectors/index.ts'
import type { Db, Tx } from '../../core/database.ts'
import { type Words, words } from '../../lib/words.ts'
import { findConversation } from '../conversation.ts'
import { findDraft } from '../draft.ts'
import { findReplyTarget } from '../reply-target.ts'
import type { Attachment } from './attachment.ts'

/** What a window takes with an answer, or why it takes nothing. */
export interface Taking {
  /** The network's own name. */
  network: string
  takes: Attachable | undefined
  /** Why nothing, where it is nothing. */
  why: Words | undefined
}

/** At the window at which an answer to this message would leave, or to what the draft answers, or to what was said last. */
export async function takingFor(
  db: Db,
  connectors: Connectors,
  conversationId: string,
  inReplyTo: string | undefined,
): Promise<Taking> {
  const chosen = inReplyTo ?? (await findDraft(db, conversationId))?.inReplyTo ?? undefined
  const target = await findReplyTarget(db, conversationId, chosen)
  if (target) return takingAt(db, connectors, target.channelId)
  return takingOf(connectors, (await findConversation(db, conversationId)).channel)
}

/** Read from the connector of the window, for its account. */
export async function takingAt(db: Db | Tx, connectors: Connectors, channelId: string): Promise<Taking> {
  const channel = await findChannel(db, channelId)
  return takingOf(connectors, channel)
}

export function takingOf(
  connectors: Connectors,
  { network, account }: Pick<Awaited<ReturnType<typeof findChannel>>, 'network' | 'account'>,
): Taking {
  const connector = connectors.get(network)
  const name = connector?.name ?? network
  const told = connector?.speak?.attach?.(account)
  if (!told) return { network: name, takes: undefined, why: words('conversations.attach-none', { network: name }) }
  if ('cannot' in told) return { network: name, takes: undefined, why: told.cannot }
  return { network: name, takes: told, why: undefined }
}

export type Given = Pick<Attachment, 'name' | 'mime' | 'bytes' | 'size'>

/** Why this one cannot go there, in words that say what to do; undefined where it can. */
export function whyNot({ name, mime, bytes, size }: Given, { network, takes, why }: Taking): Words | undefined {
  if (!takes) return why
  const most = takes.kinds[sentAs(mime)]
  if (most === undefined) return words('conversations.attach-kind', { name, network, kinds: kindNames(takes) })
  if (bytes > most)
    return words('conversations.attach-large', { name, network, size: megabytes(bytes), max: megabytes(most) })
  if (takes.maxPixels !== undefined && size && size.width * size.height > takes.maxPixels)
    return words('conversations.attach-pixels', { name, network, max: Math.floor(takes.maxPixels / 1e6) })
  return undefined
}

/** A moving PNG is a PNG to whoever asks what it is. */
export const sentAs = (mime: string): string => (mime === 'image/apng' ? 'image/png' : mime)

/** Up to a hundredth: 0.98 is not 1, and 1 MB is a million bytes. */
export const megabytes = (bytes: number): number => Math.max(0.01, Math.floor(bytes / 10_000) / 100)

const names: Record<string, string> = { 'application/pdf': 'PDF', 'image/webp': 'WebP' }

/** `JPEG, PNG, GIF, WebP` */
export const kindNames = ({ kinds }: Attachable): string =>
  Object.keys(kinds)
    .map((kind) => names[kind] ?? kind.replace(/^.*\//, '').toUpperCase())
    .join(', ')
