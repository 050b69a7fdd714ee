import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Account, Attachable, Context, HttpAnswer, SpokenAttachment } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { ask, read, type Typed } from './api.ts'
import { factsOf, mediaOf } from './place.ts'

/** What we send as pictures; the instance says which of them it takes. */
const pictures = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']

export function attach(account: Account): Attachable | { cannot: ReturnType<typeof words> } {
  const media = factsOf(account)?.media ?? mediaOf()
  if (!media.may) return { cannot: words('mastodon.may-not-attach') }
  const kinds = pictures.filter((kind) => media.kinds.includes(kind)).map((kind) => [kind, media.imageBytes] as const)
  return { most: media.most, kinds: Object.fromEntries(kinds), maxPixels: media.imagePixels, altMax: media.altMax }
}

/**
 * The ids of what was sent there. Asked again after a try that was lost, they are sent anew: the post still stands once,
 * by its key, and what no post has is cleared away by the instance within a day.
 */
export async function upload(context: Context, attachments: readonly SpokenAttachment[]): Promise<string[]> {
  const ids: string[] = []
  for (const one of attachments) ids.push(await uploadOne(context, one))
  return ids
}

const accepted = z.object({ id: z.string().min(1).max(100) })

/** https://docs.joinmastodon.org/methods/media/#v2 ; before 3.1.3 there is only the older address. */
async function uploadOne(context: Context, attachment: SpokenAttachment): Promise<string> {
  const body = await formOf(attachment)
  const send = (path: string) => ask(context, path, { method: 'POST', body, accept: [403, 404, 405, 413, 415, 422] })
  const newer = await send('/api/v2/media')
  const answer = newer.status === 404 || newer.status === 405 ? await send('/api/v1/media') : newer
  if (answer.status === 403) throw new ConnectorFailure('invalid', words('mastodon.may-not-attach'))
  if (answer.status >= 400) throw refused(attachment, answer)
  const { id } = read(accepted, answer)
  if (answer.status === 202) await untilReady(context, attachment, id)
  return id
}

/** So long a post waits for a picture; then it is tried again later, from the beginning. */
const pauses = [300, 700, 1500, 3000, 5000, 8000]

/** https://docs.joinmastodon.org/methods/media/#get : 206 while it is being worked on. */
async function untilReady(context: Context, attachment: SpokenAttachment, id: string): Promise<void> {
  for (const pause of pauses) {
    await wait(pause, undefined, { signal: context.signal })
    const answer = await ask(context, `/api/v1/media/${encodeURIComponent(id)}`, { accept: [404, 422] })
    if (answer.status >= 400) throw refused(attachment, answer)
    if (answer.status !== 206) return
  }
  throw new ConnectorFailure('temporary', words('mastodon.image-late', { name: attachment.name }))
}

const complaint = z.object({ error: z.string() })

function refused({ name }: SpokenAttachment, answer: HttpAnswer): ConnectorFailure {
  const detail = complaint.safeParse(tryJson(answer)).data?.error.slice(0, 200) ?? String(answer.status)
  return new ConnectorFailure('invalid', words('mastodon.image-refused', { name, detail }))
}

function tryJson(answer: HttpAnswer): unknown {
  try {
    return answer.json()
  } catch {
    return undefined
  }
}

async function formOf({ name, mime, alt, read: readBytes }: SpokenAttachment): Promise<Typed> {
  const form = new FormData()
  form.set('file', new Blob([Uint8Array.from(await readBytes())], { type: mime }), name)
  if (alt !== '') form.set('description', alt)
  const written = new Response(form)
  return {
    type: written.headers.get('content-type') ?? 'multipart/form-data',
    bytes: new Uint8Array(await written.arrayBuffer()),
  }
}
