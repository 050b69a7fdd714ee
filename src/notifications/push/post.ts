import { encrypt, type Recipient } from './encrypt.ts'
import { authorization, type PushKey } from './keys.ts'

/** What a browser shows. */
export interface PushMessage {
  title: string
  body: string
  /** Where a click leads. */
  url: string
  /** A later one of the same replaces it. */
  tag: string
  urgent: boolean
}

export interface PushAddress extends Recipient {
  endpoint: string
}

/** `gone`: nobody is there any more. `later`: not before then. */
export type Posted = { to: 'told' | 'gone' | 'failed' } | { to: 'later'; at: Date }

export interface Sender {
  key: PushKey
  /** Whom push services may write to: an address that begins with https: or mailto:. */
  contact: string
  now: Date
}

const waitMs = 10_000
/** For so long a push service keeps a message for a browser that is not there. */
const keptS = 4 * 3_600

/**
 * Gives a message to a browser's push service (RFC 8030). Browsers say where that is, so the address may be anybody's: the
 * guard refuses private ones, redirects are not followed, and nothing of the answer is read but its head.
 */
export async function post(address: PushAddress, message: PushMessage, sender: Sender): Promise<Posted> {
  const { urgent, ...shown } = message
  const body = encrypt(Buffer.from(JSON.stringify(shown)), address)
  try {
    const response = await fetch(address.endpoint, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(waitMs),
      headers: {
        authorization: authorization(sender.key, address.endpoint, sender.contact, sender.now),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(keptS),
        urgency: urgent ? 'high' : 'normal',
        topic: message.tag,
      },
      body: new Uint8Array(body),
    })
    await response.body?.cancel()
    return outcome(response, sender.now)
  } catch {
    return { to: 'later', at: new Date(sender.now.getTime() + usualRestMs) }
  }
}

function outcome({ status, headers }: Response, now: Date): Posted {
  if (status >= 200 && status < 300) return { to: 'told' }
  if (status === 404 || status === 410) return { to: 'gone' }
  if (status === 429 || status >= 500) return { to: 'later', at: restsUntil(headers.get('retry-after'), now) }
  return { to: 'failed' }
}

const usualRestMs = 60_000
const longestRestMs = 24 * 3_600_000

/** Seconds or a date (RFC 9110), within reason. */
function restsUntil(said: string | null, now: Date): Date {
  const text = said?.trim() ?? ''
  const at = /^\d{1,9}$/.test(text) ? now.getTime() + Number(text) * 1_000 : Date.parse(text)
  const rest = Number.isFinite(at) ? at - now.getTime() : usualRestMs
  return new Date(now.getTime() + Math.min(longestRestMs, Math.max(1_000, rest)))
}
