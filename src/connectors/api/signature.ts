import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Signatures as in Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`, in
 * base64, behind `v1,`. The secret is `whsec_` and base64.
 */
export function sign(secret: string, id: string, timestampS: number, body: string | Uint8Array): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestampS}.`).update(body).digest('base64')}`
}

/** Whether one of the signatures is ours and its time is within five minutes of now. */
export function isSigned(secret: string, headers: Headers, body: Uint8Array, now: Date): boolean {
  const [id, timestamp, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers.get(name) ?? '',
  )
  if (!id || !given || !/^\d{1,12}$/.test(timestamp ?? '')) return false
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > 300) return false
  const expected = Buffer.from(sign(secret, id, Number(timestamp), body))
  return given.split(' ').some((one) => {
    const bytes = Buffer.from(one)
    return bytes.length === expected.length && timingSafeEqual(bytes, expected)
  })
}

export const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`
