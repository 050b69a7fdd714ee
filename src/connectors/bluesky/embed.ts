import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Attachable, SpokenAttachment, SpokenCard } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { hostOf } from '../http/failures.ts'
import { failureOf } from './refusals.ts'
import type { Pds } from './session.ts'

/** app.bsky.embed.images and app.bsky.embed.external#external (`thumb`): at most so many, of at most so many bytes. */
export const mostImages = 4
const mostBytes = 1_000_000

const kinds = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']

/** The lexicon sets no bound to descriptions; the app's own composer does. */
export const attachable: Attachable = {
  most: mostImages,
  kinds: Object.fromEntries(kinds.map((kind) => [kind, mostBytes])),
  altMax: 2000,
}

interface Under {
  attachments?: readonly SpokenAttachment[]
  card?: SpokenCard
}

/** What stands under the text: its pictures, or else what its link leads to. A post has one of the two. */
export async function embedOf(pds: Pds, { attachments = [], card }: Under, now: Date): Promise<object | undefined> {
  if (attachments.length > 0) {
    const images = []
    for (const one of attachments) images.push(await imageOf(pds, one, now))
    return { $type: 'app.bsky.embed.images', images }
  }
  return card && { $type: 'app.bsky.embed.external', external: await externalOf(pds, card, now) }
}

async function imageOf(pds: Pds, { name, mime, alt, size, read }: SpokenAttachment, now: Date): Promise<object> {
  const blob = await upload(pds, await read(), mime)
  if ('refusal' in blob) {
    const { status, message, name: error, url } = blob.refusal
    const detail = message || error || String(status)
    if (status === 400 || status === 413)
      throw new ConnectorFailure('invalid', words('bluesky.image-refused', { host: hostOf(url), name, detail }))
    throw failureOf(blob.refusal, now)
  }
  return { image: blob.value, alt, ...(size && { aspectRatio: size }) }
}

/** A card is worth sending without its picture, too. */
async function externalOf(pds: Pds, { url, title, description, picture }: SpokenCard, now: Date): Promise<object> {
  const thumb =
    picture && kinds.includes(picture.mime) && picture.bytes <= mostBytes
      ? await upload(pds, await picture.read(), picture.mime)
      : undefined
  if (thumb && 'refusal' in thumb && thumb.refusal.status !== 400 && thumb.refusal.status !== 413)
    throw failureOf(thumb.refusal, now)
  return { uri: url, title, description, ...(thumb && 'value' in thumb && { thumb: thumb.value }) }
}

/** Handed back in the record as it was given. https://atproto.com/specs/data-model#blob-type */
const uploaded = z.object({
  blob: z.looseObject({ $type: z.literal('blob'), ref: z.looseObject({ $link: z.string() }) }),
})

/** https://docs.bsky.app/docs/api/com-atproto-repo-upload-blob ; what no record names is cleared away by the server. */
async function upload(pds: Pds, bytes: Uint8Array, type: string) {
  const answer = await pds.attempt('com.atproto.repo.uploadBlob', { body: bytes, type }, uploaded)
  return answer.ok ? { value: answer.value.blob } : { refusal: answer.refusal }
}
