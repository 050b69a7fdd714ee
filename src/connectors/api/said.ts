import { z } from 'zod'
import { untrustedHtml } from '../../lib/html.ts'
import { words } from '../../lib/words.ts'
import { firstWrong } from '../../lib/wrong-fields.ts'
import type { Heard, HeardMessage } from '../connector.ts'

const date = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const id = z.string().min(1).max(2_000)

/** One message posted to an api window. Also what the API's documentation shows. */
export const saidSchema = z.object({
  id: id.describe('Yours. The same id again is the same message.'),
  parent_id: id.optional().describe('The message it answers.'),
  thread_id: id
    .optional()
    .describe('The first message of its conversation, or any name the conversation has with you.'),
  author: z.object({
    id: id.describe('The same person always has the same one: a phone number, a customer number.'),
    name: z.string().min(1).max(200),
    handle: z.string().max(200).optional(),
    url: z.url().optional(),
    avatar_url: z.url().optional(),
  }),
  subject: z.string().max(500).optional(),
  text: z.string().max(500_000).optional(),
  html: z.string().max(500_000).optional(),
  said_at: date.optional().describe('Default: now.'),
  edited_at: date.optional(),
  url: z.url().optional(),
  language: z.string().max(35).optional(),
  visibility: z.enum(['public', 'unlisted', 'followers', 'direct']).default('direct'),
  media: z
    .array(
      z.object({
        kind: z.enum(['image', 'video', 'audio', 'file']),
        url: z.url(),
        alt: z.string().optional(),
        mime: z.string().optional(),
        name: z.string().optional(),
      }),
    )
    .max(20)
    .default([]),
  deleted: z.literal(true).optional().describe('It is no longer there: its words are removed here.'),
})

/** What may be posted: one message or up to a thousand. */
export const saidBody = z.union([saidSchema, z.object({ messages: z.array(z.unknown()).min(1).max(1_000) })])

/** One posted item as heard; what does not parse is refused by itself and stops nobody else. */
export function hearItem(item: unknown, site: string, now: Date): Heard {
  const parsed = saidSchema.safeParse(item)
  if (!parsed.success) {
    const [field, reason] = firstWrong(parsed.error, item)
    const given = z.object({ id: z.string() }).safeParse(item)
    return {
      kind: 'refused',
      ...(given.success ? { externalId: given.data.id } : {}),
      reason: field === '' ? reason : words('api.refused', { field, reason }),
      excerpt: JSON.stringify(item)?.slice(0, 500) ?? '',
    }
  }
  if (parsed.data.deleted) return { kind: 'deletion', externalId: parsed.data.id }
  return { kind: 'message', message: asMessage(parsed.data, site, now) }
}

function asMessage(said: z.infer<typeof saidSchema>, site: string, now: Date): HeardMessage {
  const { author } = said
  return {
    externalId: said.id,
    ...(said.parent_id ? { parentExternalId: said.parent_id } : {}),
    ...(said.thread_id ? { rootExternalId: said.thread_id } : {}),
    author: {
      externalId: `${site}/${author.id}`,
      name: author.name,
      ...(author.handle ? { handle: author.handle } : {}),
      ...(author.url ? { url: author.url } : {}),
      ...(author.avatar_url ? { avatarUrl: author.avatar_url } : {}),
    },
    ...(said.subject ? { subject: said.subject } : {}),
    body: said.html === undefined ? { text: said.text ?? '' } : { html: untrustedHtml(said.html) },
    media: said.media.map(({ alt, mime, name, ...rest }) => ({
      ...rest,
      ...(alt ? { alt } : {}),
      ...(mime ? { mime } : {}),
      ...(name ? { name } : {}),
    })),
    visibility: said.visibility,
    ...(said.language ? { language: said.language } : {}),
    ...(said.url ? { url: said.url } : {}),
    saidAt: said.said_at ?? now,
    ...(said.edited_at ? { editedAt: said.edited_at } : {}),
  }
}
