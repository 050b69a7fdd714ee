import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { z } from 'zod'
import type { Cipher } from '../../core/cipher.ts'
import type { Core } from '../../core/core.ts'
import type { Db, Tx } from '../../core/database.ts'
import { reseal } from '../../core/reseal.ts'

const belongsTo = 'push'
const jwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), d: z.string() })

/** The key with which push services know us. */
export interface PushKey {
  /** As browsers want it: an uncompressed point, base64url. */
  publicKey: string
  privateKey: KeyObject
}

/** The public half; made when it is first asked for. */
export async function publicPushKey({ db, cipher }: Pick<Core, 'db' | 'cipher'>): Promise<string> {
  const kept = await db.selectFrom('push_keys').select('public_key').executeTakeFirst()
  if (kept) return kept.public_key
  const made = generate()
  await db
    .insertInto('push_keys')
    .values({ public_key: made.publicKey, private_key: cipher.seal(made.secret, belongsTo) })
    .onConflict((conflict) => conflict.column('one').doNothing())
    .execute()
  // Another process may have been quicker.
  return (await db.selectFrom('push_keys').select('public_key').executeTakeFirstOrThrow()).public_key
}

/** Undefined where nobody was to be told yet. */
export async function findPushKey({ db, cipher }: Pick<Core, 'db' | 'cipher'>): Promise<PushKey | undefined> {
  const row = await db.selectFrom('push_keys').select(['public_key', 'private_key']).executeTakeFirst()
  if (!row) return undefined
  const secret = jwk.parse(cipher.open(row.private_key, belongsTo))
  return { publicKey: row.public_key, privateKey: createPrivateKey({ key: secret, format: 'jwk' }) }
}

function generate(): { publicKey: string; secret: z.infer<typeof jwk> } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const secret = jwk.parse(privateKey.export({ format: 'jwk' }))
  const [x, y] = [Buffer.from(secret.x, 'base64url'), Buffer.from(secret.y, 'base64url')]
  return { publicKey: Buffer.concat([Buffer.from([4]), x, y]).toString('base64url'), secret }
}

/** Part of the rotation of the key. */
export async function resealPushKey(db: Db | Tx, from: Cipher, to: Cipher): Promise<void> {
  const row = await db.selectFrom('push_keys').select('private_key').executeTakeFirst()
  const sealed = row && reseal(from, to, row.private_key, belongsTo)
  if (sealed) await db.updateTable('push_keys').set({ private_key: sealed }).execute()
}

const validS = 12 * 3_600

/** Says to one push service who we are and whom to write to about it. https://www.rfc-editor.org/rfc/rfc8292 */
export function authorization(
  { publicKey, privateKey }: PushKey,
  endpoint: string,
  contact: string,
  now: Date,
): string {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor(now.getTime() / 1000) + validS,
    sub: contact,
  }
  const said = [{ typ: 'JWT', alg: 'ES256' }, claims].map(encoded).join('.')
  const signature = sign('sha256', Buffer.from(said), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `vapid t=${said}.${signature.toString('base64url')}, k=${publicKey}`
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
