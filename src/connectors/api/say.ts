import { z } from 'zod'
import { words } from '../../lib/words.ts'
import type { Context, Said, Spoken, SpokenAttachment } from '../connector.ts'
import { ConnectorFailure } from '../failure.ts'
import { apiSettings } from './settings.ts'
import { sign } from './signature.ts'

const answer = z.object({ id: z.string().min(1).max(2_000).optional(), url: z.url().optional() })

/** Posts a reply to the window's own address, signed. The same `webhook-id` at every try: the receiver drops repeats. */
export async function say(context: Context, spoken: Spoken): Promise<Said> {
  const { webhook, secret } = apiSettings.parse(context.settings)
  if (!webhook || !secret) throw new ConnectorFailure('invalid', words('api.no-webhook'))
  const body = JSON.stringify(payload(spoken))
  const timestamp = Math.floor(context.now().getTime() / 1000)
  const { json, body: raw } = await context.http.request(webhook, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': spoken.key,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': sign(secret, spoken.key, timestamp, body),
    },
    body,
  })
  const said = raw.length > 0 ? answer.safeParse(tryJson(json)) : undefined
  const { id, url } = said?.success ? said.data : {}
  return { externalId: id ?? `reply:${spoken.key}`, saidAt: context.now(), ...(url ? { url } : {}) }
}

const payload = ({ key, text, inReplyTo, decidedAt, attachments = [] }: Spoken) => ({
  type: 'reply',
  id: `reply:${key}`,
  text,
  decided_at: decidedAt.toISOString(),
  in_reply_to: {
    id: inReplyTo.externalId,
    thread_id: inReplyTo.rootExternalId ?? null,
    author: { id: inReplyTo.author.externalId.split('/').slice(1).join('/'), name: inReplyTo.author.name },
  },
  // Left out where there are none: whoever knows nothing of them reads what they always read.
  ...(attachments.length > 0 && { attachments: attachments.map(attached) }),
})

const attached = ({ key, name, mime, bytes, alt, size, url }: SpokenAttachment) => ({
  id: key,
  name,
  mime,
  bytes,
  description: alt,
  width: size?.width ?? null,
  height: size?.height ?? null,
  /** Signed, for a week; null where this Tertulia does not know its own address. */
  url: url ?? null,
})

function tryJson(json: () => unknown): unknown {
  try {
    return json()
  } catch {
    return undefined
  }
}
